#include "indexer/known_papers.h"

#include <algorithm>

namespace paperfind {

KnownPapers::KnownPapers(const RecordDigests& records)
    : records_(records), kept_(records.size() + 1) {
  by_text_.reserve(records.size());
  for (std::size_t place = 0; place < records.size(); ++place) {
    by_text_.emplace(records.text(place), static_cast<DocId>(place + 1));
  }
}

bool KnownPapers::keep(std::string_view text) {
  const auto known = by_text_.find(text_digest(text));
  if (known == by_text_.end() || kept_[known->second]) return false;
  kept_[known->second] = true;
  ++count_;
  return true;
}

void KnownPapers::add_fresh(const Paper& paper) {
  for (const std::uint64_t id : id_digests(paper)) fresh_ids_.push_back(id);
}

bool KnownPapers::clash() const {
  std::vector<std::uint64_t> fresh = fresh_ids_;
  std::sort(fresh.begin(), fresh.end());
  for (DocId doc = 1; doc <= size(); ++doc) {
    if (!kept_[doc]) continue;
    for (const std::uint64_t id : records_.ids(doc - 1)) {
      if (std::binary_search(fresh.begin(), fresh.end(), id)) return true;
    }
  }
  return false;
}

}  // namespace paperfind
