// What the daemon does with bytes: the hazards of its HTTP library, one by one.
#include <chrono>
#include <csignal>
#include <filesystem>
#include <set>
#include <string>
#include <system_error>
#include <thread>
#include <vector>

#include "tests/catch.h"
#include "tests/http/daemon.h"
#include "tests/support/http.h"
#include "tests/support/temp_dir.h"

using namespace paperfind::testing;
using namespace std::chrono_literals;

namespace {

std::string start_line(const std::string& wire) { return wire.substr(0, wire.find("\r\n")); }

}  // namespace

TEST_CASE("HEAD answers like GET, without a body", "[wire]") {
  const Daemon daemon(corpus_index());
  const HttpReply get = http_get(daemon.port(), "/api/v1/search?q=keyword");
  const std::string head = exchange(daemon.port(),
                                    "HEAD /api/v1/search?q=keyword HTTP/1.1\r\nHost: a\r\n"
                                    "Connection: close\r\n\r\n");
  CHECK(start_line(head) == "HTTP/1.1 200 OK");
  CHECK(head.find("Content-Length: " + std::to_string(get.body.size()) + "\r\n") !=
        std::string::npos);
  CHECK(head.substr(head.size() - 4) == "\r\n\r\n");
}

TEST_CASE("what announces a body is refused with one answer and the connection ends", "[wire]") {
  struct Case {
    std::string request;
    std::string answer;
  };
  const Case c = GENERATE(values<Case>({
      {"POST /api/v1/search HTTP/1.1\r\nHost: a\r\nContent-Length: 5\r\n\r\nhello",
       "HTTP/1.1 405 Method Not Allowed"},
      {"POST /api/v1/search HTTP/1.1\r\nHost: a\r\nContent-Length: 0\r\n\r\n",
       "HTTP/1.1 405 Method Not Allowed"},
      {"DELETE /papers/p1 HTTP/1.1\r\nHost: a\r\n\r\n", "HTTP/1.1 405 Method Not Allowed"},
      {"OPTIONS * HTTP/1.1\r\nHost: a\r\n\r\n", "HTTP/1.1 405 Method Not Allowed"},
      // The body would be taken for the next request.
      {"GET /healthz HTTP/1.1\r\nHost: a\r\nContent-Length: 36\r\n\r\n"
       "GET /version HTTP/1.1\r\nHost: a\r\n\r\n",
       "HTTP/1.1 413 Payload Too Large"},
      {"HEAD /healthz HTTP/1.1\r\nHost: a\r\nContent-Length: 36\r\n\r\n"
       "GET /version HTTP/1.1\r\nHost: a\r\n\r\n",
       "HTTP/1.1 413 Payload Too Large"},
      {"GET /healthz HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: "
       "chunked\r\n\r\n5\r\nhello\r\n0\r\n\r\n",
       "HTTP/1.1 413 Payload Too Large"},
      {"GET /healthz HTTP/1.1\r\nHost: a\r\nContent-Length: 0\r\nContent-Length: 5\r\n\r\nhello",
       "HTTP/1.1 413 Payload Too Large"},
      {"GET /healthz HTTP/1.1\r\nHost: a\r\nContent-Length: -1\r\n\r\n",
       "HTTP/1.1 413 Payload Too Large"},
      {"POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 99999999999\r\nExpect: 100-continue\r\n\r\n",
       "HTTP/1.1 417 Expectation Failed"},
      {"GET / HTTP/1.1\r\nHost: a\r\nExpect: miracles\r\n\r\n", "HTTP/1.1 417 Expectation Failed"},
  }));
  CAPTURE(c.request);
  const Daemon daemon(corpus_index());
  const std::string wire = exchange(daemon.port(), c.request);  // returns when the daemon closes
  // Newer releases of the library use the newer name of 413.
  const std::string status = start_line(wire);
  CHECK(status.substr(0, 12) == c.answer.substr(0, 12));
  CHECK(occurrences(wire, "HTTP/1.1 ") == 1);
  CHECK(wire.find("Connection: close\r\n") != std::string::npos);
  CHECK(wire.find("\r\nX-Content-Type-Options: nosniff\r\n") != std::string::npos);
  CHECK(http_get(daemon.port(), "/healthz").status == 200);
}

