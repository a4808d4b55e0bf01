#include "indexer/paper_tables.h"

#include <utility>

namespace paperfind {

void PaperTables::add(const Paper& paper, const PaperFacets& facets,
                      const Xapian::Document& document) {
  vectors.add(document);
  if (paper.status != PaperStatus::Withdrawn) synonyms.add(paper);
  titles.add(paper);
  columns.add(paper, facets);
}

void PaperTables::append(PaperTables&& later) {
  columns.append(std::move(later.columns));
  vectors.append(later.vectors);
  forward.append(std::move(later.forward));
  synonyms.append(later.synonyms);
  titles.append(std::move(later.titles));
  digests.append(later.digests);
}

void TablesInOrder::add(std::size_t block, PaperTables&& tables) {
  const std::lock_guard lock(mutex_);
  waiting_.emplace(block, std::move(tables));
  for (auto first = waiting_.begin(); first != waiting_.end() && first->first == next_; ++next_) {
    all_.append(std::move(first->second));
    first = waiting_.erase(first);
  }
}

}  // namespace paperfind
