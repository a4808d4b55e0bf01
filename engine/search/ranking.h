// The order of hits. What each part adds is in docs/relevance.md.
#pragma once

#include <vector>

#include "engine/search/reader.h"
#include "engine/search/scorer.h"
#include "engine/search/search_request.h"
#include "engine/store/doc_set.h"
#include "engine/store/paper_index.h"
#include "engine/store/snapshot.h"

namespace paperfind {

// The papers that filters left, each list ascending.
struct Candidates {
  const std::vector<DocId>& full;
  const std::vector<DocId>& partial;  // listed after them
  bool filtered = false;              // the query alone would find others too
};

class Ranker {
 public:
  Ranker(const Snapshot& snapshot, const PaperIndex& index, Scorer& scorer,
         const RankingParts& parts)
      : snapshot_(snapshot), index_(index), scorer_(scorer), parts_(parts) {}

  // The hits of the wanted page, best first. Throws Xapian::Error.
  [[nodiscard]] std::vector<Ranked> page(const SearchRequest& request, const Reading& reading,
                                         const Candidates& candidates) const;

  static bool is_by_relevance(const SearchRequest& request, const Reading& reading);

 private:
  [[nodiscard]] std::vector<Ranked> by_relevance(const Reading& reading,
                                                 const Candidates& candidates,
                                                 std::size_t wanted) const;
  [[nodiscard]] std::vector<Ranked> by_column(SortKey key, const Candidates& candidates,
                                              std::size_t wanted) const;

  const Snapshot& snapshot_;
  const PaperIndex& index_;
  Scorer& scorer_;
  RankingParts parts_;
};

}  // namespace paperfind
