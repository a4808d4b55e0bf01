#include "engine/store/term_sets.h"

namespace paperfind {
namespace {

// A term is worth keeping where a list of its papers is no shorter than a set.
constexpr DocId kFrequentShare = 256;

}  // namespace

std::shared_ptr<const DocSet> TermSets::find(const std::string& key) const {
  const std::lock_guard lock(mutex_);
  const auto known = by_key_.find(key);
  if (known == by_key_.end()) return nullptr;
  newest_first_.splice(newest_first_.begin(), newest_first_, known->second);
  return known->second->second;
}

void TermSets::keep(const std::string& key, std::shared_ptr<const DocSet> set) const {
  const std::lock_guard lock(mutex_);
  if (max_kept_ == 0 || by_key_.contains(key)) return;
  newest_first_.emplace_front(key, std::move(set));
  by_key_.emplace(key, newest_first_.begin());
  if (newest_first_.size() <= max_kept_) return;
  by_key_.erase(newest_first_.back().first);
  newest_first_.pop_back();
}

std::size_t TermSets::kept() const {
  const std::lock_guard lock(mutex_);
  return newest_first_.size();
}

void TermSets::add_to(DocSet& set, const Xapian::Database& db, const std::string& term) const {
  const Xapian::doccount papers = db.get_termfreq(term);
  const auto read_into = [&](DocSet& docs) {
    for (auto doc = db.postlist_begin(term); doc != db.postlist_end(term); ++doc) docs.add(*doc);
  };
  if (papers < docs_ / kFrequentShare || max_kept_ == 0) return read_into(set);
  std::shared_ptr<const DocSet> known = find(term);
  if (known == nullptr) {
    const auto read = std::make_shared<DocSet>(docs_);
    read_into(*read);
    known = read;
    keep(term, known);
  }
  set.add(*known);
}

}  // namespace paperfind
