// The commands of paperfind-indexer. Each prints what it has to say and returns an exit status.
#pragma once

#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

#include "indexer/build.h"
#include "indexer/import/import_source.h"

namespace paperfind {

struct ImportOptions {
  std::string kind;  // one of import_kinds()
  ImportJob job;
};

// What to compare: corpora, generations of the index, or "current".
struct DiffOptions {
  std::string before;
  std::string after;
};

// Prints the error and gives its exit status.
int fail(const Error& error);
// Prints every finding on a line of its own, then what that means.
int fail(const std::vector<Finding>& findings, std::string_view consequence);

// Says what a build or an update did, and gives its exit status.
int tell(const BuildOptions& options, const Result<BuildReport>& report);

int run_build(const BuildOptions& options);
// The same where the corpus changed.
int run_update(const BuildOptions& options);
// That again and again, whenever somebody changes a file, until a signal ends it.
int run_watch(const BuildOptions& options);
// Reads and checks a corpus; prints its findings.
int run_validate(const BuildOptions& options);
// Prints what a valid corpus may still have wrong; `all`: every remark, not the first of each kind.
int run_lint(const BuildOptions& options, bool all);
std::vector<std::string> import_kinds();
int run_import(const ImportOptions& options);
// Prints the records that were added, went or changed, a line each.
int run_diff(const DiffOptions& diff, const BuildOptions& options);
// Prints what each override of a corpus still changes.
int run_diff_overrides(const BuildOptions& options);
int run_status(const std::filesystem::path& index);
// Verifies the current generation; with a corpus, compares every paper with it.
int run_check(const BuildOptions& options);
// Makes `generation`, or the one before the current one when empty, the one that serves.
int run_rollback(const std::filesystem::path& index, const std::string& generation);

}  // namespace paperfind
