#include "searchd/pages/request_edit.h"

#include <algorithm>
#include <functional>
#include <utility>
#include <vector>

#include "engine/schema/fields.h"

namespace paperfind {
namespace {

std::vector<std::string>& list_of(FacetFilter& filter, FilterKind kind) {
  switch (kind) {
    case FilterKind::Any:
      return filter.any;
    case FilterKind::All:
      return filter.all;
    case FilterKind::None:
      break;
  }
  return filter.excluded;
}

bool is_blank(std::string_view text) {
  return text == "*" || text.find_first_not_of(" \t\r\n") == std::string_view::npos;
}

}  // namespace

SearchRequest with_value(SearchRequest request, std::string_view facet, const std::string& value) {
  request.page = 1;
  // The order of the facet table, which is that of every canonical request.
  const auto at = std::find_if(
      request.filters.begin(), request.filters.end(), [facet](const FacetFilter& filter) {
        return filter.facet == facet || std::less<>{}(find_facet(facet), find_facet(filter.facet));
      });
  const bool known = at != request.filters.end() && at->facet == facet;
  FacetFilter& filter =
      known ? *at : *request.filters.insert(at, FacetFilter{std::string(facet), {}, {}, {}});
  const auto place = std::lower_bound(filter.any.begin(), filter.any.end(), value);
  if (place == filter.any.end() || *place != value) filter.any.insert(place, value);
  return request;
}

SearchRequest without_value(SearchRequest request, std::string_view facet, FilterKind kind,
                            std::string_view value) {
  request.page = 1;
  for (FacetFilter& filter : request.filters) {
    if (filter.facet == facet) std::erase(list_of(filter, kind), value);
  }
  std::erase_if(request.filters, [](const FacetFilter& filter) {
    return filter.any.empty() && filter.all.empty() && filter.excluded.empty();
  });
  return request;
}

SearchRequest without_facet(SearchRequest request, std::string_view facet) {
  request.page = 1;
  std::erase_if(request.filters, [facet](const FacetFilter& f) { return f.facet == facet; });
  return request;
}

SearchRequest without_filters(SearchRequest request) {
  request.page = 1;
  request.filters.clear();
  request.from.clear();
  request.to.clear();
  return request;
}

SearchRequest with_query(SearchRequest request, const std::string& query) {
  request.page = 1;
  request.query = query;
  return request;
}

SearchRequest on_page(SearchRequest request, std::size_t page) {
  request.page = page;
  return request;
}

bool has_filters(const SearchRequest& request) {
  return !request.filters.empty() || !request.from.empty() || !request.to.empty();
}

bool is_browse(const SearchRequest& request) {
  return is_blank(request.query) && !has_filters(request);
}

}  // namespace paperfind
