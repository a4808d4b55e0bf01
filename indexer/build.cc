#include "indexer/build.h"

#include <fmt/format.h>

#include <tuple>

#include "engine/store/generation.h"
#include "indexer/corpus_pass.h"
#include "indexer/interrupt_guard.h"
#include "indexer/progress.h"
#include "indexer/rejects.h"
#include "indexer/verify.h"
#include "indexer/writer.h"

namespace paperfind {
namespace {

BuildReport report_of(CorpusPass& corpus) {
  BuildReport report;
  report.papers = corpus.papers.size();
  report.sessions = corpus.resolver.frame().sessions.size();
  report.findings = std::move(corpus.findings);
  return report;
}

bool is_refused(const BuildOptions& options, const BuildReport& report) {
  return !report.findings.empty() && !options.lenient;
}

// A file that was cut, or a folder named by mistake, must not empty the search.
Status refuse_loss(const BuildOptions& options, std::size_t papers) {
  constexpr std::size_t kKept = 4, kOf = 5;
  if (options.force || options.index.empty()) return {};
  const Result<std::string> current = current_generation(options.index);
  if (!current.ok()) return {};  // nothing serves that could be lost
  const Result<Manifest> serving = read_manifest(options.index / *current);
  if (!serving.ok() || papers * kOf >= serving->papers * kKept) return {};
  return Error{
      ErrorCode::InvalidData,
      fmt::format("the corpus has {} papers, {} serves {}: more than a fifth would be gone", papers,
                  *current, serving->papers),
      options.corpus.string(), "if they are meant to go, add --force"};
}

bool same_versions(const Manifest& a, const Manifest& b) {
  const auto versions = [](const Manifest& manifest) {
    return std::tie(manifest.schema_version, manifest.analyzer_version, manifest.xapian_version,
                    manifest.icu_version, manifest.unicode_version);
  };
  return versions(a) == versions(b);
}

// The last generation, where building again would give the same.
Result<std::string> built_already(const BuildOptions& options, const std::string& source) {
  const Error none{ErrorCode::NotFound, "no generation was built from this"};
  const Result<std::string> current = current_generation(options.index);
  if (!current.ok()) return none;
  const Result<std::vector<std::string>> names = list_generations(options.index);
  if (!names.ok() || names->empty()) return none;
  const Result<Manifest> last = read_manifest(options.index / names->back());
  if (!last.ok() || last->source != source || !same_versions(*last, manifest_of_this_build()))
    return none;
  return names->back();
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
  Result<Manifest> manifest =
      write_generation(*corpus, writer.folder(), {options.jobs, options.quiet});
  if (!manifest.ok()) return manifest.error();
  report.institutions = manifest->institutions;
  report.people = manifest->people;
  if (Status done = writer.complete(std::move(manifest).value()); !done.ok()) return done.error();
  // Nothing gets the name of a generation before it is known to be sound.
  const Progress shown("verifying", options.quiet);
  if (Status sound = verify_generation(writer.folder()); !sound.ok()) return sound.error();
  return report;
}

}  // namespace

Result<BuildReport> build_index(const BuildOptions& options) {
  if (options.dry_run) return check_only(options);
  Result<GenerationWriter> writer = GenerationWriter::begin(options.index);
  if (!writer.ok()) return writer.error();
  Result<BuildReport> report = write_verified(options, *writer);
  if (!report.ok() || is_refused(options, *report)) return report;
  if (Status listed = write_rejects(options.index, report->findings); !listed.ok())
    return listed.error();
  Result<std::string> name = writer->name();
  if (!name.ok()) return name.error();
  const Result<std::string> before = current_generation(options.index);
  if (Status published = publish(options.index, *name); !published.ok()) return published.error();
  report->generation = std::move(name).value();
  const Status retired =
      retire(options.index, kGenerationsKept, before.ok() ? before.value() : std::string());
  if (!retired.ok()) report->warning = retired.error().to_string();
  return report;
}

Result<BuildReport> update_index(const BuildOptions& options) {
  const Result<std::string> source = source_digest(options.corpus, options.authority);
  if (!source.ok()) return source.error();
  Result<std::string> name = built_already(options, *source);
  if (!name.ok()) return build_index(options);
  BuildReport report;
  report.generation = std::move(name).value();
  report.unchanged = true;
  return report;
}

}  // namespace paperfind
