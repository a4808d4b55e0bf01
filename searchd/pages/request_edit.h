// The searches one click away from a search: what chips, facets and pagers link to. All start again
// at page 1.
#pragma once

#include <string>
#include <string_view>

#include "engine/search/search_request.h"

namespace paperfind {

// Which of a facet's three lists a value stands in.
enum class FilterKind { Any, All, None };

// The request with a value added to a facet's "any of" list, its lists kept sorted.
SearchRequest with_value(SearchRequest request, std::string_view facet, const std::string& value);
SearchRequest without_value(SearchRequest request, std::string_view facet, FilterKind kind,
                            std::string_view value);
SearchRequest without_facet(SearchRequest request, std::string_view facet);
SearchRequest without_filters(SearchRequest request);
SearchRequest with_query(SearchRequest request, const std::string& query);
SearchRequest on_page(SearchRequest request, std::size_t page);

bool has_filters(const SearchRequest& request);
// True when every paper was asked for: no words, no filters.
bool is_browse(const SearchRequest& request);

}  // namespace paperfind
