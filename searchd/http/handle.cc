#include "searchd/http/handle.h"

#include <algorithm>
#include <exception>
#include <string>
#include <utility>

#include "engine/search/read_param.h"
#include "searchd/api/operation.h"
#include "searchd/api/problems.h"
#include "searchd/http/accept.h"
#include "searchd/http/answer.h"
#include "searchd/http/gzip.h"
#include "searchd/http/router.h"
#include "searchd/http/target.h"

namespace paperfind {
namespace {

constexpr std::pair<std::string_view, std::string_view> kSecurityHeaders[] = {
    {"Content-Security-Policy",
     "default-src 'none'; style-src 'self'; img-src 'self'; script-src 'self'; connect-src 'self'; "
     "form-action 'self'; base-uri 'none'; frame-ancestors 'none'"},
    {"X-Content-Type-Options", "nosniff"},
    {"Referrer-Policy", "no-referrer"},
    {"Cross-Origin-Opener-Policy", "same-origin"},
};

constexpr std::string_view kApiPrefix = "/api/";

bool is_open_to_other_sites(std::string_view path) {
  return path.starts_with(kApiPrefix) || path.starts_with("/assets/") || path == "/openapi.json";
}

Surface surface_of(std::string_view path) {
  return path.starts_with(kApiPrefix) || path == "/openapi.json" ? Surface::Machine : Surface::Page;
}

// What is refused without a worker gets the form that costs least.
Surface surface_of(std::string_view kind, std::string_view path) {
  const bool cheap = kind == "overloaded" || kind == "request-timeout" || kind == "rate-limited";
  return cheap ? Surface::Machine : surface_of(path);
}

HttpResponse refuse(std::string_view kind, const Target& target, const HttpRequest& request,
                    const Context& context) {
  Problem problem = problem_of(kind);
  problem.detail = find_problem_kind(kind)->about;
  return problem_response(surface_of(kind, target.path), std::move(problem), request, context);
}

// Why a request is turned away before anybody looks where it goes; empty: it is not.
std::string_view refusal_of(const HttpRequest& request) {
  if (!request.malformed.empty()) return request.malformed;
  if (request.has_expect) return "expectation-failed";
  if (request.method != "GET" && request.method != "HEAD") return "method-not-allowed";
  if (request.has_body) return "body-not-allowed";
  return {};
}

std::string cache_control(const HttpResponse& response, Caching caching, const Context& context) {
  const bool good = response.status == 200 || response.status == 304 || response.status == 301;
  if (caching == Caching::Never || !good) return "no-store";
  if (caching == Caching::Forever) return "public, max-age=31536000, immutable";
  if (context.cache.count() == 0) return "no-cache";
  return "public, max-age=" + std::to_string(context.cache.count());
}

void add_headers(HttpResponse& response, std::string_view path, const HttpRequest& request) {
  for (const auto& [name, value] : kSecurityHeaders) response.headers.emplace_back(name, value);
  if (is_open_to_other_sites(path)) {
    response.headers.emplace_back("Access-Control-Allow-Origin", "*");
    response.headers.emplace_back("Access-Control-Expose-Headers", "Link, ETag, X-Generation");
    response.headers.emplace_back("Cross-Origin-Resource-Policy", "cross-origin");
  }
  if (!has_header(response, "Vary")) response.headers.emplace_back("Vary", "Accept-Encoding");
  response.headers.emplace_back("X-Request-Id", request.request_id);
}

// Whoever would rather have an export than the page is given it, under the same address.
bool negotiate(RouteMatch& match, const HttpRequest& request, const Context& context) {
  const Route* exports = export_route_of(context.routes, *match.route);
  if (exports == nullptr) return false;
  if (const ExportFormat* format = preferred_export(request.accept)) {
    match.route = exports;
    match.values.emplace_back(format->suffix);
  }
  return true;
}

// Where nothing is read from parameters, nobody else would tell that one is misspelled.
const Param* refused_param(const Target& target, const Call& call) {
  if (call.params.empty() || !target.path.starts_with(kApiPrefix)) return nullptr;
  const Operation* operation = find_operation(call.route.operation);
  const bool takes_none = operation != nullptr && operation->params == ParamSet::None;
  return takes_none ? &call.params.front() : nullptr;
}

HttpResponse internal_error(std::string what, const Target& target, const HttpRequest& request,
                            const Context& context) {
  HttpResponse response = refuse("internal", target, request, context);
  response.failure = std::move(what);
  return response;
}

// `make()`, or the problem that came of it.
template <typename Make>
HttpResponse guarded(const Make& make, const Target& target, const HttpRequest& request,
                     const Context& context) {
  try {
    return make();
  } catch (const std::exception& failure) {
    return internal_error(failure.what(), target, request, context);
  } catch (...) {
    return internal_error("an exception of unknown type", target, request, context);
  }
}

HttpResponse from_handler(const Target& target, const Call& call, const Context& context) {
  if (const Param* const refused = refused_param(target, call)) {
    return error_response(call, context, unknown_param(*refused, "this address", "leave it out"));
  }
  return call.route.handler(call, context);
}

HttpResponse route(const Target& target, const HttpRequest& request, const Context& context) {
  RouteMatch match;
  if (target.plain) match = match_route(context.routes, target.segments);
  if (match.route == nullptr) return refuse("not-found", target, request, context);
  const bool varies = negotiate(match, request, context);
  const Call call{request, *match.route, std::move(match.values), decode_query(target.query)};
  HttpResponse response =
      guarded([&] { return from_handler(target, call, context); }, target, request, context);
  response.route = match.route;
  if (varies) response.headers.emplace_back("Vary", "Accept, Accept-Encoding");
  // A handler that knows better (assets) has said so.
  if (!has_header(response, "Cache-Control")) {
    response.headers.emplace_back("Cache-Control",
                                  cache_control(response, match.route->caching, context));
  }
  return response;
}

HttpResponse dispatch(const Target& target, const HttpRequest& request, const Context& context) {
  if (const std::string_view refusal = refusal_of(request); !refusal.empty()) {
    HttpResponse response = refuse(refusal, target, request, context);
    response.close = true;
    return response;
  }
  if (target.path.size() > kMaxPathBytes) return refuse("uri-too-long", target, request, context);
  return route(target, request, context);
}

}  // namespace

HttpResponse handle(const HttpRequest& request, const Context& context) noexcept {
  try {
    const Target target = parse_target(request.target);
    HttpResponse response =
        guarded([&] { return dispatch(target, request, context); }, target, request, context);
    if (!has_header(response, "Cache-Control")) {
      response.headers.emplace_back("Cache-Control", "no-store");
    }
    add_headers(response, target.path, request);
    compress_for(request, response);
    return response;
  } catch (...) {
    // Not even an error page could be made: out of memory, most likely.
    HttpResponse bare;
    bare.status = 500;
    bare.close = true;
    return bare;
  }
}

}  // namespace paperfind
