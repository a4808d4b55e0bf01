#include <utility>

#include "indexer/lint/lint_facts.h"

namespace paperfind {

void lint_affiliations(const LintFacts& facts, std::vector<LintReport>& reports) {
  LintReport report{"papers have an affiliation that institutions.json does not name",
                    "authority report names candidates, authority merge adds a name",
                    0,
                    {}};
  for (const auto& [raw, papers] : facts.unmapped) report.remarks.push_back({raw, papers});
  add_report(std::move(report), reports);
}

}  // namespace paperfind
