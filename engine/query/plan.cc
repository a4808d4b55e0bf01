#include "engine/query/plan.h"

#include <algorithm>
#include <utility>

namespace paperfind {
namespace {

bool is_empty(const Plan& plan) { return plan.empty(); }

Plan joined(PlanOp op, std::vector<Plan> parts) {
  if (parts.empty()) return {};
  if (parts.size() == 1) return std::move(parts.front());
  return {op, std::move(parts), {}, 1, 0};
}

Plan pair(PlanOp op, Plan first, Plan second) {
  Plan plan{op, {}, {}, 1, 0};
  plan.parts.push_back(std::move(first));
  plan.parts.push_back(std::move(second));
  return plan;
}

Xapian::Query::op xapian_op(PlanOp op) {
  switch (op) {
    case PlanOp::And:
      return Xapian::Query::OP_AND;
    case PlanOp::AndNot:
      return Xapian::Query::OP_AND_NOT;
    case PlanOp::AndMaybe:
      return Xapian::Query::OP_AND_MAYBE;
    case PlanOp::Filter:
      return Xapian::Query::OP_FILTER;
    case PlanOp::Synonym:
      return Xapian::Query::OP_SYNONYM;
    case PlanOp::Phrase:
      return Xapian::Query::OP_PHRASE;
    case PlanOp::Near:
      return Xapian::Query::OP_NEAR;
    default:
      return Xapian::Query::OP_OR;
  }
}

}  // namespace

Plan Plan::all_of(std::vector<Plan> parts) {
  if (std::any_of(parts.begin(), parts.end(), is_empty)) return {};
  return joined(PlanOp::And, std::move(parts));
}

Plan Plan::any_of(std::vector<Plan> parts) {
  std::erase_if(parts, is_empty);
  return joined(PlanOp::Or, std::move(parts));
}

Plan Plan::as_one(std::vector<Plan> terms) { return joined(PlanOp::Synonym, std::move(terms)); }

Plan Plan::but_not(Plan wanted, Plan unwanted) {
  if (wanted.empty() || unwanted.empty()) return wanted;
  return pair(PlanOp::AndNot, std::move(wanted), std::move(unwanted));
}

Plan Plan::and_maybe(Plan wanted, Plan optional) {
  if (wanted.empty() || optional.empty()) return wanted;
  return pair(PlanOp::AndMaybe, std::move(wanted), std::move(optional));
}

Plan Plan::filtered(Plan wanted, Plan condition) {
  if (wanted.empty() || condition.empty()) return {};
  return pair(PlanOp::Filter, std::move(wanted), std::move(condition));
}

Plan Plan::scaled(Plan plan, double factor) {
  if (plan.empty()) return plan;
  Plan scaled{PlanOp::Scale, {}, {}, factor, 0};
  scaled.parts.push_back(std::move(plan));
  return scaled;
}

Plan Plan::constant(std::string term, double weight) {
  return {PlanOp::Constant, {}, std::move(term), weight, 0};
}

Plan Plan::close(PlanOp op, std::vector<Plan> places, std::uint32_t window) {
  if (std::any_of(places.begin(), places.end(), is_empty)) return {};
  Plan plan = joined(op, std::move(places));
  if (plan.positional()) plan.window = window;
  return plan;
}

Xapian::Query to_xapian(const Plan& plan) {
  using Xapian::Query;
  switch (plan.op) {
    case PlanOp::Nothing:
      return Query::MatchNothing;
    case PlanOp::All:
      return Query::MatchAll;
    case PlanOp::Term:
      return Query(plan.term);
    case PlanOp::Scale:
      return {Query::OP_SCALE_WEIGHT, to_xapian(plan.parts.front()), plan.factor};
    case PlanOp::Constant:
      // Boolean terms weigh nothing by themselves; a constant source filtered by the term does, on
      // any backend.
      return {Query::OP_FILTER,
              Query((new Xapian::FixedWeightPostingSource(plan.factor))->release()),
              Query(plan.term)};
    default: {
      std::vector<Query> parts;
      for (const Plan& part : plan.parts) parts.push_back(to_xapian(part));
      return {xapian_op(plan.op), parts.begin(), parts.end(), plan.window};
    }
  }
}

}  // namespace paperfind
