#include <fmt/format.h>

#include <algorithm>
#include <cstdio>
#include <utility>

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
  Result<OpenCorpus> opened = open_corpus(options.corpus, options.authority);
  if (!opened.ok()) return fail(opened.error());
  const bool own_institutions = opened->reader.has_institutions();
  Result<CorpusStart> start = read_frame(std::move(opened).value());
  if (!start.ok()) return fail(start.error());
  const Result<CorpusPass> corpus =
      read_papers(std::move(start).value(), {{}, options.quiet, nullptr});
  if (!corpus.ok()) return fail(corpus.error());
  if (!corpus->findings.empty()) return fail(corpus->findings, "mend these first");
  const Result<std::vector<LintReport>> reports = lint(*corpus, own_institutions);
  if (!reports.ok()) return fail(reports.error());
  for (const LintReport& report : *reports) {
    print(report, all ? report.remarks.size() : kShown);
  }
  if (reports->empty() && !options.quiet) fmt::print("nothing to look at\n");
  return reports->empty() ? kExitOk : kExitDifferent;
}

}  // namespace paperfind
