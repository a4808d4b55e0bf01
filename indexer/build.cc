#include "indexer/build.h"

#include <system_error>

#include "engine/store/generation.h"
#include "indexer/corpus_pass.h"
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

Result<BuildReport> check_only(const BuildOptions& options) {
  Result<CorpusPass> corpus = read_corpus(options.corpus, options.authority,
                                          std::filesystem::temp_directory_path(), options.quiet);
  if (!corpus.ok()) return corpus.error();
  return report_of(*corpus);
}

}  // namespace

Result<BuildReport> build_index(const BuildOptions& options) {
  if (options.dry_run) return check_only(options);
  Result<GenerationWriter> writer = GenerationWriter::begin(options.index);
  if (!writer.ok()) return writer.error();
  Result<CorpusPass> corpus =
      read_corpus(options.corpus, options.authority, writer->folder(), options.quiet);
  if (!corpus.ok()) return corpus.error();
  BuildReport report = report_of(*corpus);
  if (!report.findings.empty()) return report;

  Result<Manifest> manifest = write_generation(*corpus, writer->folder(), options.quiet);
  if (!manifest.ok()) return manifest.error();
  report.institutions = manifest->institutions;
  report.people = manifest->people;
  Result<std::string> sealed = writer->seal(std::move(manifest).value());
  if (!sealed.ok()) return sealed.error();

  if (Status verified = verify_generation(options.index / *sealed); !verified.ok()) {
    std::error_code ignored;  // it was never published; what stays of it is only disk space
    std::filesystem::remove_all(options.index / *sealed, ignored);
    return verified.error();
  }
  // A publish that fails may have renamed CURRENT already: the generation stays, whichever CURRENT
  // names is whole.
  if (Status published = publish(options.index, *sealed); !published.ok()) return published.error();
  report.generation = std::move(sealed).value();
  if (Status retired = retire(options.index); !retired.ok()) return retired.error();
  return report;
}

}  // namespace paperfind
