#include "engine/search/match_sets.h"

#include <algorithm>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "engine/search/closeness.h"

namespace paperfind {
namespace {

bool has_positional(const Plan& plan) {
  return plan.positional() || std::any_of(plan.parts.begin(), plan.parts.end(),
                                          [](const Plan& part) { return has_positional(part); });
}

bool is_term(const Plan& plan) { return plan.op == PlanOp::Term || plan.op == PlanOp::Constant; }

bool is_any_of(const Plan& plan) { return plan.op == PlanOp::Or || plan.op == PlanOp::Synonym; }

bool is_all_of(const Plan& plan) { return plan.op == PlanOp::And || plan.op == PlanOp::Filter; }

}  // namespace

DocSet MatchSets::of(const Plan& plan) const {
  switch (plan.op) {
    case PlanOp::Nothing:
      return none();
    case PlanOp::All:
      return DocSet::all(postings_.docs());
    case PlanOp::Term:
    case PlanOp::Constant:
    case PlanOp::Or:
    case PlanOp::Synonym: {
      DocSet found = none();
      add_to(found, plan);
      return found;
    }
    case PlanOp::AndNot: {
      DocSet found = of(plan.parts.front());
      found.remove(among(found, plan.parts.back()));
      return found;
    }
    case PlanOp::AndMaybe:
    case PlanOp::Scale:
      return of(plan.parts.front());
    case PlanOp::And:
    case PlanOp::Filter:
    case PlanOp::Phrase:
    case PlanOp::Near:
      break;
  }
  return among(DocSet::all(postings_.docs()), plan);
}

void MatchSets::add_to(DocSet& set, const Plan& plan) const {
  if (is_term(plan)) {
    postings_.of(index_, plan.term)->add_to(set);
  } else if (is_any_of(plan)) {
    for (const Plan& part : plan.parts) add_to(set, part);
  } else {
    set.add(of(plan));
  }
}

// Positions last: the fewer papers are left, the fewer lists of positions are read.
DocSet MatchSets::among(DocSet papers, const Plan& plan) const {
  if (papers.empty()) return papers;
  if (plan.positional()) return positioned(plan, std::move(papers));
  if (is_all_of(plan)) {
    for (const bool positional : {false, true}) {
      for (const Plan& part : plan.parts) {
        if (has_positional(part) == positional) papers = among(std::move(papers), part);
      }
    }
    return papers;
  }
  if (is_any_of(plan) && has_positional(plan)) {
    DocSet found = none();
    for (const Plan& part : plan.parts) found.add(among(papers, part));
    return found;
  }
  papers.retain(of(plan));
  return papers;
}

DocSet MatchSets::holders(const Plan& plan) const {
  DocSet found = of(plan.parts.front());
  for (std::size_t i = 1; i < plan.parts.size(); ++i) found.retain(of(plan.parts[i]));
  return found;
}

DocSet MatchSets::positioned(const Plan& plan, DocSet among) const {
  // Few of them are looked at for this query alone.
  constexpr std::size_t kFew = 4;
  const Xapian::Query query = to_xapian(plan);
  const std::string key = std::string(1, '\0') + query.serialise();
  std::shared_ptr<const Postings> found = postings_.find(index_, key);
  if (found == nullptr) {
    const DocSet all_holders = holders(plan);
    const bool all = among.count_shared(all_holders) * kFew >= all_holders.count();
    among.retain(all_holders);
    std::vector<DocId> docs;
    (all ? all_holders : among).for_each([&](DocId doc) { docs.push_back(doc); });
    if (!docs.empty()) {
      std::optional<ClosenessTest> test;  // of shards on servers alone
      docs = index_.found_among(docs, query, [&](DocId doc) {
        if (!test) test.emplace(texts_, plan);
        return test->passes(doc);
      });
    }
    found = std::make_shared<const Postings>(std::move(docs), std::vector<std::uint16_t>(),
                                             postings_.docs());
    if (all) postings_.keep(index_, key, found);
  }
  DocSet holding = none();
  found->add_to(holding);
  among.retain(holding);
  return among;
}

}  // namespace paperfind
