#include "engine/search/ranking.h"

#include <algorithm>
#include <optional>
#include <span>

#include "engine/search/doc_list_source.h"
#include "engine/search/match_sets.h"
#include "engine/search/neighbours.h"
#include "engine/search/proximity.h"

namespace paperfind {
namespace {

// BM25+ (Lv & Zhai 2011) over the weighted occurrences of all fields. k1: how soon a repeated word
// stops helping; in units of occurrences, of which a word of an abstract counts for two. b: how
// much a long paper is held against it. delta: what holding a word at all is worth, however long
// the paper.
constexpr double kK1 = 2.4;
constexpr double kB = 0.6;
constexpr double kDelta = 0.2;
constexpr double kMinNormLength = 0.1;

// How many of the best are looked at twice: for words next to each other, and for what their
// neighbours say.
constexpr std::size_t kReranked = 100;

const std::vector<std::uint32_t>& ranks_for(const SortColumns& sort, SortKey key) {
  switch (key) {
    case SortKey::YearDescending:
      return sort.year_descending;
    case SortKey::Year:
      return sort.year;
    case SortKey::Title:
      return sort.title;
    case SortKey::Author:
      return sort.author;
    case SortKey::Relevance:
    case SortKey::Programme:
      break;
  }
  return sort.programme;
}

// Full matches first; ties in programme order, which is that of the numbers of documents.
bool comes_before(const Ranked& a, const Ranked& b) {
  if (a.partial != b.partial) return !a.partial;
  if (a.score != b.score) return a.score > b.score;
  return a.doc < b.doc;
}

}  // namespace

Xapian::BM25PlusWeight Ranker::weighting() { return {kK1, 0, 1, kB, kMinNormLength, kDelta}; }

bool Ranker::is_by_relevance(const SearchRequest& request, const Reading& reading) {
  return request.sort == SortKey::Relevance && reading.root.kind != NodeKind::All;
}

std::vector<Ranked> Ranker::page(const SearchRequest& request, const Reading& reading,
                                 const Candidates& candidates) const {
  const std::size_t offset = (request.page - 1) * request.per_page;
  const std::size_t all = candidates.full.size() + candidates.partial.size();
  if (offset >= all) return {};
  const std::size_t wanted = std::min(offset + request.per_page, all);
  std::vector<Ranked> ranked = is_by_relevance(request, reading)
                                   ? by_relevance(reading, candidates, wanted)
                                   : by_column(request.sort, candidates, wanted);
  ranked.resize(std::min(ranked.size(), wanted));
  ranked.erase(ranked.begin(),
               ranked.begin() + static_cast<std::ptrdiff_t>(std::min(offset, ranked.size())));
  return ranked;
}

std::vector<Ranked> Ranker::by_relevance(const Reading& reading, const Candidates& candidates,
                                         std::size_t wanted) const {
  const std::size_t depth = std::max(wanted, kReranked);
  const std::string& typed = reading.report.effective;
  const MatchSets sets(db_, snapshot_.term_sets());
  DocSet found = reading.matches;
  if (!reading.rest.empty()) found.add(reading.rest);
  const Planning planning{parts_,
                          [&](const Xapian::Query& phrase) { return sets.placed(phrase, found); }};
  std::vector<Ranked> ranked;
  if (!candidates.full.empty()) {
    ranked = by_words(plan_query(reading.root, reading.joining, typed, planning),
                      candidates.filtered ? &candidates.full : nullptr, depth);
  }
  if (ranked.size() < depth && !candidates.partial.empty()) {
    // Unfiltered, the matcher finds the full ones again: cheaper to drop than to look up the
    // others.
    const auto& full = candidates.full;
    const std::size_t missing = depth - ranked.size() + (candidates.filtered ? 0 : full.size());
    for (Ranked hit : by_words(plan_query(reading.partial_root, Joining::Any, typed, planning),
                               candidates.filtered ? &candidates.partial : nullptr, missing)) {
      if (ranked.size() == depth) break;
      if (std::binary_search(full.begin(), full.end(), hit.doc)) continue;
      hit.partial = true;
      ranked.push_back(hit);
    }
  }
  // What comes after the first hundred keeps its place, so that pages fit together however long
  // they are.
  const std::size_t head = std::min(ranked.size(), kReranked);
  const std::span<Ranked> best(ranked.data(), head);
  if (parts_.pairs) add_proximity(db_, reading.root, best);
  if (parts_.neighbours && count_content_words(reading.root) >= kNeighbourWords) {
    smooth_by_neighbours(snapshot_.vectors(), best);
  }
  std::sort(best.begin(), best.end(), comes_before);
  return ranked;
}

std::vector<Ranked> Ranker::by_words(Xapian::Query query, const std::vector<DocId>* only,
                                     std::size_t wanted) const {
  std::optional<DocListSource> allowed;
  if (only != nullptr) {
    allowed.emplace(*only);
    query = Xapian::Query(Xapian::Query::OP_FILTER, query, Xapian::Query(&*allowed));
  }
  Xapian::Enquire enquire(db_);
  enquire.set_query(query);
  enquire.set_weighting_scheme(weighting());
  enquire.set_docid_order(Xapian::Enquire::ASCENDING);  // ties in programme order
  const Xapian::MSet found = enquire.get_mset(0, static_cast<Xapian::doccount>(wanted));
  std::vector<Ranked> ranked;
  for (auto it = found.begin(); it != found.end(); ++it) ranked.push_back({*it, it.get_weight()});
  return ranked;
}

std::vector<Ranked> Ranker::by_column(SortKey key, const Candidates& candidates,
                                      std::size_t wanted) const {
  const std::vector<std::uint32_t>& ranks = ranks_for(snapshot_.columns().sort(), key);
  std::vector<Ranked> ranked;
  const auto add = [&](std::vector<DocId> docs, bool partial) {
    const std::size_t count = std::min(wanted - ranked.size(), docs.size());
    std::partial_sort(docs.begin(), docs.begin() + static_cast<std::ptrdiff_t>(count), docs.end(),
                      [&ranks](DocId a, DocId b) { return ranks[a] < ranks[b]; });
    for (std::size_t i = 0; i < count; ++i) ranked.push_back({docs[i], 0, partial});
  };
  add(candidates.full, false);
  add(candidates.partial, true);
  return ranked;
}

}  // namespace paperfind
