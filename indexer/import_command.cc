#include <fmt/format.h>

#include <cstdio>

#include "engine/base/exit_code.h"
#include "indexer/commands.h"
#include "indexer/import/beir.h"
#include "indexer/import/jsonl.h"
#include "indexer/import/program_page.h"

namespace paperfind {
namespace {

int report(const Result<JsonlImportSummary>& summary) {
  if (!summary.ok()) return fail(summary.error());
  fmt::print(stderr, "{}", summary->to_string());
  return kExitOk;
}

int import_judged_collection(const ImportOptions& options) {
  if (options.inputs.size() != 1) {
    return fail(Error{ErrorCode::InvalidInput, "beir reads one folder", "files"});
  }
  return report(import_beir(options.inputs.front(), options.output));
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
  const std::filesystem::path& output = options.output;
  if (!output.has_filename() || std::filesystem::is_directory(output)) {
    return fail(Error{ErrorCode::InvalidInput, "this is a folder", output.string(),
                      "-o takes the file to write, such as " + (output / "papers.json").string()});
  }
  if (options.kind == "beir") return import_judged_collection(options);
  if (options.kind == "program-page") return import_page(options);
  return report(import_jsonl(options.inputs, options.output));
}

}  // namespace paperfind