TEST_CASE("what cannot be read is answered in our form and the connection ends", "[wire]") {
  struct Case {
    std::string request;
    std::string code;
  };
  const Case c = GENERATE(values<Case>({
      {"nonsense\r\n\r\n", "400"},
      {"GET /\r\n\r\n", "400"},
      {"GET / HTTP/9.9\r\n\r\n", "400"},
      {"BREW / HTTP/1.1\r\n\r\n", "400"},
      {"GET /healthz HTTP/1.1\r\n\r\n", "400"},
      {"GET /healthz HTTP/1.1\r\nHost: a\r\nHost: b\r\n\r\n", "400"},
      {"GET /" + std::string(600, 'a') + " HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n",
       "414"},
      {"GET /search?q=" + std::string(9000, 'a') + " HTTP/1.1\r\nHost: a\r\n\r\n", "414"},
  }));
  CAPTURE(c.request.substr(0, 60));
  const Daemon daemon(corpus_index());
  const std::string wire = exchange(daemon.port(), c.request);
  CHECK(start_line(wire).substr(9, 3) == c.code);
  CHECK(occurrences(wire, "HTTP/1.1 ") == 1);
  CHECK(wire.find("\r\nX-Content-Type-Options: nosniff\r\n") != std::string::npos);
  CHECK(wire.find("EXCEPTION") == std::string::npos);
}

TEST_CASE("a request for too much ends the connection with a problem", "[wire]") {
  const Daemon daemon(corpus_index());
  std::string request = "GET /api/v1/search HTTP/1.1\r\nHost: a\r\n";
  for (int i = 0; i < 100; ++i) request += "X: 1\r\n";
  const HttpReply reply = parse_reply(exchange(daemon.port(), request + "\r\n"));
  CHECK(reply.status == 431);
  CHECK(reply.headers.at("connection") == "close");
  CHECK(reply.headers.at("content-type") == "application/problem+json");
  CHECK(reply.body.find("\"type\":\"/problems/headers-too-large\"") != std::string::npos);
}

TEST_CASE("targets as proxies are asked, and the older version without a host", "[wire]") {
  const Daemon daemon(corpus_index());
  for (const std::string& request :
       {std::string("GET http://elsewhere.example:80/healthz HTTP/1.1\r\nHost: a\r\n"
                    "Connection: close\r\n\r\n"),
        std::string("GET /healthz HTTP/1.0\r\n\r\n")}) {
    CAPTURE(request);
    const std::string wire = exchange(daemon.port(), request);
    CHECK(start_line(wire).substr(9, 3) == "200");
    CHECK(wire.ends_with("\r\n\r\nok\n"));
  }
  const std::string page = exchange(daemon.port(),
                                    "GET http://elsewhere.example/search?q=keyword HTTP/1.1\r\n"
                                    "Host: a\r\nConnection: close\r\n\r\n");
  CHECK(page.find("papers for keyword</h1>") != std::string::npos);
}

TEST_CASE("ranges are ignored, good ones and bad ones", "[wire]") {
  const Daemon daemon(corpus_index());
  const HttpReply whole = http_get(daemon.port(), "/assets/site.css");
  std::string many = "Range: bytes=0-";
  for (int i = 0; i < 1300; ++i) many += ",0-";
  for (const std::string& range : {std::string("Range: bytes=0-9"), many,
                                   std::string("Range: bytes=9-1"), std::string("Range: cats=1")}) {
    CAPTURE(range.substr(0, 40));
    const HttpReply reply = http_get(daemon.port(), "/assets/site.css", range + "\r\n");
    CHECK(reply.status == 200);
    CHECK(reply.body == whole.body);
    CHECK(reply.headers.at("accept-ranges") == "none");
  }
}

TEST_CASE("a second question mark belongs to the query", "[wire]") {
  const Daemon daemon(corpus_index());
  const HttpReply reply = http_get(daemon.port(), "/api/v1/search?q=keyword?&per_page=1?");
  // The last one makes per_page no number: that it is said shows that both were read.
  CHECK(reply.status == 400);
  CHECK(reply.body.find("\"param\":\"per_page\"") != std::string::npos);
  const HttpReply good = http_get(daemon.port(), "/search?q=keyword?");
  CHECK(good.status == 200);
  CHECK(good.body.find("papers for keyword?</h1>") != std::string::npos);
}

TEST_CASE("one connection carries many requests", "[wire]") {
  const Daemon daemon(corpus_index());
  // bash reads each answer before it asks again; the last request says good-bye.
  const std::string script =
      "exec 3<>/dev/tcp/127.0.0.1/" + std::to_string(daemon.port()) +
      "; for i in 1 2 3; do printf 'GET /healthz HTTP/1.1\\r\\nHost: a\\r\\n\\r\\n' >&3;"
      " while read -r line <&3 && [ \"$line\" != ok ]; do [ \"${line#HTTP}\" != \"$line\" ] && "
      "echo \"$line\"; done; done;"
      " printf 'GET /healthz HTTP/1.1\\r\\nHost: a\\r\\nConnection: close\\r\\n\\r\\n' >&3; cat "
      "<&3";
  const RunResult talk = run({"bash", "-c", script});
  CHECK(occurrences(talk.out, "HTTP/1.1 200 OK") == 4);
  CHECK(talk.out.ends_with("\r\n\r\nok\n"));
}

