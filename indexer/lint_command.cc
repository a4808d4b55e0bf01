#include <fmt/format.h>

#include <algorithm>
#include <cstdio>

#include "engine/base/exit_code.h"
#include "indexer/commands.h"
#include "indexer/lint/lint.h"

namespace paperfind {
namespace {

void print(const LintReport& report, std::size_t shown) {
  fmt::print("{}: {} ({})\n", report.what, report.papers, report.hint);
  const std::size_t lines = std::min(shown, report.remarks.size());
  for (std::size_t i = 0; i < lines; ++i) fmt::print("  {}\n", report.remarks[i].text);
  if (lines < report.remarks.size()) {
    fmt::print("  and {} more: --all lists them\n", report.remarks.size() - lines);
  }
}

}  // namespace

int run_lint(const BuildOptions& options, bool all) {
  constexpr std::size_t kShown = 10;
  const Result<CorpusReader> reader = CorpusReader::open(options.corpus, options.authority);
  if (!reader.ok()) return fail(reader.error());
  const Result<CorpusPass> corpus =
      read_corpus(options.corpus, options.authority, {}, options.quiet);
  if (!corpus.ok()) return fail(corpus.error());
  if (!corpus->findings.empty()) return fail(corpus->findings, "mend these first");
  const Result<std::vector<LintReport>> reports = lint(*corpus, reader->has_institutions());
  if (!reports.ok()) return fail(reports.error());
  for (const LintReport& report : *reports) {
    print(report, all ? report.remarks.size() : kShown);
  }
  if (reports->empty() && !options.quiet) fmt::print("nothing to look at\n");
  return reports->empty() ? kExitOk : kExitDifferent;
}

}  // namespace paperfind
