#include "searchd/http/router.h"

#include <algorithm>
#include <utility>

#include "engine/render/export.h"

namespace paperfind {
namespace {

bool is_hole(std::string_view part) {
  return part.size() > 2 && part.front() == '{' && part.back() == '}';
}

constexpr std::string_view kFormatHole = ".{format}";

// "{id}" or a word; a hole's part of `segment` is put into `values`.
bool fits_part(std::string_view part, std::string_view segment, std::vector<std::string>& values) {
  if (!is_hole(part)) return part == segment;
  if (segment.empty()) return false;
  values.emplace_back(segment);
  return true;
}

bool fits_segment(std::string_view part, std::string_view segment,
                  std::vector<std::string>& values) {
  if (!part.ends_with(kFormatHole)) return fits_part(part, segment, values);
  const ExportFormat* format = export_format_of(segment);
  if (format == nullptr) return false;
  part.remove_suffix(kFormatHole.size());
  segment.remove_suffix(format->suffix.size() + 1);
  if (!fits_part(part, segment, values)) return false;
  values.emplace_back(format->suffix);
  return true;
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
    if (!fits_segment(part, segments[at], values)) return false;
    ++at;
    pattern.remove_prefix(slash == std::string_view::npos ? pattern.size() : slash + 1);
  }
  return at == segments.size();
}

}  // namespace

// No id ends in the suffix of a format, so where both could take a segment it is a format.
RouteMatch match_route(std::span<const Route> routes, const std::vector<std::string>& segments) {
  RouteMatch match;
  for (const bool exports : {true, false}) {
    for (const Route& route : routes) {
      if (route.pattern.ends_with(kFormatHole) != exports) continue;
      if (!fits(route.pattern, segments, match.values)) continue;
      match.route = &route;
      return match;
    }
  }
  match.values.clear();
  return match;
}

std::vector<ApiRoute> described_routes(std::span<const Route> routes) {
  std::vector<ApiRoute> described;
  for (const Route& route : routes) {
    const Operation* operation = find_operation(route.operation);
    if (operation == nullptr) continue;
    described.push_back({route.pattern, route.summary, operation,
                         route.caching == Caching::Revalidate, route.surface == Surface::Page});
  }
  // As the table of operations has them: the search first.
  std::sort(described.begin(), described.end(),
            [](const ApiRoute& a, const ApiRoute& b) { return a.operation < b.operation; });
  return described;
}

const Route* export_route_of(std::span<const Route> routes, const Route& route) {
  const auto found = std::find_if(routes.begin(), routes.end(), [&route](const Route& other) {
    return other.pattern.size() == route.pattern.size() + kFormatHole.size() &&
           other.pattern.starts_with(route.pattern) && other.pattern.ends_with(kFormatHole);
  });
  return found == routes.end() ? nullptr : &*found;
}

}  // namespace paperfind
