#include "indexer/known_papers.h"

#include <algorithm>

namespace paperfind {

KnownPapers::KnownPapers(const RecordDigests& records, const std::vector<std::string>& overridden)
    : records_(records), kept_(records.size() + 1) {
  for (const std::string& id : overridden) overridden_.insert(id_digest(id));
  by_text_.reserve(records.size());
  for (std::size_t place = 0; place < records.size(); ++place) {
    by_text_.emplace(records.text(place), static_cast<DocId>(place + 1));
  }
}

DocId KnownPapers::find(std::string_view text) const {
  const auto known = by_text_.find(text_digest(text));
  return known == by_text_.end() || kept_[known->second] ? 0 : known->second;
}

void KnownPapers::keep(DocId doc) {
  kept_[doc] = true;
  ++count_;
}

bool KnownPapers::keep(std::string_view text) {
  const DocId doc = find(text);
  if (doc == 0 || overridden_.contains(records_.ids(doc - 1).front())) return false;
  keep(doc);
  return true;
}

bool KnownPapers::keep_overridden(std::string_view text) {
  const DocId doc = find(text);
  if (doc == 0) return false;
  keep(doc);
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
