#include "engine/search/scorer.h"

#include <algorithm>
#include <cmath>
#include <string>
#include <utility>

#include "engine/store/bm25.h"

namespace paperfind {
namespace {

// Looking for this many times as many papers among postings costs what reading the postings does.
constexpr std::size_t kSearchCost = 16;
// Adding to all papers and forgetting most of it again is cheaper than asking for each whether it
// is wanted, when the wanted ones are this share of all.
constexpr std::size_t kManyShare = 8;

}  // namespace

bool comes_before(const Ranked& a, const Ranked& b) {
  if (a.partial != b.partial) return !a.partial;
  if (a.score != b.score) return a.score > b.score;
  return a.doc < b.doc;
}

Xapian::BM25PlusWeight Scorer::weighting() {
  return {bm25::kK1, 0, 1, bm25::kB, bm25::kMinNormLength, bm25::kDelta};
}

Scorer::Scorer(const PaperIndex& index, const PostingsCache& postings, const ForwardIndex& texts)
    : index_(index),
      postings_(postings),
      sets_(index, postings, texts),
      papers_(index.doc_count()),
      norms_(postings.norms(index)),
      scores_(norms_.size()),
      sums_(norms_.size()) {}

std::vector<Ranked> Scorer::best(const Plan& plan, const DocSet& papers, std::size_t wanted) {
  const std::size_t count = papers.count();
  const bool strict = count * kManyShare < norms_.size();
  try {
    add(plan, 1, {papers, count, strict});
  } catch (...) {
    // The next query must find nothing of this one.
    std::fill(scores_.begin(), scores_.end(), 0.0F);
    std::fill(sums_.begin(), sums_.end(), 0U);
    throw;
  }
  std::vector<Ranked> best = take_best(papers, std::min(wanted, count));
  if (strict) {
    papers.for_each([this](DocId doc) { scores_[doc] = 0; });
  } else {
    std::fill(scores_.begin(), scores_.end(), 0.0F);
  }
  return best;
}

void Scorer::add(const Plan& plan, double factor, const Gate& gate) {
  if (gate.count == 0 || factor == 0) return;
  switch (plan.op) {
    case PlanOp::Nothing:
    case PlanOp::All:
      return;
    case PlanOp::Term: {
      const auto postings = postings_.of(index_, plan.term);
      if (postings->docs.empty()) return;
      return add_term(*postings, factor * rarity(static_cast<double>(postings->docs.size())), gate);
    }
    case PlanOp::Constant: {
      const auto constant = static_cast<float>(factor * plan.factor);
      const auto postings = postings_.of(index_, plan.term);
      for (const DocId doc : postings->docs) {
        if (gate.papers.contains(doc)) scores_[doc] += constant;
      }
      return;
    }
    case PlanOp::Or:
      for (const Plan& part : plan.parts) add(part, factor, gate);
      return;
    case PlanOp::Scale:
      return add(plan.parts.front(), factor * plan.factor, gate);
    case PlanOp::Synonym:
      return add_synonym(plan.parts, factor, gate);
    case PlanOp::AndMaybe:
      add(plan.parts.front(), factor, gate);
      return add_within(plan.parts.back(), factor, sets_.among(gate.papers, plan.parts.front()));
    case PlanOp::Filter:
      return add_within(plan.parts.front(), factor, sets_.among(gate.papers, plan));
    case PlanOp::AndNot: {
      DocSet left = gate.papers;
      left.remove(sets_.among(left, plan.parts.back()));
      return add_within(plan.parts.front(), factor, left);
    }
    case PlanOp::And:
    case PlanOp::Phrase:
    case PlanOp::Near: {
      const DocSet matches = sets_.among(gate.papers, plan);
      for (const Plan& part : plan.parts) add_within(part, factor, matches);
      return;
    }
  }
}

void Scorer::add_within(const Plan& plan, double factor, const DocSet& papers) {
  add(plan, factor, {papers, papers.count(), true});
}

double Scorer::rarity(double papers) const { return std::log((papers_ + 1) / papers); }

// The innermost loops of every search work on bare arrays: checks of each index cost a third of
// them. Documents of postings are those of the index.
class Scorer::Adder {
 public:
  Adder(Scorer& scorer, double weight)
      : norms_(scorer.norms_.data()),
        scores_(scorer.scores_.data()),
        weight_(static_cast<float>(weight)) {}

  void operator()(DocId doc, std::uint32_t count) const {
    scores_[doc] += weight_ * bm25::worth(static_cast<float>(count), norms_[doc]);
  }

 private:
  const float* norms_;
  float* scores_;
  float weight_;
};

void Scorer::add_term(const Postings& postings, double weight, const Gate& gate) {
  const Adder add_to(*this, weight);
  const DocId* const docs = postings.docs.data();
  const std::uint16_t* const counts = postings.counts.data();
  const std::size_t size = postings.docs.size();
  if (gate.count * kSearchCost < size) {
    const DocId* from = docs;
    gate.papers.for_each([&](DocId doc) {
      from = std::lower_bound(from, docs + size, doc);
      if (from != docs + size && *from == doc) add_to(doc, counts[from - docs]);
    });
  } else if (gate.strict) {
    for (std::size_t i = 0; i < size; ++i) {
      if (gate.papers.contains(docs[i])) add_to(docs[i], counts[i]);
    }
  } else {
    for (std::size_t i = 0; i < size; ++i) add_to(docs[i], counts[i]);
  }
}

// How many papers have any of them Xapian does not count but estimates, as if the words did not
// care for each other, rounding after each; so do we, and have its weights.
void Scorer::add_synonym(const std::vector<Plan>& terms, double factor, const Gate& gate) {
  DocSet holders(postings_.docs());
  double estimated = 0;
  for (const Plan& term : terms) {
    const auto postings = postings_.of(index_, term.term);
    const auto papers = static_cast<double>(postings->docs.size());
    if (papers == 0) continue;
    estimated = std::floor(estimated + papers - estimated * papers / papers_ + 0.5);
    for (std::size_t i = 0; i < postings->docs.size(); ++i) {
      sums_[postings->docs[i]] += postings->counts[i];
    }
    postings->add_to(holders);
  }
  if (estimated == 0) return;
  const Adder add_to(*this, factor * rarity(estimated));
  holders.for_each([&](DocId doc) {
    if (gate.papers.contains(doc)) add_to(doc, sums_[doc]);
    sums_[doc] = 0;
  });
}

std::vector<Ranked> Scorer::take_best(const DocSet& papers, std::size_t wanted) {
  std::vector<Ranked> best;  // a heap, the worst in front
  if (wanted == 0) return best;
  best.reserve(wanted);
  // Documents ascend: a later one never comes before an equal.
  float least = -1;
  const float* const scores = scores_.data();
  papers.for_each([&](DocId doc) {
    const float score = scores[doc];
    if (score <= least) return;
    if (best.size() == wanted) {
      std::pop_heap(best.begin(), best.end(), comes_before);
      best.pop_back();
    }
    best.push_back({doc, score, false});
    std::push_heap(best.begin(), best.end(), comes_before);
    if (best.size() == wanted) least = static_cast<float>(best.front().score);
  });
  std::sort_heap(best.begin(), best.end(), comes_before);
  return best;
}

}  // namespace paperfind
