#include "searchd/http/request_head.h"

#include <string>

#include "searchd/api/problems.h"
#include "tests/catch.h"

using namespace paperfind;

TEST_CASE("a request's head is taken up to its limits and not past them", "[http]") {
  struct Case {
    RequestHead head;
    std::string kind;
  };
  const Case c = GENERATE(values<Case>({
      {{8'000, 64, 16'000, 1, true}, ""},
      {{8'001, 1, 10, 1, true}, "uri-too-long"},
      {{20, 65, 650, 1, true}, "headers-too-large"},
      {{20, 1, 16'001, 1, true}, "headers-too-large"},
      {{20, 0, 0, 0, false}, ""},
      {{20, 1, 10, 0, true}, "bad-request"},
      {{20, 2, 20, 2, true}, "bad-request"},
      {{20, 2, 20, 2, false}, "bad-request"},
  }));
  CAPTURE(c.head.line_bytes, c.head.fields, c.head.field_bytes, c.head.hosts);
  CHECK(head_problem(c.head) == c.kind);
  // A kind nobody knows would be answered as our own failure.
  if (!c.kind.empty()) CHECK(find_problem_kind(c.kind) != nullptr);
}

TEST_CASE("a target with scheme and host means its path", "[http]") {
  struct Case {
    std::string target;
    std::string path;
  };
  const Case c = GENERATE(values<Case>({
      {"http://a/healthz", "/healthz"},
      {"HTTPS://a.example:8080/search?q=http://b/c", "/search?q=http://b/c"},
      {"http://a", "/"},
      {"http://a?q=1", "/?q=1"},
      {"http://a#top", "/#top"},
      {"http://", "/"},
      {"http:///x", "/x"},
      {"/search?q=http://b/c", "/search?q=http://b/c"},
      {"/http://a/healthz", "/http://a/healthz"},
      {"http:/a", "http:/a"},
      {"ftp://a/healthz", "ftp://a/healthz"},
      {"*", "*"},
      {"", ""},
  }));
  CAPTURE(c.target);
  CHECK(origin_form(c.target) == c.path);
}

TEST_CASE("a head is read to its end, however its bytes come", "[http]") {
  using State = HeadReader::State;
  struct Case {
    std::string bytes;
    State state;
    std::string problem;
    std::string head;
  };
  const std::string plain = "GET / HTTP/1.1\r\nHost: a\r\n\r\n";
  const Case c = GENERATE_COPY(values<Case>({
      {plain, State::Whole, "", plain},
      {plain + "GET /next", State::Whole, "", plain},
      {"\r\n\r\n" + plain, State::Whole, "", plain},
      {"GET / HTTP/1.0\r\n\r\n", State::Whole, "", "GET / HTTP/1.0\r\n\r\n"},
      {"GET / HTTP/1.1\r\nhOSt:\r\n\r\n", State::Whole, "", "GET / HTTP/1.1\r\nhOSt:\r\n\r\n"},
      {"nonsense\r\n\r\n", State::Whole, "", "nonsense\r\n\r\n"},
      {"", State::Partial, "", ""},
      {"GET / HTTP/1.1\r\nHost: a\r\n\r", State::Partial, "", ""},
      {"GET / HTTP/1.1\r\n\r\n", State::Wrong, "bad-request", ""},
      {"GET / HTTP/1.1\r\nHost: a\r\nHost: a\r\n", State::Wrong, "bad-request", ""},
      {"GET / HTTP/1.1\n", State::Wrong, "bad-request", ""},
      {"\n", State::Wrong, "bad-request", ""},
      {"GET / HTTP/1.1\r\nHost: a\n", State::Wrong, "bad-request", ""},
      {"GET / HTTP/1.1\r\nHost: a\rb\r\n", State::Wrong, "bad-request", ""},
      {std::string("GET /\0 HTTP/1.1\r\n", 17), State::Wrong, "bad-request", ""},
      {"GET / HTTP/1.1\r\nContent-Length : 5\r\n", State::Wrong, "bad-request", ""},
      {"GET / HTTP/1.1\r\nHost: a\r\n b: c\r\n", State::Wrong, "bad-request", ""},
      {"GET / HTTP/1.1\r\nHost\r\n", State::Wrong, "bad-request", ""},
      {"GET / HTTP/1.1\r\n: a\r\n", State::Wrong, "bad-request", ""},
      {std::string(8'001, 'a'), State::Partial, "", ""},
      {std::string(8'002, 'a'), State::Wrong, "uri-too-long", ""},
      {std::string(8'001, 'a') + "\r\n", State::Wrong, "uri-too-long", ""},
      {"GET / HTTP/1.1\r\nX: " + std::string(15'998, 'a'), State::Partial, "", ""},
      {"GET / HTTP/1.1\r\nX: " + std::string(15'999, 'a'), State::Wrong, "headers-too-large", ""},
  }));
  CAPTURE(c.bytes.substr(0, 60), c.bytes.size());
  HeadReader whole;
  CHECK(whole.read(c.bytes) == c.state);
  CHECK(whole.problem() == c.problem);
  if (c.state == State::Whole) {
    CHECK(c.bytes.substr(whole.begin(), whole.end() - whole.begin()) == c.head);
  }
  HeadReader bits;
  State state = State::Partial;
  for (std::size_t n = 1; n <= c.bytes.size() && state == State::Partial; ++n) {
    state = bits.read(std::string_view(c.bytes).substr(0, n));
  }
  CHECK(state == c.state);
  CHECK(bits.problem() == c.problem);
}

TEST_CASE("a head says whether the connection ends with its answer", "[http]") {
  struct Case {
    std::string head;
    bool close;
  };
  const Case c = GENERATE(values<Case>({
      {"GET / HTTP/1.1\r\nHost: a\r\n\r\n", false},
      {"GET / HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n", true},
      {"GET / HTTP/1.1\r\ncONNECTION:CLOSE\r\nHost: a\r\n\r\n", true},
      {"GET / HTTP/1.1\r\nConnection: te , close\r\n\r\n", true},
      {"GET / HTTP/1.1\r\nConnection: te\r\nConnection: close\r\n\r\n", true},
      {"GET / HTTP/1.1\r\nConnection: closed\r\n\r\n", false},
      {"GET / HTTP/1.1\r\nConnection:\r\n\r\n", false},
      {"GET / HTTP/1.1\r\nConnection: keep-alive\r\n\r\n", false},
      {"GET / HTTP/1.1\r\nX-Connection: close\r\n\r\n", false},
      {"GET /?Connection:close HTTP/1.1\r\nHost: a\r\n\r\n", false},
      {"GET / HTTP/1.0\r\n\r\n", true},
      {"GET / HTTP/1.0\r\nConnection: Keep-Alive\r\n\r\n", false},
      {"GET / HTTP/1.0\r\nConnection: keep-alive, close\r\n\r\n", true},
      {"", false},
      {"GET", false},
  }));
  CAPTURE(c.head);
  CHECK(asks_to_close(c.head) == c.close);
}

TEST_CASE("of a request line that was cut, what is there is known", "[http]") {
  CHECK(request_line_of("HEAD /a?b HTTP/1.1\r\nHost: a").method == "HEAD");
  CHECK(request_line_of("HEAD /a?b HTTP/1.1\r\nHost: a").target == "/a?b");
  CHECK(request_line_of("GET /aaa").target == "/aaa");
  CHECK(request_line_of("GE").method.empty());
  CHECK(request_line_of("").target.empty());
}
