#include "searchd/http/router.h"

#include <utility>

namespace paperfind {
namespace {

bool is_hole(std::string_view part) {
  return part.size() > 2 && part.front() == '{' && part.back() == '}';
}

bool fits(std::string_view pattern, const std::vector<std::string>& segments,
          std::vector<std::string>& values) {
  values.clear();
  pattern.remove_prefix(1);  // every pattern begins with '/'
  std::size_t at = 0;
  while (!pattern.empty()) {
    const std::size_t slash = pattern.find('/');
    const std::string_view part = pattern.substr(0, slash);
    if (at == segments.size()) return false;
    if (is_hole(part) ? segments[at].empty() : part != segments[at]) return false;
    if (is_hole(part)) values.push_back(segments[at]);
    ++at;
    pattern.remove_prefix(slash == std::string_view::npos ? pattern.size() : slash + 1);
  }
  return at == segments.size();
}

}  // namespace

RouteMatch match_route(std::span<const Route> routes, const std::vector<std::string>& segments) {
  RouteMatch match;
  for (const Route& route : routes) {
    if (!fits(route.pattern, segments, match.values)) continue;
    match.route = &route;
    return match;
  }
  match.values.clear();
  return match;
}

}  // namespace paperfind
