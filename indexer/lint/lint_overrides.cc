#include <fmt/format.h>

#include <utility>

#include "indexer/lint/lint_facts.h"

namespace paperfind {

void lint_overrides(const OverrideLog& overrides, std::vector<LintReport>& reports) {
  LintReport report{
      "overrides change nothing", "what they say has come into the records: take them out", 0, {}};
  for (const OverrideEffect& effect : overrides) {
    if (!effect.keys.empty()) continue;
    report.remarks.push_back(
        {fmt::format("line {}: {} {}", effect.position.line, effect.kind, effect.id), 1});
  }
  add_report(std::move(report), reports);
}

}  // namespace paperfind
