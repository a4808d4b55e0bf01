// Filters and drill-sideways counts over the columns: exact, in one pass over the matching papers.
#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <vector>

#include "engine/search/result_page.h"
#include "engine/search/search_request.h"
#include "engine/store/columns.h"
#include "engine/store/doc_set.h"

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

// Number of papers of each value of a facet. Kept and used again for facet after facet: a corpus
// has a hundred thousand authors, and an answer a few, so what is zero is neither cleared nor read.
class ValueCounts {
 public:
  // Over hits and the facet's near misses.
  void count(const FacetColumn& column, const FilteredDocs& docs, Facet facet);

  [[nodiscard]] std::uint32_t operator[](Ordinal value) const { return counts_[value]; }
  // Of papers without the facet.
  [[nodiscard]] std::uint32_t none() const { return counts_[none_]; }
  // The values with a paper, in no order, without none().
  [[nodiscard]] const std::vector<Ordinal>& present() const { return present_; }

 private:
  void clear();
  // Of values alone; who counts many papers looks for those present afterwards.
  void count_many(const FacetColumn& column, const std::vector<DocId>& docs);
  void count_few(const FacetColumn& column, const std::vector<DocId>& docs);

  std::vector<std::uint32_t> counts_{0};  // all zero but for present_ and none_
  std::vector<Ordinal> present_;
  Ordinal none_ = 0;
};

// The list a person sees: selected first, then by the order asked for, cut at the request's limit.
FacetCounts list_values(const FacetColumn& column, const FacetSpec& spec, const ValueCounts& counts,
                        const SearchRequest& request);

}  // namespace paperfind
