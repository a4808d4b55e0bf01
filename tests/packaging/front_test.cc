// The daemon behind nginx and Caddy, each with the very example that packaging/ has for it.
#include "tests/packaging/front.h"

#include <future>
#include <string>

#include "tests/catch.h"
#include "tests/http/daemon.h"
#include "tests/support/http.h"

using namespace paperfind::testing;

namespace {

std::string status_of(const std::string& wire) { return wire.substr(0, 12); }

}  // namespace

TEST_CASE("searches, pages and assets come through a web server as they are", "[front]") {
  const std::string kind = GENERATE("nginx", "caddy");
  if (!Front::installed(kind)) return;
  CAPTURE(kind);
  const Daemon daemon(corpus_index());
  const Front front(kind, daemon.port());
  for (const std::string target :
       {"/api/v1/search?q=keyword+spotting", "/search?q=keyword", "/assets/site.css", "/readyz",
        "/search.bib?q=keyword", "/api/v1/search?q=what%3F%20is?"}) {
    CAPTURE(target);
    // Pages name the address that was asked for.
    const std::string request =
        "GET " + target + " HTTP/1.1\r\nHost: search.example.org\r\nConnection: close\r\n\r\n";
    const HttpReply direct = parse_reply(paperfind::testing::exchange(daemon.port(), request));
    const HttpReply through = parse_reply(paperfind::testing::exchange(front.port(), request));
    CHECK(through.status == direct.status);
    CHECK(through.body == direct.body);
    for (const char* name : {"content-type", "etag", "content-security-policy", "cache-control",
                             "x-content-type-options"}) {
      CAPTURE(name);
      CHECK(through.headers.count(name) == direct.headers.count(name));
      if (direct.headers.contains(name) && through.headers.contains(name)) {
        CHECK(through.headers.at(name) == direct.headers.at(name));
      }
    }
  }
}

TEST_CASE("answers are compressed and found unchanged through a web server", "[front]") {
  const std::string kind = GENERATE("nginx", "caddy");
  if (!Front::installed(kind)) return;
  CAPTURE(kind);
  const Daemon daemon(corpus_index());
  const Front front(kind, daemon.port());
  const HttpReply packed = http_get(front.port(), "/search?q=keyword", "Accept-Encoding: gzip\r\n");
  REQUIRE(packed.headers.contains("content-encoding"));
  CHECK(packed.headers.at("content-encoding") == "gzip");
  CHECK(packed.body.substr(0, 2) == "\x1f\x8b");
  const HttpReply again =
      http_get(front.port(), "/search?q=keyword",
               "Accept-Encoding: gzip\r\nIf-None-Match: " + packed.headers.at("etag") + "\r\n");
  CHECK(again.status == 304);
}

TEST_CASE("a web server lets in GET and HEAD without bodies and ranges", "[front]") {
  const std::string kind = GENERATE("nginx", "caddy");
  if (!Front::installed(kind)) return;
  CAPTURE(kind);
  const Daemon daemon(corpus_index());
  const Front front(kind, daemon.port());
  for (const char* method : {"POST", "PUT", "DELETE", "OPTIONS", "PATCH"}) {
    CHECK(http_request(front.port(), method, "/api/v1/search", "Content-Length: 0\r\n").status ==
          405);
  }
  CHECK(http_request(front.port(), "HEAD", "/api/v1/search").status == 200);
  const std::string close = "Host: a\r\nConnection: close\r\n";
  for (const std::string& request :
       {std::string("GET / HTTP/1.1\r\n") + close + "Content-Length: 5\r\n\r\nhello",
        "GET / HTTP/1.1\r\n" + close + "Content-Length: 5000\r\n\r\n" + std::string(5000, 'a'),
        "GET / HTTP/1.1\r\n" + close +
            "Transfer-Encoding: chunked\r\n\r\n5\r\nhello\r\n0\r\n\r\n"}) {
    const std::string wire = paperfind::testing::exchange(front.port(), request);
    CAPTURE(request.substr(0, 80), wire.substr(0, 200));
    CHECK(status_of(wire) == "HTTP/1.1 413");
    CHECK(occurrences(wire, "HTTP/1.1 ") == 1);
  }
  const HttpReply whole = http_get(front.port(), "/assets/site.css");
  const HttpReply part = http_get(front.port(), "/assets/site.css", "Range: bytes=0-9\r\n");
  CHECK(part.status == 200);
  CHECK(part.body == whole.body);
}

