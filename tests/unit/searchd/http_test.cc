#include <string>

#include "engine/base/nlohmann_json.h"
#include "engine/search/request_params.h"
#include "searchd/api/problems.h"
#include "searchd/http/answer.h"
#include "searchd/http/assets.h"
#include "searchd/http/handle.h"
#include "searchd/http/listen_address.h"
#include "searchd/http/log.h"
#include "tests/catch.h"

using namespace paperfind;

namespace {

std::string header(const HttpResponse& response, std::string_view name) {
  for (const auto& [key, value] : response.headers) {
    if (key == name) return value;
  }
  return {};
}

// A daemon before any index exists.
struct Daemon {
  SearcherPool pool{1, std::chrono::milliseconds(1)};
  TemplateSet templates = TemplateSet::load().value();
  Assets assets;
  mutable LruCache<HttpResponse> answers{1'000'000};
  Context context{pool, templates, assets, {"1.2.3", "b0b0"}, std::chrono::seconds(0), answers};

  HttpResponse get(const std::string& target, const std::string& method = "GET") const {
    HttpRequest request;
    request.method = method;
    request.target = target;
    request.request_id = "r1";
    return handle(request, context);
  }
};

}  // namespace

TEST_CASE("without an index the daemon lives, is not ready, and says when to come back", "[http]") {
  const Daemon daemon;
  CHECK(daemon.get("/healthz").status == 200);
  CHECK(daemon.get("/readyz").status == 503);
  CHECK(daemon.get("/version").status == 200);
  for (const char* path : {"/",
                           "/search?q=x",
                           "/papers/p1",
                           "/api/v1/search",
                           "/api/v1/papers/p1",
                           "/api/v1/facets",
                           "/api/v1/facets/session",
                           "/facets/session",
                           "/list?ids=p1",
                           "/events/e",
                           "/api/v1/events/e",
                           "/schedule",
                           "/api/v1/schedule",
                           "/institutions/i",
                           "/api/v1/institutions/i",
                           "/sessions/s1",
                           "/authors/a",
                           "/api/v1/authors/a",
                           "/api/v1/sessions/s1",
                           "/openapi.json",
                           "/api"}) {
    CAPTURE(path);
    const HttpResponse response = daemon.get(path);
    CHECK(response.status == 503);
    CHECK(header(response, "Retry-After") == "2");
    CHECK(header(response, "Cache-Control") == "no-store");
  }
}

TEST_CASE("every answer carries the security headers and its request id", "[http]") {
  const Daemon daemon;
  const std::string path =
      GENERATE(values<std::string>({"/healthz", "/", "/nothing", "/api", "/api/v1/nothing",
                                    "/openapi.json", "/assets/site.css"}));
  const HttpResponse response = daemon.get(path);
  CHECK(header(response, "Content-Security-Policy").starts_with("default-src 'none'; "));
  CHECK(header(response, "X-Content-Type-Options") == "nosniff");
  CHECK(header(response, "Referrer-Policy") == "no-referrer");
  CHECK(header(response, "Cross-Origin-Opener-Policy") == "same-origin");
  CHECK(header(response, "X-Request-Id") == "r1");
  CHECK(header(response, "Vary") == "Accept-Encoding");
  const bool open =
      path.starts_with("/api/") || path.starts_with("/assets/") || path == "/openapi.json";
  CHECK(header(response, "Access-Control-Allow-Origin") == (open ? "*" : ""));
}

TEST_CASE("errors are problem documents under /api and pages elsewhere", "[http]") {
  const Daemon daemon;
  const HttpResponse api = daemon.get("/api/v1/nothing?x=1");
  CHECK(api.status == 404);
  CHECK(api.content_type == "application/problem+json");
  const auto problem = nlohmann::json::parse(api.body);
  CHECK(problem["type"] == "/problems/not-found");
  CHECK(problem["status"] == 404);
  CHECK(problem["instance"] == "/api/v1/nothing?x=1");
  CHECK(problem["request_id"] == "r1");
  const HttpResponse page = daemon.get("/nothing");
  CHECK(page.status == 404);
  CHECK(page.content_type == "text/html; charset=utf-8");
  CHECK(page.body.find("<h1>Not found</h1>") != std::string::npos);
}

