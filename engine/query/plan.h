// What a query asks of an index: terms, and how they are joined. The engine evaluates it by itself
// (engine/search/match_sets, scorer); as a Xapian query it means the same anywhere.
#pragma once

#include <xapian.h>

#include <cstdint>
#include <string>
#include <vector>

namespace paperfind {

enum class PlanOp {
  Nothing,
  All,       // every paper, weighing nothing
  Term,      // `term`
  And,       // all parts
  Or,        // any part
  AndNot,    // the first part, not the second
  AndMaybe,  // the first part; the second adds its weight where it matches too
  Filter,    // the first part where the second matches, which weighs nothing
  Scale,     // the part, its weight times `factor`
  Synonym,   // any of the terms, weighed as one that occurs as often as all of them
  Phrase,    // the parts in this order within `window` positions
  Near,      // the parts in any order within `window` positions
  Constant,  // `term`, weighing `factor` wherever it occurs
};

struct Plan {
  PlanOp op = PlanOp::Nothing;
  std::vector<Plan> parts;
  std::string term;
  double factor = 1;
  std::uint32_t window = 0;

  // Joined plans are as simple as they can be: what finds nothing is left out of Or, makes
  // Nothing of And; a single part stands for itself.
  static Plan all() { return {PlanOp::All, {}, {}, 1, 0}; }
  static Plan of(std::string term) { return {PlanOp::Term, {}, std::move(term), 1, 0}; }
  static Plan all_of(std::vector<Plan> parts);
  static Plan any_of(std::vector<Plan> parts);
  static Plan as_one(std::vector<Plan> terms);  // each another
  static Plan but_not(Plan wanted, Plan unwanted);
  static Plan and_maybe(Plan wanted, Plan optional);
  static Plan filtered(Plan wanted, Plan condition);
  static Plan scaled(Plan plan, double factor);
  static Plan constant(std::string term, double weight);
  // `op`: Phrase or Near.
  static Plan close(PlanOp op, std::vector<Plan> places, std::uint32_t window);

  [[nodiscard]] bool empty() const { return op == PlanOp::Nothing; }
  [[nodiscard]] bool positional() const { return op == PlanOp::Phrase || op == PlanOp::Near; }
};

Xapian::Query to_xapian(const Plan& plan);

}  // namespace paperfind
