#include "indexer/build.h"

#include <fmt/format.h>

#include "engine/store/generation.h"
#include "indexer/corpus_pass.h"
#include "indexer/interrupt_guard.h"
#include "indexer/progress.h"
#include "indexer/refusal.h"
#include "indexer/rejects.h"
#include "indexer/update.h"
#include "indexer/verify.h"
#include "indexer/writer.h"

namespace paperfind {
namespace {

BuildReport report_of(CorpusPass& corpus) {
  BuildReport report;
  report.papers = corpus.papers.size();
  report.sessions = corpus.resolver.frame().sessions.size();
  report.hidden = corpus.hidden.count;
  report.next_visible = corpus.hidden.next;
  report.findings = std::move(corpus.findings);
  return report;
}

// As asked, else as before.
std::size_t shard_count(const BuildOptions& options) {
  if (options.shards != 0) return options.shards;
  const Result<std::string> current = current_generation(options.index);
  if (!current.ok()) return 1;
  const Result<Manifest> before = read_manifest(options.index / *current);
  return before.ok() ? static_cast<std::size_t>(before->built_shards) : 1;
}

bool is_refused(const BuildOptions& options, const BuildReport& report) {
  return !report.findings.empty() && !options.lenient;
}

// The last generation, where building again would give the same.
Result<BuildReport> built_already(const BuildOptions& options, const std::string& source) {
  const Error none{ErrorCode::NotFound, "no generation was built from this"};
  const Result<std::string> current = current_generation(options.index);
  if (!current.ok()) return none;
  const Result<std::vector<std::string>> names = list_generations(options.index);
  if (!names.ok() || names->empty()) return none;
  const Result<Manifest> last = read_manifest(options.index / names->back());
  if (!last.ok() || last->source != source || !same_versions(*last, manifest_of_this_build()))
    return none;
  if (options.shards != 0 && options.shards != static_cast<std::size_t>(last->built_shards))
    return none;
  const bool due = last->next_visible != 0 && last->next_visible <= seconds_now();
  if (due) return none;
  BuildReport report;
  report.generation = names->back();
  report.next_visible = last->next_visible;
  report.unchanged = true;
  return report;
}

Result<BuildReport> check_only(const BuildOptions& options) {
  Result<CorpusPass> corpus = read_corpus(options.corpus, options.authority, {}, options.quiet);
  if (!corpus.ok()) return corpus.error();
  BuildReport report = report_of(*corpus);
  if (is_refused(options, report)) return report;
  if (Status kept = refuse_loss(options, report.papers); !kept.ok()) return kept.error();
  return report;
}

// Fills the writer's folder; whoever interrupts it finds nothing left.
Result<BuildReport> write_verified(const BuildOptions& options, GenerationWriter& writer) {
  const InterruptGuard guard(writer.folder());
  Result<CorpusPass> corpus =
      read_corpus(options.corpus, options.authority, writer.folder(), options.quiet);
  if (!corpus.ok()) return corpus.error();
  BuildReport report = report_of(*corpus);
  if (is_refused(options, report)) return report;
  if (Status kept = refuse_loss(options, report.papers); !kept.ok()) return kept.error();
  Result<Manifest> manifest = write_generation(*corpus, writer.folder(),
                                               {options.jobs, options.quiet, shard_count(options)});
  if (!manifest.ok()) return manifest.error();
  report.institutions = manifest->institutions;
  report.people = manifest->people;
  if (Status done = writer.complete(std::move(manifest).value()); !done.ok()) return done.error();
  // Nothing gets the name of a generation before it is known to be sound.
  const Progress shown("verifying", options.quiet);
  if (Status sound = verify_generation(writer.folder()); !sound.ok()) return sound.error();
  return report;
}

// Gives what was written its name and has it served.
Result<BuildReport> publish_written(const BuildOptions& options, GenerationWriter& writer,
                                    BuildReport report) {
  if (Status listed = write_rejects(options.index, report.findings); !listed.ok())
    return listed.error();
  Result<std::string> name = writer.name();
  if (!name.ok()) return name.error();
  const Result<std::string> before = current_generation(options.index);
  if (Status published = publish(options.index, *name); !published.ok()) return published.error();
  report.generation = std::move(name).value();
  const Status retired =
      retire(options.index, kGenerationsKept, before.ok() ? before.value() : std::string());
  if (!retired.ok()) report.warning = retired.error().to_string();
  return report;
}

Result<BuildReport> build_with(const BuildOptions& options, GenerationWriter& writer) {
  Result<BuildReport> report = write_verified(options, writer);
  if (!report.ok() || is_refused(options, *report)) return report;
  return publish_written(options, writer, std::move(report).value());
}

}  // namespace

Result<BuildReport> build_index(const BuildOptions& options) {
  if (options.dry_run) return check_only(options);
  Result<GenerationWriter> writer = GenerationWriter::begin(options.index);
  if (!writer.ok()) return writer.error();
  return build_with(options, *writer);
}

Result<BuildReport> update_index(const BuildOptions& options) {
  Result<OpenCorpus> corpus = open_corpus(options.corpus, options.authority);
  if (!corpus.ok()) return corpus.error();
  Result<BuildReport> already = built_already(options, corpus->source);
  if (already.ok()) return already;
  Result<GenerationWriter> writer = GenerationWriter::begin(options.index);
  if (!writer.ok()) return writer.error();
  Result<UpdateOutcome> outcome = write_changes(options, std::move(corpus).value(), *writer);
  if (!outcome.ok()) return outcome.error();
  if (outcome->full.empty()) {
    if (outcome->report.unchanged) return std::move(outcome->report);
    return publish_written(options, *writer, std::move(outcome->report));
  }
  Result<BuildReport> report = build_with(options, *writer);
  if (report.ok()) report->full = std::move(outcome->full);
  return report;
}

}  // namespace paperfind
