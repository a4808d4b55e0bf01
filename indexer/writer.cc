#include "indexer/writer.h"

#include <xapian.h>

#include <future>

#include "engine/base/sha256.h"
#include "engine/store/catalog.h"
#include "engine/store/doc_vectors.h"
#include "engine/store/forward_builder.h"
#include "engine/store/generation.h"
#include "engine/store/suggest_builder.h"
#include "engine/store/synonyms.h"
#include "engine/store/word_list.h"
#include "engine/store/xapian_guard.h"
#include "indexer/paper_tables.h"

namespace paperfind {
namespace {

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
  std::string suggestions;
  std::string forward;
  std::string hashes;
  std::size_t people = 0;
  std::size_t institutions = 0;
};

void finish_tables(PaperTables& tables, const CorpusFrame& frame, Written& written) {
  written.people = tables.columns.value_count(Facet::Author);
  written.institutions = tables.columns.value_count(Facet::Institution);
  written.columns = tables.columns.finish();
  written.suggestions = suggest_table_bytes({written.columns, frame, tables.titles});
  written.vectors = tables.vectors.finish();
  written.forward = tables.forward.finish();
  written.hashes = std::move(tables.hashes);
}

Result<Written> write_papers(const CorpusPass& corpus, const std::filesystem::path& folder,
                             const WriteOptions& options) {
  const std::filesystem::path shard = shard_paths(folder, 1).front();
  TablesInOrder in_order(corpus.resolver);
  PaperTables& tables = in_order.all();
  Written written;
  {
    ShardWriter writer(corpus, folder / "blocks", options);
    if (Status done = writer.write_blocks(in_order); !done.ok()) return done.error();
    // The last merge is work for one thread.
    const std::launch beside = options.jobs > 1 ? std::launch::async : std::launch::deferred;
    std::future<void> finished =
        std::async(beside, [&] { finish_tables(tables, corpus.resolver.frame(), written); });
    const Status merged = writer.merge_into(shard);
    finished.get();
    if (!merged.ok()) return merged.error();
  }
  // The words of a generation, and what stands for what, can be known only from the whole shard.
  written.words = words_of(Xapian::Database(shard.string()));
  written.synonyms = tables.synonyms.finish({shard, written.words, options.jobs},
                                            corpus.resolver.frame().synonyms);
  return written;
}

std::string fingerprint_of(const std::string& hashes, const Resolver& resolver) {
  return sha256_hex(sha256_hex(hashes) + sha256_hex(to_text(resolver.frame())));
}

}  // namespace

Result<std::string> fingerprint_of(const CorpusPass& corpus) {
  std::string hashes;
  for (std::size_t place = 0; place < corpus.papers.size(); ++place) {
    const Result<std::string> bytes = corpus.papers.bytes(place);
    if (!bytes.ok()) return bytes.error();
    hashes += sha256_hex(*bytes);
  }
  return fingerprint_of(hashes, corpus.resolver);
}

Result<Manifest> write_generation(const CorpusPass& corpus, const std::filesystem::path& folder,
                                  const WriteOptions& options) {
  Result<Written> written = guard_xapian([&] { return write_papers(corpus, folder, options); });
  if (!written.ok()) return written.error();
  const std::filesystem::path columns = folder / "columns";
  if (Status saved = written->columns.save(columns); !saved.ok()) return saved.error();
  if (Status saved = written->words.save(columns); !saved.ok()) return saved.error();
  if (Status saved = written->vectors.save(columns); !saved.ok()) return saved.error();
  if (Status saved = written->synonyms.save(columns); !saved.ok()) return saved.error();
  if (Status saved = save_suggest_table(columns, written->suggestions); !saved.ok())
    return saved.error();
  if (Status saved = save_forward_index(columns, written->forward); !saved.ok())
    return saved.error();
  if (Status saved = Catalog(corpus.resolver.frame()).save(columns); !saved.ok())
    return saved.error();

  Manifest manifest = manifest_of_this_build();
  manifest.papers = corpus.papers.size();
  manifest.sessions = corpus.resolver.frame().sessions.size();
  manifest.institutions = written->institutions;
  manifest.people = written->people;
  manifest.fingerprint = fingerprint_of(written->hashes, corpus.resolver);
  return manifest;
}

}  // namespace paperfind
