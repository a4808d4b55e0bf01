// How well papers match a plan: BM25+ over the arrays of postings, with the weights Xapian's
// matcher gives to the same plan as a query (but for its mistakes: below other words, Xapian 1.4.22
// adds optional ones of other papers). It looks at all papers that match, where the matcher leaves
// out those that cannot come first, and is faster still, for nothing is read or decoded.
#pragma once

#include <xapian.h>

#include <cstdint>
#include <vector>

#include "engine/query/plan.h"
#include "engine/search/match_sets.h"
#include "engine/store/doc_set.h"
#include "engine/store/paper_index.h"
#include "engine/store/postings_cache.h"

namespace paperfind {

// A document a list of hits names.
struct Ranked {
  DocId doc = 0;
  double score = 0;      // 0 where the order is not by relevance
  bool partial = false;  // holds some of the words, not all
};

// Full matches first; ties in programme order, which is that of the numbers of documents.
bool comes_before(const Ranked& a, const Ranked& b);

// Has room for a number of each paper: one per thread.
class Scorer {
 public:
  // All of one generation. Throws Xapian::Error.
  Scorer(const PaperIndex& index, const PostingsCache& postings, const ForwardIndex& texts);

  // The best of these papers, best first; those that do not match the plan weigh nothing. Throws
  // Xapian::Error.
  [[nodiscard]] std::vector<Ranked> best(const Plan& plan, const DocSet& papers,
                                         std::size_t wanted);

  // The same weights for Xapian's matcher.
  static Xapian::BM25PlusWeight weighting();

 private:
  // The papers a part of a plan may add to.
  struct Gate {
    const DocSet& papers;
    std::size_t count;
    bool strict;  // nothing may be added to others; they are not looked at otherwise
  };

  class Adder;

  void add(const Plan& plan, double factor, const Gate& gate);
  void add_within(const Plan& plan, double factor, const DocSet& papers);
  void add_term(const Postings& postings, double weight, const Gate& gate);
  void add_synonym(const std::vector<Plan>& terms, double factor, const Gate& gate);
  [[nodiscard]] std::vector<Ranked> take_best(const DocSet& papers, std::size_t wanted);
  [[nodiscard]] double rarity(double papers) const;

  const PaperIndex& index_;
  const PostingsCache& postings_;
  MatchSets sets_;
  double papers_;                    // how many there are
  const std::vector<float>& norms_;  // of each document
  std::vector<float> scores_;        // all 0 between two calls
  std::vector<std::uint32_t> sums_;  // likewise, of add_synonym
};

}  // namespace paperfind
