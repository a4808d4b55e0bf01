#include <fmt/format.h>

#include <cstdio>

#include "engine/base/exit_code.h"
#include "engine/base/zoned_time.h"
#include "indexer/commands.h"
#include "indexer/import/acl_anthology.h"
#include "indexer/import/beir.h"
#include "indexer/import/bibtex.h"
#include "indexer/import/jsonl.h"
#include "indexer/import/miniconf_csv.h"
#include "indexer/import/openreview.h"
#include "indexer/import/program_page.h"
#include "indexer/import/schedule.h"

namespace paperfind {
namespace {

int report(const Result<ImportSummary>& summary) {
  if (!summary.ok()) return fail(summary.error());
  fmt::print(stderr, "{}", summary->to_string());
  return kExitOk;
}

int import_page(const ImportJob& job) {
  const Result<ProgramPageImport> page = run_program_page_import(job.inputs.front(), job.output);
  if (!page.ok()) return fail(page.error());
  fmt::print(stderr, "{}", describe(*page, job.inputs.front().string()));
  return kExitOk;
}

struct ImportKind {
  std::string_view name;
  const char* one_input;  // what it reads exactly one of; null for any number of files
  int (*run)(const ImportJob&);
};

constexpr ImportKind kKinds[] = {
    {"acl-anthology", nullptr,
     [](const ImportJob& job) { return report(import_acl_anthology(job)); }},
    {"beir", "folder", [](const ImportJob& job) { return report(import_beir(job)); }},
    {"bibtex", nullptr, [](const ImportJob& job) { return report(import_bibtex(job)); }},
    {"csv", nullptr, [](const ImportJob& job) { return report(import_csv(job)); }},
    {"jsonl", nullptr, [](const ImportJob& job) { return report(import_jsonl(job)); }},
    {"openreview", nullptr, [](const ImportJob& job) { return report(import_openreview(job)); }},
    {"program-page", "page", import_page},
    {"schedule", nullptr, [](const ImportJob& job) { return report(import_schedule(job)); }},
};

}  // namespace

std::vector<std::string> import_kinds() {
  std::vector<std::string> out;
  for (const ImportKind& kind : kKinds) out.emplace_back(kind.name);
  return out;
}

int run_import(const ImportOptions& options) {
  const ImportJob& job = options.job;
  if (!job.output.has_filename() || std::filesystem::is_directory(job.output)) {
    return fail(
        Error{ErrorCode::InvalidInput, "this is a folder", job.output.string(),
              "-o takes the file to write, such as " + (job.output / "papers.json").string()});
  }
  if (!job.settings.zone.empty() && !is_known_zone(job.settings.zone)) {
    return fail(Error{ErrorCode::InvalidInput, "\"" + job.settings.zone + "\" is no time zone",
                      "--tz", "an IANA name such as America/Los_Angeles"});
  }
  for (const ImportKind& kind : kKinds) {
    if (kind.name != options.kind) continue;
    if (kind.one_input != nullptr && job.inputs.size() != 1) {
      return fail(Error{ErrorCode::InvalidInput,
                        fmt::format("{} reads one {}", kind.name, kind.one_input), "files"});
    }
    return kind.run(job);
  }
  return fail(Error{ErrorCode::InvalidInput, "there is no such kind", options.kind});
}

}  // namespace paperfind
