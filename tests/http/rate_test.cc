// How often one client may ask the daemon.
#include <chrono>
#include <string>
#include <vector>

#include "tests/catch.h"
#include "tests/http/daemon.h"
#include "tests/support/http.h"

using namespace paperfind::testing;
using namespace std::chrono_literals;

namespace {

// As a proxy asks for somebody.
HttpReply ask_for(const Daemon& daemon, const std::string& client) {
  return http_get(daemon.port(), "/healthz", "X-Forwarded-For: " + client + "\r\n");
}

std::string address(int number) { return "192.0.2." + std::to_string(number); }

}  // namespace

TEST_CASE("a client that asks too often is told to wait, and only a proxy names another",
          "[rate]") {
  const Daemon daemon(corpus_index(),
                      {"--rate", "0.001", "--rate-burst", "3", "--trusted-proxy", "127.0.0.1"});
  const auto ask = [&](const std::string& client) {
    return http_get(daemon.port(), "/api/v1/search?q=keyword",
                    "X-Forwarded-For: " + client + "\r\n");
  };
  for (int i = 0; i < 3; ++i) CHECK(ask("192.0.2.7").status == 200);
  const HttpReply refused = ask("192.0.2.7");
  CHECK(refused.status == 429);
  CHECK(refused.headers.at("retry-after") == "2");
  CHECK(refused.headers.at("content-type") == "application/problem+json");
  CHECK(refused.headers.at("x-content-type-options") == "nosniff");
  CHECK(refused.body.find("/problems/rate-limited") != std::string::npos);
  CHECK(ask("192.0.2.8").status == 200);
  CHECK(ask("::1").status == 200);
  CHECK(http_get(daemon.port(), "/healthz").status == 200);
  const RunResult wrong = run(
      {program("paperfind-searchd"), "--db", corpus_index(), "--trusted-proxy", "proxy.example"});
  CHECK(wrong.exit_code == 2);
  CHECK(wrong.err.find("--trusted-proxy proxy.example: is no address") != std::string::npos);
}

TEST_CASE("after a pause a client may ask 400 times at once, and not 401", "[rate]") {
  const Daemon daemon(corpus_index(), {"--rate", "0.001", "--trusted-proxy", "127.0.0.1"});
  const std::string head = "GET /healthz HTTP/1.1\r\nHost: a\r\nX-Forwarded-For: 192.0.2.7\r\n";
  std::string requests;
  for (int i = 0; i < 400; ++i) requests += head + "\r\n";
  const std::string wire = exchange(daemon.port(), requests + head + "Connection: close\r\n\r\n");
  CHECK(occurrences(wire, "HTTP/1.1 200 OK\r\n") == 400);
  CHECK(occurrences(wire, "HTTP/1.1 429 ") == 1);
}

TEST_CASE("a client may ask 100 times a second and not more often", "[rate]") {
  const Daemon daemon(corpus_index(), {"--rate-burst", "1", "--trusted-proxy", "127.0.0.1"});
  const auto begin = std::chrono::steady_clock::now();
  int answered = 0, refused = 0;
  while (answered < 30 && std::chrono::steady_clock::now() - begin < 20s) {
    ++(ask_for(daemon, address(7)).status == 200 ? answered : refused);
  }
  CHECK(answered == 30);
  // Each of them but the first waited for a hundredth of a second to pass.
  CHECK(std::chrono::steady_clock::now() - begin >= 289ms);
}

TEST_CASE("so many clients are remembered, and then who asked longest ago is forgotten", "[rate]") {
  const Daemon daemon(corpus_index(), {"--rate", "0.001", "--rate-burst", "1", "--rate-clients",
                                       "16", "--trusted-proxy", "127.0.0.1"});
  for (int i = 1; i <= 16; ++i) CHECK(ask_for(daemon, address(i)).status == 200);
  CHECK(ask_for(daemon, address(1)).status == 429);
  // One more: the second is now the one that asked longest ago.
  CHECK(ask_for(daemon, address(17)).status == 200);
  CHECK(ask_for(daemon, address(1)).status == 429);
  CHECK(ask_for(daemon, address(2)).status == 200);
}
