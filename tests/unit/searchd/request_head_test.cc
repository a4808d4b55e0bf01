#include "searchd/http/request_head.h"

#include <string>

#include "searchd/http/problems.h"
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