TEST_CASE("what is refused before routing closes the connection", "[http]") {
  const Daemon daemon;
  for (const char* method :
       {"POST", "PUT", "DELETE", "OPTIONS", "PATCH", "TRACE", "CONNECT", "get"}) {
    CAPTURE(method);
    const HttpResponse response = daemon.get("/api/v1/search", method);
    CHECK(response.status == 405);
    CHECK(header(response, "Allow") == "GET, HEAD");
    CHECK(response.close);
  }
  HttpRequest request;
  request.method = "GET";
  request.target = "/healthz";
  request.has_body = true;
  CHECK(handle(request, daemon.context).status == 413);
  CHECK(handle(request, daemon.context).close);
  request.has_expect = true;
  CHECK(handle(request, daemon.context).status == 417);
  request.malformed = "bad-request";
  CHECK(handle(request, daemon.context).status == 400);
}

TEST_CASE("what is turned away without a worker is a problem document everywhere", "[http]") {
  const Daemon daemon;
  struct Case {
    std::string kind;
    int status;
    std::string retry_after;
  };
  const Case c = GENERATE(values<Case>({{"overloaded", 503, "2"}, {"request-timeout", 408, ""}}));
  for (const char* target : {"/search?q=x", "/api/v1/search", ""}) {
    CAPTURE(c.kind, target);
    HttpRequest request;
    request.target = target;
    request.malformed = c.kind;
    const HttpResponse response = handle(request, daemon.context);
    CHECK(response.status == c.status);
    CHECK(response.content_type == "application/problem+json");
    CHECK(header(response, "Retry-After") == c.retry_after);
    CHECK(nlohmann::json::parse(response.body)["type"] == "/problems/" + c.kind);
  }
}

TEST_CASE("a long path is refused, a long query is not", "[http]") {
  const Daemon daemon;
  CHECK(daemon.get("/" + std::string(512, 'a')).status == 414);
  CHECK(daemon.get("/" + std::string(511, 'a')).status == 404);
  CHECK(daemon.get("/healthz?q=" + std::string(4000, 'a')).status == 200);
}

TEST_CASE("an unknown parameter is told from a wrong value, and both name it", "[http]") {
  struct Case {
    Params params;
    std::string kind;
    std::string param;
  };
  const Case c = GENERATE(values<Case>({
      {{{"instituton", "mit"}}, "unknown-parameter", "instituton"},
      {{{"", "x"}}, "unknown-parameter", "=x"},
      {{{"page", "0"}}, "invalid-parameter", "page"},
      {{{"sort", "upwards"}}, "invalid-parameter", "sort"},
      {{{"q", std::string(2049, 'a')}}, "invalid-parameter", "q"},
  }));
  const auto request = search_request_from(c.params, UnknownParams::Reject);
  REQUIRE_FALSE(request.ok());
  const Problem problem = problem_from(request.error());
  CHECK(problem.kind == c.kind);
  CHECK(problem.param == c.param);
  CHECK(problem.status == 400);
  CHECK_FALSE(problem.detail.empty());
}

TEST_CASE("a problem of ours tells nothing of our insides", "[http]") {
  const ErrorCode code =
      GENERATE(values<ErrorCode>({ErrorCode::InvalidData, ErrorCode::Io, ErrorCode::Internal,
                                  ErrorCode::Unavailable, ErrorCode::Busy}));
  const Problem problem = problem_from({code, "secret", "/srv/index/shard-000", "secret"});
  CHECK(problem.status >= 500);
  const std::string body = problem_json(problem);
  CHECK(body.find("secret") == std::string::npos);
  CHECK(body.find("/srv") == std::string::npos);
}

