#include "engine/search/ranking.h"

#include <algorithm>
#include <span>

#include "engine/search/neighbours.h"
#include "engine/search/proximity.h"

namespace paperfind {
namespace {

// How many of the best are looked at twice: for words next to each other, and for what their
// neighbours say.
constexpr std::size_t kReranked = 100;

std::span<const std::uint32_t> ranks_for(const SortColumns& sort, SortKey key) {
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

DocSet set_of(const std::vector<DocId>& docs, DocId all) {
  DocSet set(all);
  for (const DocId doc : docs) set.add(doc);
  return set;
}

}  // namespace

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
  const auto best_of = [&](const QueryNode& root, Joining joining, const DocSet& matches,
                           const std::vector<DocId>& left, std::size_t count) {
    const Plan plan = plan_query(root, joining, typed, parts_);
    return candidates.filtered ? scorer_.best(plan, set_of(left, matches.docs()), count)
                               : scorer_.best(plan, matches, count);
  };
  std::vector<Ranked> ranked;
  if (!candidates.full.empty()) {
    ranked = best_of(reading.root, reading.joining, reading.matches, candidates.full, depth);
  }
  if (ranked.size() < depth && !candidates.partial.empty()) {
    for (Ranked hit : best_of(reading.partial_root, Joining::Any, reading.rest, candidates.partial,
                              depth - ranked.size())) {
      hit.partial = true;
      ranked.push_back(hit);
    }
  }
  // What comes after the first hundred keeps its place, so that pages fit together however long
  // they are.
  const std::size_t head = std::min(ranked.size(), kReranked);
  const std::span<Ranked> best(ranked.data(), head);
  if (parts_.pairs) add_proximity(snapshot_, index_, reading.root, best);
  if (parts_.neighbours && count_content_words(reading.root) >= kNeighbourWords) {
    smooth_by_neighbours(snapshot_.vectors(), best);
  }
  std::sort(best.begin(), best.end(), comes_before);
  return ranked;
}

std::vector<Ranked> Ranker::by_column(SortKey key, const Candidates& candidates,
                                      std::size_t wanted) const {
  const std::span<const std::uint32_t> ranks = ranks_for(snapshot_.columns().sort(), key);
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
