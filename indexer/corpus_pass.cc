#include "indexer/corpus_pass.h"

#include "engine/base/sha256.h"
#include "indexer/authority/built_in.h"
#include "indexer/progress.h"
#include "indexer/source_files.h"

namespace paperfind {
namespace {

// Of all a corpus is made from, the built-in institutions among them where it has none.
std::string whole_digest(const SourceFiles& files, const CorpusReader& reader) {
  std::string digest = digest_of(files);
  if (reader.has_institutions()) return digest;
  return sha256_hex(digest.append(built_in_institutions_file()));
}

}  // namespace

Result<std::string> source_digest(const std::filesystem::path& corpus,
                                  const std::filesystem::path& authority) {
  const Result<CorpusReader> reader = CorpusReader::open(corpus, authority);
  if (!reader.ok()) return reader.error();
  return whole_digest(source_files(*reader), *reader);
}

Result<CorpusPass> read_corpus(const std::filesystem::path& corpus,
                               const std::filesystem::path& authority,
                               const std::filesystem::path& scratch, bool quiet) {
  const Result<CorpusReader> reader = CorpusReader::open(corpus, authority);
  if (!reader.ok()) return reader.error();
  const SourceFiles before = source_files(*reader);
  std::string source = whole_digest(before, *reader);
  std::vector<Finding> findings;
  Result<CorpusFrame> frame = reader->read_frame(findings);
  if (!frame.ok()) return frame.error();
  if (!reader->has_institutions()) frame->institutions = built_in_institutions();
  Result<Resolver> resolver = Resolver::create(std::move(frame).value());
  if (!resolver.ok()) return resolver.error();
  Result<PaperSpool> spool = PaperSpool::create(scratch);
  if (!spool.ok()) return spool.error();

  Progress progress("reading papers", 0, quiet);
  Status added;
  const Status read = reader->for_each_paper(resolver->frame(), findings,
                                             [&](Paper&& paper, const SourcePosition&) {
                                               resolver->resolve(paper);
                                               ProgrammeKey key = resolver->programme_key(paper);
                                               added = spool->add(paper, std::move(key));
                                               progress.step();
                                               return added.ok();
                                             });
  if (!read.ok()) return read.error();
  if (!added.ok()) return added.error();
  if (Status same = unchanged_since(before, *reader); !same.ok()) return same.error();
  if (Status sorted = spool->sort(); !sorted.ok()) return sorted.error();
  return CorpusPass{std::move(resolver).value(), std::move(spool).value(), std::move(findings),
                    std::move(source)};
}

}  // namespace paperfind
