#include "indexer/paper_tables.h"

#include <utility>

#include "engine/base/sha256.h"

namespace paperfind {

void PaperTables::add(std::string_view bytes, const Paper& paper, const PaperFacets& facets,
                      const Xapian::Document& document) {
  hashes += sha256_hex(bytes);
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
  hashes += later.hashes;
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