TEST_CASE("each kind of problem has a page", "[http]") {
  const Daemon daemon;
  for (const ProblemKind& kind : problem_kinds()) {
    CAPTURE(kind.name);
    const HttpResponse response = daemon.get("/problems/" + std::string(kind.name));
    CHECK(response.status == 200);
    CHECK(response.body.find(kind.title) != std::string::npos);
  }
  CHECK(daemon.get("/problems/none").status == 404);
}

TEST_CASE("an asset is asked about under its name and kept under its hash", "[http]") {
  const Daemon daemon;
  const HttpResponse plain = daemon.get("/assets/site.css");
  CHECK(plain.status == 200);
  CHECK(plain.content_type == "text/css; charset=utf-8");
  CHECK(header(plain, "Cache-Control") == "no-cache");
  const std::string hashed_path = daemon.assets.path_of("site.css");
  CHECK(hashed_path != "/assets/site.css");
  const HttpResponse hashed = daemon.get(hashed_path);
  CHECK(hashed.body == plain.body);
  CHECK(header(hashed, "Cache-Control") == "public, max-age=31536000, immutable");
  CHECK(daemon.get("/assets/site.000000000000.css").status == 404);
  CHECK(daemon.get("/assets/templates").status == 404);

  HttpRequest again;
  again.method = "GET";
  again.target = "/assets/site.css";
  again.if_none_match = header(plain, "ETag");
  const HttpResponse unchanged = handle(again, daemon.context);
  CHECK(unchanged.status == 304);
  CHECK(unchanged.body.empty());
  again.accepts_gzip = true;
  // The same file packed is another representation.
  CHECK(handle(again, daemon.context).status == 200);
}

TEST_CASE("If-None-Match is a list, a star, or weak", "[http]") {
  const std::string etag = "\"abc\"";
  for (const char* yes :
       {"\"abc\"", "W/\"abc\"", "*", "\"x\", \"abc\"", "\"x\",W/\"abc\" , \"y\""}) {
    CAPTURE(yes);
    CHECK(etag_matches(yes, etag));
  }
  for (const char* no : {"", "abc", "\"ab\"", "\"x\", \"y\"", ",,,", "W/"}) {
    CAPTURE(no);
    CHECK_FALSE(etag_matches(no, etag));
  }
}

TEST_CASE("addresses to listen on are literal", "[http]") {
  struct Case {
    std::string text;
    std::string url;  // empty: refused
    bool loopback;
  };
  const Case c = GENERATE(values<Case>({
      {"127.0.0.1:8080", "http://127.0.0.1:8080", true},
      {"127.8.8.8:0", "http://127.8.8.8:0", true},
      {"0.0.0.0:80", "http://0.0.0.0:80", false},
      {"[::1]:8080", "http://[::1]:8080", true},
      {"[::]:65535", "http://[::]:65535", false},
      {"::1:8080", "", false},
      {"localhost:8080", "", false},
      {"127.0.0.1", "", false},
      {":8080", "", false},
      {"127.0.0.1:", "", false},
      {"127.0.0.1:65536", "", false},
      {"127.0.0.1:-1", "", false},
      {"127.0.0.1:80a", "", false},
      {"127.0.0.1:+80", "", false},
      {"300.0.0.1:80", "", false},
  }));
  CAPTURE(c.text);
  const auto address = parse_listen_address(c.text);
  REQUIRE(address.ok() == !c.url.empty());
  if (address.ok()) {
    CHECK(base_url(*address) == c.url);
    CHECK(address->loopback == c.loopback);
  } else {
    CHECK(address.error().where == "--listen " + c.text);
    CHECK_FALSE(address.error().message.empty());
  }
}

TEST_CASE("log lines show no byte of a client as it came", "[http]") {
  const std::string line =
      log_line("info", "request", {{"q", "a\x1b[31m\nb\x7f\xFF\"ü"}}, {{"status", 200}});
  CHECK(
      line ==
      R"("level":"info","event":"request","q":"a\u001b[31m\nb\u007f\ufffd\"\u00fc","status":200)");
}
