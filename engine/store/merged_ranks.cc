#include "engine/store/merged_ranks.h"

#include <algorithm>
#include <charconv>
#include <numeric>
#include <string>
#include <utility>

#include "engine/store/merge_places.h"
#include "engine/store/sort_keys.h"

namespace paperfind {
namespace {

// What a fresh paper is sorted by.
struct FreshKeys {
  std::string title, author;
  int year = 0;
};

class RankMerger {
 public:
  RankMerger(const ColumnsMerge& merge, const StoredPaper& paper)
      : merge_(merge),
        paper_(paper),
        a_to_(new_numbers(merge.map, false, merge.a.doc_count())),
        b_to_(new_numbers(merge.map, true, merge.b.doc_count())) {}

  Status read_fresh() {
    fresh_.resize(std::size_t{merge_.b.doc_count()} + 1);
    for (DocId doc = 1; doc < fresh_.size(); ++doc) {
      const Result<Paper> paper = paper_({true, doc});
      if (!paper.ok()) return paper.error();
      fresh_[doc] = {title_sort_key(*paper, collator_), author_sort_key(*paper, collator_),
                     merge_.resolver.year_of(*paper)};
    }
    return {};
  }

  // `compare(old, fresh)` of two documents says whether the old one comes before (< 0) the fresh
  // one; of equal ones the one that comes first in the programme does.
  template <typename Compare>
  std::vector<std::uint32_t> merge(std::span<const std::uint32_t> old_ranks,
                                   std::span<const std::uint32_t> fresh_ranks,
                                   const Compare& compare) {
    const std::vector<DocId> old = in_order(old_ranks, a_to_);
    const std::vector<DocId> fresh = in_order(fresh_ranks, b_to_);
    const std::vector<std::uint32_t> places =
        places_among(old.size(), fresh.size(), [&](std::size_t o, std::size_t f) {
          const int order = compare(old[o], fresh[f]);
          return order != 0 ? order < 0 : a_to_[old[o]] < b_to_[fresh[f]];
        });
    std::vector<std::uint32_t> ranks(merge_.map.of.size(), 0);
    std::uint32_t rank = 0;
    std::size_t next = 0;
    for (std::size_t o = 0; o <= old.size(); ++o) {
      for (; next < fresh.size() && places[next] == o; ++next) ranks[b_to_[fresh[next]]] = rank++;
      if (o < old.size()) ranks[a_to_[old[o]]] = rank++;
    }
    return ranks;
  }

  // Zero after a failure, which failure() then is.
  int compare_titles(DocId old, DocId fresh) {
    const Paper* paper = old_paper(old);
    return paper == nullptr ? 0 : title_sort_key(*paper, collator_).compare(fresh_[fresh].title);
  }
  int compare_authors(DocId old, DocId fresh) {
    const Paper* paper = old_paper(old);
    return paper == nullptr ? 0 : author_sort_key(*paper, collator_).compare(fresh_[fresh].author);
  }
  int compare_years(DocId old, DocId fresh) { return old_year(old) - fresh_[fresh].year; }

  [[nodiscard]] const Status& failure() const { return failure_; }

 private:
  // The documents that stay, in the order of their ranks.
  static std::vector<DocId> in_order(std::span<const std::uint32_t> ranks,
                                     const std::vector<DocId>& to) {
    std::vector<DocId> order(ranks.size() - 1);
    for (DocId doc = 1; doc < ranks.size(); ++doc) order[ranks[doc]] = doc;
    std::erase_if(order, [&to](DocId doc) { return to[doc] == 0; });
    return order;
  }

  const Paper* old_paper(DocId doc) {
    if (!failure_.ok()) return nullptr;
    Result<Paper> paper = paper_({false, doc});
    if (!paper.ok()) {
      failure_ = paper.error();
      return nullptr;
    }
    old_paper_ = std::move(paper).value();
    return &old_paper_;
  }

  int old_year(DocId doc) {
    const FacetColumn& years = merge_.a.facet(Facet::Year);
    const Ordinal value = years.values(doc).front();
    if (value == years.none()) {  // withdrawn, or really without
      const Paper* paper = old_paper(doc);
      return paper == nullptr ? 0 : merge_.resolver.year_of(*paper);
    }
    const std::string_view id = years.id(value);
    int year = 0;
    std::from_chars(id.data(), id.data() + id.size(), year);
    return year;
  }

  const ColumnsMerge& merge_;
  const StoredPaper& paper_;
  std::vector<DocId> a_to_, b_to_;
  std::vector<FreshKeys> fresh_;
  Collator collator_;
  Paper old_paper_;
  Status failure_;
};

}  // namespace

Result<MergedRanks> merge_ranks(const ColumnsMerge& merge, const StoredPaper& paper) {
  RankMerger merger(merge, paper);
  if (Status read = merger.read_fresh(); !read.ok()) return read.error();
  const SortColumns& a = merge.a.sort();
  const SortColumns& b = merge.b.sort();
  MergedRanks ranks;
  ranks.programme.resize(merge.map.of.size(), 0);
  std::iota(ranks.programme.begin() + 1, ranks.programme.end(), 0U);
  ranks.year_descending =
      merger.merge(a.year_descending, b.year_descending,
                   [&](DocId old, DocId fresh) { return -merger.compare_years(old, fresh); });
  ranks.year = merger.merge(
      a.year, b.year, [&](DocId old, DocId fresh) { return merger.compare_years(old, fresh); });
  ranks.title = merger.merge(
      a.title, b.title, [&](DocId old, DocId fresh) { return merger.compare_titles(old, fresh); });
  ranks.author = merger.merge(a.author, b.author, [&](DocId old, DocId fresh) {
    return merger.compare_authors(old, fresh);
  });
  if (!merger.failure().ok()) return merger.failure().error();
  return ranks;
}

}  // namespace paperfind
