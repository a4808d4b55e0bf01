#include "indexer/corpus_pass.h"

#include <algorithm>
#include <chrono>
#include <mutex>

#include "engine/base/sha256.h"
#include "indexer/authority/built_in.h"
#include "indexer/progress.h"

namespace paperfind {
namespace {

// Of all a corpus is made from, the built-in institutions among them where it has none.
std::string whole_digest(const SourceFiles& files, const CorpusReader& reader) {
  std::string digest = digest_of(files);
  if (reader.has_institutions()) return digest;
  return sha256_hex(digest.append(built_in_institutions_file()));
}

}  // namespace

std::int64_t seconds_now() {
  return std::chrono::duration_cast<std::chrono::seconds>(
             std::chrono::system_clock::now().time_since_epoch())
      .count();
}

Result<OpenCorpus> open_corpus(const std::filesystem::path& corpus,
                               const std::filesystem::path& authority) {
  Result<CorpusReader> reader = CorpusReader::open(corpus, authority);
  if (!reader.ok()) return reader.error();
  SourceFiles files = source_files(*reader);
  std::string source = whole_digest(files, *reader);
  return OpenCorpus{std::move(reader).value(), std::move(files), std::move(source)};
}

Result<CorpusStart> read_frame(OpenCorpus&& corpus) {
  std::vector<Finding> findings;
  OverrideLog overrides;
  Result<CorpusFrame> frame = corpus.reader.read_frame(findings, &overrides);
  if (!frame.ok()) return frame.error();
  if (!corpus.reader.has_institutions()) frame->institutions = built_in_institutions();
  Result<Resolver> resolver = Resolver::create(std::move(frame).value());
  if (!resolver.ok()) return resolver.error();
  return CorpusStart{std::move(corpus), std::move(resolver).value(), std::move(findings),
                     std::move(overrides)};
}

Result<CorpusPass> read_papers(CorpusStart&& start, const ReadOptions& options) {
  Result<PaperSpool> spool = PaperSpool::create(options.scratch);
  if (!spool.ok()) return spool.error();
  Resolver& resolver = start.resolver;
  KnownPapers* const known = options.known;
  Progress progress("reading papers", 0, options.quiet);
  HiddenPapers hidden;
  Status added;
  const auto is_hidden = [&hidden, &resolver, now = seconds_now()](const Paper& paper) {
    const std::int64_t since = resolver.visible_since(paper).value_or(now);
    if (since <= now) return false;
    hidden.next = hidden.count++ == 0 ? since : std::min(hidden.next, since);
    return true;
  };
  std::mutex asking;  // a reader asks about the next records while these are visited
  const auto is_known = [&](std::string_view text) {
    if (known == nullptr) return false;
    const std::lock_guard lock(asking);
    return known->keep(text);
  };
  const auto is_known_overridden = [&](std::string_view text) {
    if (known == nullptr) return false;
    const std::lock_guard lock(asking);
    return known->keep_overridden(text);
  };
  const auto visit = [&](Paper&& paper, std::string_view text) {
    if (is_known_overridden(text)) return true;
    resolver.resolve(paper);
    if (known != nullptr) known->add_fresh(paper);
    if (is_hidden(paper)) return true;
    added = spool->add(paper, resolver.programme_key(paper), text_digest(text));
    progress.step();
    return added.ok();
  };
  const Status read = start.corpus.reader.read_papers(resolver.frame(), start.findings,
                                                      {is_known, visit, &start.overrides});
  if (!read.ok()) return read.error();
  if (!added.ok()) return added.error();
  if (Status same = unchanged_since(start.corpus.files, start.corpus.reader); !same.ok())
    return same.error();
  if (Status sorted = spool->sort(); !sorted.ok()) return sorted.error();
  return CorpusPass{std::move(resolver),
                    std::move(spool).value(),
                    std::move(start.findings),
                    std::move(start.corpus.source),
                    hidden,
                    std::move(start.overrides)};
}

Result<CorpusPass> read_corpus(const std::filesystem::path& corpus,
                               const std::filesystem::path& authority,
                               const std::filesystem::path& scratch, bool quiet) {
  Result<OpenCorpus> opened = open_corpus(corpus, authority);
  if (!opened.ok()) return opened.error();
  Result<CorpusStart> start = read_frame(std::move(opened).value());
  if (!start.ok()) return start.error();
  return read_papers(std::move(start).value(), {scratch, quiet, nullptr});
}

}  // namespace paperfind