TEST_CASE("an answer one has comes back as 304, and a newer one does not", "[wire]") {
  const Daemon daemon(corpus_index());
  for (const char* target :
       {"/", "/search?q=keyword", "/api/v1/search?q=keyword", "/assets/site.css"}) {
    CAPTURE(target);
    const HttpReply first = http_get(daemon.port(), target);
    REQUIRE(first.status == 200);
    const std::string etag = first.headers.at("etag");
    const HttpReply again = http_get(daemon.port(), target, "If-None-Match: " + etag + "\r\n");
    CHECK(again.status == 304);
    CHECK(again.body.empty());
    CHECK(again.headers.at("etag") == etag);
    CHECK(again.headers.count("content-length") == 0);
    CHECK(http_get(daemon.port(), target, "If-None-Match: \"other\"\r\n").status == 200);
  }
  // The same search written differently is the same answer.
  const std::string etag =
      http_get(daemon.port(), "/api/v1/search?q=a&type=full&page=1").headers.at("etag");
  CHECK(http_get(daemon.port(), "/api/v1/search?type=full&q=a").headers.at("etag") == etag);
  CHECK(http_get(daemon.port(), "/api/v1/search?type=short&q=a").headers.at("etag") != etag);
}

TEST_CASE("answers are packed for those who ask, and only for them", "[wire]") {
  const Daemon daemon(corpus_index());
  const HttpReply plain = http_get(daemon.port(), "/api/v1/search");
  CHECK(plain.headers.count("content-encoding") == 0);
  const HttpReply packed =
      http_get(daemon.port(), "/api/v1/search", "Accept-Encoding: br, gzip\r\n");
  CHECK(packed.headers.at("content-encoding") == "gzip");
  CHECK(packed.headers.at("vary") == "Accept, Accept-Encoding");
  CHECK(packed.body.size() < plain.body.size() / 2);
  CHECK(packed.headers.at("etag") != plain.headers.at("etag"));
  const HttpReply refused =
      http_get(daemon.port(), "/api/v1/search", "Accept-Encoding: gzip;q=0, br\r\n");
  CHECK(refused.headers.count("content-encoding") == 0);
  CHECK(refused.body == plain.body);
}

TEST_CASE("a header cannot smuggle a line into an answer", "[wire]") {
  const Daemon daemon(corpus_index());
  const std::string wire = exchange(
      daemon.port(),
      "GET /api/v1/search?x=a%0d%0aEvil:%201 HTTP/1.1\r\nHost: a\r\n"
      "User-Agent: a%0d%0aEvil: 1\r\nIf-None-Match: %0d%0aEvil: 1\r\nConnection: close\r\n\r\n");
  CHECK(start_line(wire).substr(9, 3) == "400");
  CHECK(wire.find("\r\nEvil") == std::string::npos);
}

TEST_CASE("a second daemon cannot share the port", "[wire]") {
  const Daemon daemon(corpus_index());
  const std::string address = "127.0.0.1:" + std::to_string(daemon.port());
  const RunResult second =
      run({program("paperfind-searchd"), "--db", corpus_index(), "--listen", address});
  CHECK(second.exit_code == 69);
  CHECK(second.err.find("http://" + address) != std::string::npos);
  CHECK(second.err.find("Address already in use") != std::string::npos);
  CHECK(http_get(daemon.port(), "/healthz").status == 200);
}

TEST_CASE("flags that make no sense end with a usage error", "[wire]") {
  for (const std::vector<std::string>& flags :
       {std::vector<std::string>{"--listen", "localhost:80"},
        {"--threads", "0"},
        {"--no-such"},
        {"--log-level", "loud"},
        {"--templates", "/nonexistent"}}) {
    std::vector<std::string> argv = {program("paperfind-searchd"), "--db", corpus_index()};
    argv.insert(argv.end(), flags.begin(), flags.end());
    const RunResult result = run(argv);
    CAPTURE(flags.front(), result.err);
    CHECK(result.exit_code == 2);
    CHECK_FALSE(result.err.empty());
  }
}

TEST_CASE("it listens on version 6 of the protocol too", "[wire]") {
  Process process({program("paperfind-searchd"), "--db", corpus_index(), "--listen", "[::1]:0"});
  if (!process.wait_for_output("listening on http://[::1]:", 20s)) {
    // A machine without that protocol says so and ends.
    const RunResult ended = process.wait(5s);
    CHECK(ended.exit_code == 69);
    CHECK(ended.err.find("::1") != std::string::npos);
  }
}

