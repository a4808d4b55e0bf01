// Filters and drill-sideways counts over the columns: exact, in one pass over the matching papers.
#pragma once

#include <array>
#include <cstdint>
#include <span>
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

// "session=s1 not.track=t": for people who look at how a query was read.
std::string filters_text(const SearchRequest& request);

// How many papers of each value of a facet were counted: a view, good until the next count.
class CountedFacet {
 public:
  CountedFacet(const std::uint32_t* counts, std::span<const Ordinal> present, Ordinal none)
      : counts_(counts), present_(present), none_(none) {}

  [[nodiscard]] std::uint32_t operator[](Ordinal value) const { return counts_[value]; }
  // Of papers without the facet.
  [[nodiscard]] std::uint32_t none() const { return counts_[none_]; }
  // The values with a paper, in no order, without that of papers without the facet.
  [[nodiscard]] std::span<const Ordinal> present() const { return present_; }

 private:
  const std::uint32_t* counts_;
  std::span<const Ordinal> present_;
  Ordinal none_;
};

// Number of papers of each value of a facet. Kept and used again for facet after facet: a corpus
// has a hundred thousand authors, and an answer a few, so what is zero is neither cleared nor read.
class ValueCounts {
 public:
  // Over hits and the facet's near misses.
  void count(const FacetColumn& column, const FilteredDocs& docs, Facet facet);

  [[nodiscard]] std::uint32_t operator[](Ordinal value) const { return counts_[value]; }
  [[nodiscard]] CountedFacet counted() const { return {counts_.data(), present_, none_}; }

 private:
  void clear();
  // Of values alone; who counts many papers looks for those present afterwards.
  void count_many(const FacetColumn& column, const std::vector<DocId>& docs);
  void count_few(const FacetColumn& column, const std::vector<DocId>& docs);

  std::vector<std::uint32_t> counts_{0};  // all zero but for present_ and none_
  std::vector<Ordinal> present_;
  Ordinal none_ = 0;
};

// The same of all facets in one pass over the papers: less work where more than a few are asked
// for.
class FacetTally {
 public:
  // Over hits, and for each facet its near misses.
  void count(const Columns& columns, const FilteredDocs& docs);
  // `column`: that of the facet in the columns counted last.
  [[nodiscard]] CountedFacet of(Facet facet, const FacetColumn& column) const {
    const std::size_t at = index_of(facet);
    return {counts_.data() + bases_[at], present_[at], column.none()};
  }

 private:
  void clear();
  void count_rows(const FacetRows& rows, const std::vector<DocId>& docs);
  void add(std::uint32_t value, std::uint32_t papers);
  void list_present(const Columns& columns);

  std::vector<std::uint32_t> counts_;  // by number of value in the rows
  std::array<std::uint32_t, kFacetCount> bases_{};
  std::uint32_t searched_ = 0;          // below it are small facets, which are looked through
  std::vector<std::uint32_t> touched_;  // from it on: those that are not 0
  std::array<std::vector<Ordinal>, kFacetCount> present_;
};

// The list a person sees: selected first, then by the order asked for, cut at the request's limit.
FacetCounts list_values(const FacetColumn& column, const FacetSpec& spec,
                        const CountedFacet& counts, const SearchRequest& request);

}  // namespace paperfind
