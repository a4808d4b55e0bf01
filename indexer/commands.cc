#include "indexer/commands.h"

#include <fmt/format.h>

#include <algorithm>
#include <cstdio>

#include "engine/base/exit_code.h"
#include "engine/base/number_text.h"
#include "engine/base/zoned_time.h"
#include "engine/store/generation.h"
#include "indexer/rejects.h"
#include "indexer/verify.h"

namespace paperfind {

int fail(const std::vector<Finding>& findings, std::string_view consequence) {
  for (const Finding& finding : findings) fmt::print(stderr, "{}\n", finding.to_string());
  fmt::print(stderr, "paperfind-indexer: {} problem{} found; {}\n", findings.size(),
             findings.size() == 1 ? "" : "s", consequence);
  return kExitBadData;
}

namespace {

std::string sessions_text(std::size_t count) { return counted_text(count, "session", "sessions"); }

// Of a report of a build, or a manifest.
template <typename Counts>
std::string contents_text(const Counts& counts) {
  return fmt::format("{}, {}, {}, {}", papers_text(counts.papers), sessions_text(counts.sessions),
                     counted_text(counts.institutions, "institution", "institutions"),
                     counted_text(counts.people, "person", "people"));
}

// After a lenient build or the dry run of one, which writes no list.
void tell_left_out(const BuildOptions& options, const std::vector<Finding>& findings) {
  const std::size_t records = count_rejected(findings);
  if (options.dry_run) {
    for (const Finding& finding : findings) fmt::print(stderr, "{}\n", finding.to_string());
  }
  fmt::print(stderr, "paperfind-indexer: {} record{} left out{}\n", records,
             records == 1 ? "" : "s",
             options.dry_run ? "" : ", listed in " + rejects_path(options.index).string());
}

}  // namespace

int fail(const Error& error) {
  fmt::print(stderr, "paperfind-indexer: {}\n", error.to_string());
  return exit_code(error.code);
}

namespace {

void tell_hidden(const BuildReport& report) {
  if (report.hidden == 0) return;
  fmt::print("{} may not be shown yet, the next from {} on\n", papers_text(report.hidden),
             to_utc(report.next_visible));
}

}  // namespace

int tell(const BuildOptions& options, const Result<BuildReport>& report) {
  if (!report.ok()) return fail(report.error());
  if (!report->findings.empty()) {
    if (!options.lenient) return fail(report->findings, "nothing was published");
    tell_left_out(options, report->findings);
  }
  if (!report->warning.empty()) {
    fmt::print(stderr, "paperfind-indexer: {} is published, but: {}\n", report->generation,
               report->warning);
  }
  if (options.quiet) return kExitOk;
  if (report->unchanged) {
    fmt::print("{}: the corpus has not changed since, nothing was written\n", report->generation);
  } else if (options.dry_run) {
    fmt::print("{} in {} would be indexed; nothing was written\n", papers_text(report->papers),
               sessions_text(report->sessions));
  } else {
    if (!report->full.empty()) fmt::print("built in full: {}\n", report->full);
    fmt::print("{}: {}\n", report->generation, contents_text(*report));
  }
  tell_hidden(*report);
  return kExitOk;
}

int run_build(const BuildOptions& options) { return tell(options, build_index(options)); }

int run_update(const BuildOptions& options) { return tell(options, update_index(options)); }

int run_validate(const BuildOptions& options) {
  BuildOptions dry = options;
  dry.dry_run = true;
  const Result<BuildReport> report = build_index(dry);
  if (!report.ok()) return fail(report.error());
  if (!report->findings.empty()) return fail(report->findings, "a build would publish nothing");
  if (!options.quiet)
    fmt::print("{} in {}, no problem found\n", papers_text(report->papers),
               sessions_text(report->sessions));
  if (!options.quiet) tell_hidden(*report);
  return kExitOk;
}

int run_status(const std::filesystem::path& index) {
  const Result<std::string> current = current_generation(index);
  // Without a CURRENT that names one, the generations there are still worth seeing.
  const bool none = !current.ok() && current.error().code != ErrorCode::InvalidData;
  if (none) return fail(current.error());
  const Result<std::vector<std::string>> names = list_generations(index);
  if (!names.ok()) return fail(names.error());
  for (auto name = names->rbegin(); name != names->rend(); ++name) {
    const char* mark = current.ok() && *name == *current ? "*" : " ";
    const Result<Manifest> manifest = read_manifest(index / *name);
    if (!manifest.ok()) {
      fmt::print("{} {}  damaged: {}\n", mark, *name, manifest.error().to_string());
      continue;
    }
    fmt::print("{} {}  {}; schema {}, analyzer {}, Xapian {}, ICU {}\n", mark, *name,
               contents_text(*manifest), manifest->schema_version, manifest->analyzer_version,
               manifest->xapian_version, manifest->icu_version);
  }
  return current.ok() ? kExitOk : fail(current.error());
}

int run_check(const BuildOptions& options) {
  const Result<std::string> current = current_generation(options.index);
  if (!current.ok()) return fail(current.error());
  const std::filesystem::path generation = options.index / *current;
  if (Status verified = verify_generation(generation); !verified.ok())
    return fail(verified.error());
  if (options.corpus.empty()) {
    fmt::print(
        "{}: files, tables and sampled papers are sound; name the corpus to compare every paper "
        "with it\n",
        *current);
    return kExitOk;
  }
  const Result<CorpusPass> corpus =
      read_corpus(options.corpus, options.authority, {}, options.quiet);
  if (!corpus.ok()) return fail(corpus.error());
  if (!corpus->findings.empty()) return fail(corpus->findings, "the corpus cannot be compared");
  const Result<std::vector<std::string>> differences = compare_with_corpus(generation, *corpus);
  if (!differences.ok()) return fail(differences.error());
  for (const std::string& difference : *differences) fmt::print(stderr, "{}\n", difference);
  if (!differences->empty()) {
    return fail(Error{ErrorCode::InvalidData, "the index and the corpus differ",
                      generation.string(), "build again from this corpus"});
  }
  fmt::print("{}: sound, and all {} papers are as in the corpus\n", *current,
             corpus->papers.size());
  return kExitOk;
}

namespace {

// The generation to go back to when none is named: the one before the current, or, where CURRENT
// names none, the newest that is sound.
Result<std::string> rollback_target(const std::filesystem::path& index,
                                    const std::vector<std::string>& names) {
  const Result<std::string> current = current_generation(index);
  auto end = names.end();
  if (current.ok()) end = std::find(names.begin(), names.end(), *current);
  if (!current.ok() && current.error().code != ErrorCode::InvalidData) return current.error();
  while (end != names.begin()) {
    --end;
    if (current.ok() || verify_generation(index / *end).ok()) return *end;
  }
  return Error{ErrorCode::NotFound, "there is no generation to go back to", index.string()};
}

}  // namespace

int run_rollback(const std::filesystem::path& index, const std::string& generation) {
  const Result<FileLock> lock = FileLock::acquire(index / "LOCK", "the index");
  if (!lock.ok()) return fail(lock.error());
  const Result<std::vector<std::string>> names = list_generations(index);
  if (!names.ok()) return fail(names.error());
  Result<std::string> target = generation;
  if (generation.empty()) target = rollback_target(index, *names);
  if (!target.ok()) return fail(target.error());
  if (std::find(names->begin(), names->end(), *target) == names->end()) {
    return fail(Error{ErrorCode::NotFound, fmt::format("there is no generation {}", *target),
                      index.string(), "paperfind-indexer status lists them"});
  }
  const Status verified = verify_generation(index / *target);
  if (!verified.ok()) return fail(verified.error());
  const Status published = publish(index, *target);
  if (!published.ok()) return fail(published.error());
  fmt::print("{} serves now\n", *target);
  return kExitOk;
}

}  // namespace paperfind
