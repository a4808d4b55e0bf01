#include <fmt/format.h>

#include <cstdio>

#include "engine/base/exit_code.h"
#include "indexer/commands.h"
#include "indexer/import/jsonl.h"
#include "indexer/import/program_page.h"

namespace paperfind {
namespace {

int import_flat_lines(const ImportOptions& options) {
  const Result<JsonlImportSummary> summary = import_jsonl(options.inputs, options.output);
  if (!summary.ok()) return fail(summary.error());
  fmt::print(stderr, "{}", summary->to_string());
  return kExitOk;
}

int import_page(const ImportOptions& options) {
  if (options.inputs.size() != 1) {
    return fail(Error{ErrorCode::InvalidInput, "program-page reads one page", "files"});
  }
  const Result<ProgramPageImport> page =
      run_program_page_import(options.inputs.front(), options.output);
  if (!page.ok()) return fail(page.error());
  fmt::print(stderr, "{}", describe(*page, options.inputs.front().string()));
  return kExitOk;
}

}  // namespace

int run_import(const ImportOptions& options) {
  return options.kind == "jsonl" ? import_flat_lines(options) : import_page(options);
}

}  // namespace paperfind