TEST_CASE("SIGTERM ends it cleanly, also while connections idle", "[wire]") {
  Daemon daemon(corpus_index());
  // A connection that has had its answer and waits for nothing.
  Process idle({"bash", "-c",
                "exec 3<>/dev/tcp/127.0.0.1/" + std::to_string(daemon.port()) +
                    "; printf 'GET /healthz HTTP/1.1\\r\\nHost: a\\r\\n\\r\\n' >&3; head -1 <&3; "
                    "cat <&3 >/dev/null; echo closed"});
  REQUIRE(idle.wait_for_output("200 OK", 10s));
  const auto begin = std::chrono::steady_clock::now();
  daemon.process().send_signal(SIGTERM);
  const RunResult ended = daemon.process().wait(10s);
  CHECK(ended.exit_code == 0);
  CHECK(ended.signal == 0);
  CHECK(std::chrono::steady_clock::now() - begin < 5s);
  CHECK(idle.wait(5s).out.find("closed") != std::string::npos);
}

TEST_CASE("a signal before it listens is not lost", "[wire]") {
  for (int round = 0; round < 10; ++round) {
    Process process(daemon_command(corpus_index(), {}));
    // Before it runs its own program, the signal would meet a copy of this one.
    const std::filesystem::path exe = "/proc/" + std::to_string(process.pid()) + "/exe";
    std::error_code none;
    while (std::filesystem::read_symlink(exe, none).filename() != "paperfind-searchd") {
    }
    std::this_thread::sleep_for(round * 3ms);
    process.send_signal(SIGTERM);
    const RunResult ended = process.wait(20s);
    // Before it could block signals, the signal simply ends it.
    CHECK_FALSE(ended.timed_out);
    CHECK((ended.exit_code == 0 || ended.signal == SIGTERM));
  }
}

TEST_CASE("without descriptors it waits, and serves again when there are some", "[wire]") {
  std::vector<std::string> argv = {"bash", "-c", "ulimit -n 64; exec \"$@\"", "bash"};
  for (std::string& word : daemon_command(corpus_index(), {"--threads", "1"})) argv.push_back(word);
  Process process(argv);
  REQUIRE(process.wait_for_output("\n", 30s));
  const std::string port = process.out().substr(process.out().rfind(':') + 1);
  // bash holds its connections until it reads a line; the last ones are still in the kernel's
  // hands.
  Process holders({"bash", "-c",
                   "for i in $(seq 10 210); do eval \"exec $i<>/dev/tcp/127.0.0.1/" +
                       port.substr(0, port.size() - 1) + "\"; done; echo held; exec sleep 30"});
  REQUIRE(holders.wait_for_output("held", 20s));
  holders.send_signal(SIGTERM);
  (void)holders.wait(10s);
  int status = 0;
  for (int tries = 0; tries < 100 && status != 200; ++tries) {
    status = http_get(std::stoi(port), "/healthz").status;
  }
  CHECK(status == 200);
  process.send_signal(SIGTERM);
  CHECK(process.wait(10s).exit_code == 0);
}

TEST_CASE("clients that never finish asking take nothing from the others", "[wire]") {
  const Daemon daemon(corpus_index(), {"--threads", "1"});
  Process slow({"bash", "-c",
                "for i in $(seq 10 110); do eval \"exec $i<>/dev/tcp/127.0.0.1/" +
                    std::to_string(daemon.port()) +
                    "\"; printf 'GET / HTTP/1.1\\r\\nHo' >&$i; done; echo held; exec sleep 30"});
  REQUIRE(slow.wait_for_output("held", 20s));
  for (int i = 0; i < 5; ++i) CHECK(http_get(daemon.port(), "/search?q=keyword").status == 200);
  slow.send_signal(SIGTERM);
}

TEST_CASE("an answer and its line in the log have one request id, which clients cannot choose",
          "[wire]") {
  Process process(
      {program("paperfind-searchd"), "--db", corpus_index(), "--listen", "127.0.0.1:0"});
  REQUIRE(process.wait_for_output("listening on ", 30s));
  REQUIRE(process.wait_for_output("\n", 30s));
  const std::string line = process.out().substr(process.out().find("listening on "));
  const int port = std::stoi(line.substr(line.rfind(':') + 1));
  std::set<std::string> ids;
  for (const char* target : {"/search?q=keyword", "/none", "/api/v1/search?no=1", "/healthz"}) {
    CAPTURE(target);
    const HttpReply reply = http_get(port, target, "X-Request-Id: chosen\r\n");
    const std::string id = reply.headers.at("x-request-id");
    CHECK(id.size() == 16);
    CHECK(ids.insert(id).second);
    REQUIRE(process.wait_for_output("\"request_id\":\"" + id + "\"", 10s));
    const std::string path = std::string(target).substr(0, std::string(target).find('?'));
    const std::size_t at = process.err().find("\"request_id\":\"" + id + "\"");
    CHECK(process.err().substr(at, 200).find("\"path\":\"" + path + "\"") != std::string::npos);
  }
  CHECK(process.err().find("chosen") == std::string::npos);
  CHECK(http_get(port, "/search?q=keyword").headers.count("server-timing") == 1);
}
