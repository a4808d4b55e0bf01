// Filters and drill-sideways counts over the columns: exact, in one pass over the matching papers.
#pragma once

#include <array>
#include <string>
#include <vector>

#include "engine/search/doc_set.h"
#include "engine/search/result_page.h"
#include "engine/search/search_request.h"
#include "engine/store/columns.h"

namespace paperfind {

// What the filters of a request leave of the matching papers.
struct FilteredDocs {
  std::vector<DocId> hits;  // ascending
  // Papers kept out by the OR filter of that one facet alone: they count for its other values.
  std::array<std::vector<DocId>, kFacetCount> near_misses;
};

// Unknown values contribute nothing; each is named in `notices`.
FilteredDocs apply_filters(const Columns& columns, const SearchRequest& request,
                           const DocSet& matches, std::vector<std::string>& notices);

// Number of papers of each value of a facet over hits and its near misses; one more for "~none" at
// the end.
std::vector<std::uint32_t> count_values(const FacetColumn& column, const FilteredDocs& docs,
                                        Facet facet);

// The list a person sees: selected first, then by the order asked for, cut at the request's limit.
FacetCounts list_values(const FacetColumn& column, const FacetSpec& spec,
                        const std::vector<std::uint32_t>& counts, const SearchRequest& request);

// The ordinals of that list, uncut, for /facets/{name}.
std::vector<Ordinal> ordered_values(const FacetColumn& column, const FacetSpec& spec,
                                    const std::vector<std::uint32_t>& counts,
                                    const SearchRequest& request);

}  // namespace paperfind
