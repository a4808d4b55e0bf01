#include "indexer/writer.h"

#include <xapian.h>

#include "engine/base/sha256.h"
#include "engine/schema/document.h"
#include "engine/schema/stored_paper.h"
#include "engine/store/catalog.h"
#include "engine/store/columns_builder.h"
#include "engine/store/doc_vectors.h"
#include "engine/store/generation.h"
#include "engine/store/synonyms_builder.h"
#include "engine/store/word_list.h"
#include "engine/store/xapian_guard.h"
#include "indexer/progress.h"

namespace paperfind {
namespace {

// Documents between two flushes. Xapian's default of 10,000 makes its in-memory tables outgrow the
// cache of the processor; a tenth of that built 2.6 times faster on papers with abstracts.
constexpr std::size_t kFlushEvery = 1'000;

WordList words_of(const Xapian::Database& db) {
  std::vector<WordList::Entry> entries;
  auto term = db.allterms_begin();
  term.skip_to("a");  // every prefix is of capitals
  for (; term != db.allterms_end(); ++term) {
    if (is_listed_word(*term)) entries.push_back({*term, term.get_termfreq()});
  }
  return WordList(std::move(entries));
}

struct Written {
  Columns columns;
  WordList words;
  DocVectors vectors;
  Synonyms synonyms;
  std::size_t people = 0;
  std::size_t institutions = 0;
};

Result<Written> write_papers(const CorpusPass& corpus, const std::filesystem::path& shard,
                             bool quiet) {
  // Not synced page by page: the whole generation is synced before it is published, and thrown away
  // if that fails.
  Xapian::WritableDatabase db(shard.string(), Xapian::DB_CREATE | Xapian::DB_NO_SYNC);
  DocumentBuilder documents(corpus.resolver);
  ColumnsBuilder columns(corpus.resolver);
  DocVectorsBuilder vectors;
  SynonymsBuilder synonyms;
  Progress progress("indexing papers:", corpus.papers.size(), quiet);
  for (std::size_t place = 0; place < corpus.papers.size(); ++place) {
    const Result<std::string> bytes = corpus.papers.bytes(place);
    if (!bytes.ok()) return bytes.error();
    const Result<Paper> paper = decode_paper(*bytes);
    if (!paper.ok()) return paper.error();
    // A withdrawn paper is in no search, so it must not bring values of its own into the facets.
    const bool shown = paper->status != PaperStatus::Withdrawn;
    const PaperFacets facets = shown ? facets_of(*paper, corpus.resolver) : PaperFacets();
    const Xapian::Document document =
        documents.build(*paper, facets, static_cast<std::uint32_t>(place));
    db.add_document(document);
    vectors.add(document);
    if (shown) synonyms.add(*paper);
    columns.add(*paper, facets);
    if ((place + 1) % kFlushEvery == 0) db.commit();
    progress.step();
  }
  db.commit();
  Written written;
  written.words = words_of(db);
  written.people = columns.value_count(Facet::Author);
  written.institutions = columns.value_count(Facet::Institution);
  written.columns = columns.finish();
  written.vectors = vectors.finish();
  written.synonyms = synonyms.finish(db, written.words, corpus.resolver.frame().synonyms);
  return written;
}

}  // namespace

Result<std::string> fingerprint_of(const CorpusPass& corpus) {
  std::string hashes;
  for (std::size_t place = 0; place < corpus.papers.size(); ++place) {
    const Result<std::string> bytes = corpus.papers.bytes(place);
    if (!bytes.ok()) return bytes.error();
    hashes += sha256_hex(*bytes);
  }
  return sha256_hex(sha256_hex(hashes) + sha256_hex(to_text(corpus.resolver.frame())));
}

Result<Manifest> write_generation(const CorpusPass& corpus, const std::filesystem::path& folder,
                                  bool quiet) {
  Result<Written> written =
      guard_xapian([&] { return write_papers(corpus, shard_paths(folder, 1).front(), quiet); });
  if (!written.ok()) return written.error();
  const std::filesystem::path columns = folder / "columns";
  if (Status saved = written->columns.save(columns); !saved.ok()) return saved.error();
  if (Status saved = written->words.save(columns); !saved.ok()) return saved.error();
  if (Status saved = written->vectors.save(columns); !saved.ok()) return saved.error();
  if (Status saved = written->synonyms.save(columns); !saved.ok()) return saved.error();
  if (Status saved = Catalog(corpus.resolver.frame()).save(columns); !saved.ok())
    return saved.error();
  Result<std::string> fingerprint = fingerprint_of(corpus);
  if (!fingerprint.ok()) return fingerprint.error();

  Manifest manifest = manifest_of_this_build();
  manifest.papers = corpus.papers.size();
  manifest.sessions = corpus.resolver.frame().sessions.size();
  manifest.institutions = written->institutions;
  manifest.people = written->people;
  manifest.fingerprint = std::move(fingerprint).value();
  return manifest;
}

}  // namespace paperfind
