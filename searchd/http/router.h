// Which handler answers a path. Patterns are literal segments and "{name}", nothing else; at the
// end of either, ".{format}" stands for the suffix of an export.
#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "engine/search/request_params.h"
#include "searchd/api/description.h"
#include "searchd/http/message.h"

namespace paperfind {

struct Context;
struct Route;

// One request on its way through a handler.
struct Call {
  const HttpRequest& request;
  const Route& route;
  std::vector<std::string> values;  // of the pattern's {names}, in order
  Params params;
};

enum class Surface { Machine, Page };  // errors as problem documents, or as pages
enum class Caching {
  Revalidate,  // an ETag, asked about each time (or kept --cache-seconds)
  Forever,     // the address changes with the content
  Never,
};

using Handler = HttpResponse (*)(const Call&, const Context&);

struct Route {
  std::string_view pattern;  // "/api/v1/papers/{id}"
  Surface surface;
  Caching caching;
  Handler handler;
  std::string_view summary;  // one line, for people who read the interface's description
  // Its id in the table of operations (searchd/api); empty: it is no part of the interface for
  // programs.
  std::string_view operation = {};
};

struct RouteMatch {
  const Route* route = nullptr;  // null: no such path
  std::vector<std::string> values;
};

// The first route whose pattern fits. A {name} takes one segment that is not empty.
RouteMatch match_route(std::span<const Route> routes, const std::vector<std::string>& segments);

// The route of the exports of what `route` shows; null when it has none.
const Route* export_route_of(std::span<const Route> routes, const Route& route);

// Every path the daemon answers.
std::span<const Route> all_routes();
// Those of the interface for programs.
std::vector<ApiRoute> described_routes(std::span<const Route> routes);

}  // namespace paperfind