TEST_CASE("requests that are two to somebody get one answer", "[front]") {
  const std::string kind = GENERATE("nginx", "caddy");
  if (!Front::installed(kind)) return;
  CAPTURE(kind);
  const Daemon daemon(corpus_index());
  const Front front(kind, daemon.port());
  const std::string hidden = "GET /version HTTP/1.1\r\nHost: a\r\n\r\n";
  const std::string size = std::to_string(hidden.size());
  for (const std::string& request :
       {"GET /healthz HTTP/1.1\r\nHost: a\r\nConnection: close\r\nContent-Length: 5\r\n"
        "Transfer-Encoding: chunked\r\n\r\n0\r\n\r\n" +
            hidden,
        "POST /healthz HTTP/1.1\r\nHost: a\r\nConnection: close\r\nTransfer-Encoding: chunked\r\n"
        "Content-Length: " +
            size + "\r\n\r\n0\r\n\r\n" + hidden,
        "GET /healthz HTTP/1.1\r\nHost: a\r\nConnection: close\r\nTransfer-Encoding: xchunked\r\n"
        "Content-Length: " +
            size + "\r\n\r\n" + hidden,
        "GET /healthz HTTP/1.1\r\nHost: a\r\nConnection: close\r\nContent-Length: " + size +
            "\r\n\r\n" + hidden,
        "GET /healthz HTTP/1.1\r\nHost: a\r\nConnection: close\r\nContent-Length: 0\r\n"
        "Content-Length: " +
            size + "\r\n\r\n" + hidden,
        // Bare line feeds.
        "GET /healthz HTTP/1.1\nHost: a\nConnection: close\nContent-Length: " + size + "\n\n" +
            hidden,
        "GET /healthz HTTP/1.1\r\nHost: a\r\nConnection: close\r\nX: a\nContent-Length: " + size +
            "\r\n\r\n" + hidden}) {
    const std::string wire = paperfind::testing::exchange(front.port(), request);
    CAPTURE(request, wire.substr(0, 300));
    CHECK(occurrences(wire, "HTTP/1.1 ") == 1);
    CHECK(wire.find("\"generation\"") == std::string::npos);
  }
  CHECK(http_get(front.port(), "/healthz").status == 200);
}

TEST_CASE("what a client says of itself does not reach the daemon", "[front]") {
  const std::string kind = GENERATE("nginx", "caddy");
  if (!Front::installed(kind)) return;
  CAPTURE(kind);
  const Upstream upstream;
  const Front front(kind, upstream.port());
  auto head = std::async(std::launch::async, [&upstream] { return upstream.next_head(); });
  const HttpReply reply =
      http_get(front.port(), "/search?q=x",
               "X-Forwarded-For: 192.0.2.7\r\nForwarded: for=192.0.2.7\r\nRange: bytes=0-1\r\n"
               "If-Range: x\r\n");
  CHECK(reply.status == 200);
  const std::string seen = head.get();
  CAPTURE(seen);
  CHECK(seen.starts_with("GET /search?q=x HTTP/1.1\r\n"));
  CHECK(seen.find("X-Forwarded-For: 127.0.0.1\r\n") != std::string::npos);
  CHECK(seen.find("192.0.2.7") == std::string::npos);
  CHECK(seen.find("Range:") == std::string::npos);
}
