// How often a client may ask, and who the client is.
#include "searchd/http/client_limiter.h"

#include <arpa/inet.h>
#include <netinet/in.h>

#include <chrono>
#include <cstring>
#include <optional>
#include <string>

#include "tests/catch.h"
#include "tests/support/http.h"
#include "tests/unit/searchd/serving.h"

using namespace paperfind;
using namespace paperfind::testing;
using namespace std::chrono_literals;

namespace {

using Time = ClientLimiter::Time;

ClientAddress address(const std::string& text) { return parse_client_address(text).value(); }

std::string head(const std::string& fields) {
  return "GET / HTTP/1.1\r\nHost: a\r\n" + fields + "\r\n";
}

// How many requests in a row may be answered, of at most 1,000.
int admitted(ClientLimiter& limiter, const std::string& peer, Time now,
             const std::string& fields = {}) {
  int count = 0;
  while (count < 1'000 && limiter.admit(address(peer), head(fields), now)) ++count;
  return count;
}

}  // namespace

TEST_CASE("addresses are read as web servers write them", "[limiter]") {
  CHECK(address("192.0.2.7") == address(" 192.0.2.7:8080\t"));
  CHECK(address("192.0.2.7") == address("::ffff:192.0.2.7"));
  CHECK(address("2001:db8::1") == address("[2001:db8::1]:443"));
  CHECK(address("2001:db8::1") != address("2001:db8::2"));
  for (const char* wrong : {"", "unknown", "_hidden", "192.0.2", "192.0.2.256", "2001:db8::g", "[",
                            "[::1", "1.2.3.4.5", "::1%lo"}) {
    CAPTURE(wrong);
    CHECK_FALSE(parse_client_address(wrong));
  }
  sockaddr_storage peer{};
  auto* v4 = reinterpret_cast<sockaddr_in*>(&peer);
  v4->sin_family = AF_INET;
  REQUIRE(::inet_pton(AF_INET, "192.0.2.7", &v4->sin_addr) == 1);
  CHECK(address_of(peer) == address("192.0.2.7"));
  peer = {};
  auto* v6 = reinterpret_cast<sockaddr_in6*>(&peer);
  v6->sin6_family = AF_INET6;
  REQUIRE(::inet_pton(AF_INET6, "2001:db8::1", &v6->sin6_addr) == 1);
  CHECK(address_of(peer) == address("2001:db8::1"));
  peer = {};
  peer.ss_family = AF_UNIX;
  CHECK_FALSE(address_of(peer));
}

TEST_CASE("a client may ask as often as its bucket holds, and it fills with time", "[limiter]") {
  ClientLimiter limiter({10, 20});
  Time now = Time() + 1h;
  CHECK(admitted(limiter, "192.0.2.7", now) == 20);
  CHECK(admitted(limiter, "192.0.2.8", now) == 20);
  now += 99ms;
  CHECK(admitted(limiter, "192.0.2.7", now) == 0);
  now += 1ms;
  CHECK(admitted(limiter, "192.0.2.7", now) == 1);
  now += 1s;
  CHECK(admitted(limiter, "192.0.2.7", now) == 10);
  now += 24h;
  CHECK(admitted(limiter, "192.0.2.7", now) == 20);
  ClientLimiter none({0, 20});
  CHECK(admitted(none, "192.0.2.7", now) == 1'000);
}

TEST_CASE("of version 6 a network is one client, and this machine is not counted", "[limiter]") {
  ClientLimiter limiter({10, 20});
  const Time now = Time() + 1h;
  CHECK(admitted(limiter, "2001:db8:0:1::1", now) == 20);
  CHECK(admitted(limiter, "2001:db8:0:1:ffff::2", now) == 0);
  CHECK(admitted(limiter, "2001:db8:0:2::1", now) == 20);
  for (const char* here : {"127.0.0.1", "127.8.0.1", "::1", "::ffff:127.0.0.1"}) {
    CAPTURE(here);
    CHECK(admitted(limiter, here, now) == 1'000);
  }
  CHECK(limiter.admit(std::nullopt, head(""), now));
  CHECK(limiter.clients() == 2);
}

TEST_CASE("only a proxy may say for whom it asks", "[limiter]") {
  const Time now = Time() + 1h;
  ClientRate rate{1, 2};
  rate.proxies = {address("127.0.0.1"), address("10.0.0.1")};
  ClientLimiter limiter(rate);
  const std::string told = "X-Forwarded-For: 198.51.100.1\r\n";
  // Who is no proxy gains nothing by another name.
  CHECK(admitted(limiter, "192.0.2.7", now, told) == 2);
  CHECK(admitted(limiter, "192.0.2.7", now, "X-Forwarded-For: 198.51.100.2\r\n") == 0);
  CHECK(admitted(limiter, "127.0.0.1", now, told) == 2);
  CHECK(admitted(limiter, "10.0.0.1", now, "x-forwarded-for:198.51.100.1\r\n") == 0);
  // The last that is no proxy; before it stands what the client said of itself.
  CHECK(admitted(limiter, "127.0.0.1", now,
                 "X-Forwarded-For: 203.0.113.9, 198.51.100.1, 10.0.0.1\r\n") == 0);
  CHECK(admitted(limiter, "127.0.0.1", now,
                 "X-Forwarded-For: 203.0.113.9\r\nX-Forwarded-For: 198.51.100.1\r\n") == 0);
  CHECK(admitted(limiter, "127.0.0.1", now, "X-Forwarded-For: 203.0.113.9\r\n") == 2);
  // What cannot be read is the proxy's own asking.
  CHECK(admitted(limiter, "10.0.0.1", now, "X-Forwarded-For: unknown\r\n") == 2);
  CHECK(admitted(limiter, "10.0.0.1", now, "X-Forwarded-For: , ,\r\n") == 0);
  CHECK(admitted(limiter, "127.0.0.1", now) == 1'000);
}

TEST_CASE("clients are remembered up to a number", "[limiter]") {
  const Time now = Time() + 1h;
  ClientRate rate{1, 1};
  rate.clients = 3;
  ClientLimiter limiter(rate);
  for (const char* client : {"192.0.2.1", "192.0.2.2", "192.0.2.3"}) {
    CHECK(admitted(limiter, client, now) == 1);
  }
  CHECK(admitted(limiter, "192.0.2.1", now) == 0);  // asked last now
  CHECK(admitted(limiter, "192.0.2.4", now) == 1);
  CHECK(limiter.clients() == 3);
  CHECK(admitted(limiter, "192.0.2.1", now) == 0);
  CHECK(admitted(limiter, "192.0.2.2", now) == 1);  // was forgotten
  CHECK(limiter.clients() == 3);
}

TEST_CASE("who asks too often is turned away without a worker, and the others are not",
          "[limiter]") {
  HttpServer::Options options = options_with(1);
  options.limits.rate = {0.001, 3, {address("127.0.0.1")}};
  options.limits.rest = 1ms;
  Serving serving(options);
  const auto ask = [&](const std::string& client) {
    const Client connection(serving.port());
    connection.send("GET /a HTTP/1.1\r\nHost: a\r\nX-Forwarded-For: " + client + "\r\n\r\n");
    return connection.receive("end");
  };
  for (int i = 0; i < 3; ++i) CHECK(ask("192.0.2.7").ends_with("whole of /a\nend"));
  for (int i = 0; i < 3; ++i) CHECK(ask("192.0.2.7").ends_with("rate-limited at /a\nend"));
  CHECK(ask("192.0.2.8").ends_with("whole of /a\nend"));
  // Whoever wants the connection to end sees it end.
  const Client last(serving.port());
  last.send(
      "GET /a HTTP/1.1\r\nHost: a\r\nX-Forwarded-For: 192.0.2.7\r\nConnection: close\r\n\r\n");
  const std::string refused = last.receive();
  CHECK(refused.find("\r\nConnection: close\r\n") != std::string::npos);
  CHECK(refused.ends_with("rate-limited at /a\nend"));
  // On one connection it may go on asking.
  const Client connection(serving.port());
  const std::string request = "GET /b HTTP/1.1\r\nHost: a\r\nX-Forwarded-For: 192.0.2.9\r\n\r\n";
  for (int i = 0; i < 5; ++i) {
    connection.send(request);
    const std::string answer = connection.receive("end");
    CHECK(answer.ends_with((i < 3 ? "whole of /b" : "rate-limited at /b") + std::string("\nend")));
  }
}
