#include "indexer/writer.h"

#include <xapian.h>

#include <cstdint>
#include <future>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "engine/base/sha256.h"
#include "engine/store/catalog.h"
#include "engine/store/doc_vectors.h"
#include "engine/store/forward_builder.h"
#include "engine/store/forward_index.h"
#include "engine/store/generation.h"
#include "engine/store/suggest_builder.h"
#include "engine/store/synonyms.h"
#include "engine/store/title_forms.h"
#include "engine/store/word_list_builder.h"
#include "engine/store/xapian_guard.h"
#include "indexer/paper_tables.h"

namespace paperfind {
namespace {

// What is known of the papers without the database.
struct Finished {
  std::vector<JoinedWord> joined_words;
  std::string fingerprint;
  std::size_t people = 0;
  std::size_t institutions = 0;
};

Result<Finished> finish_tables(PaperTables& tables, const CorpusFrame& frame,
                               const std::filesystem::path& folder) {
  Finished finished;
  finished.people = tables.columns.value_count(Facet::Author);
  finished.institutions = tables.columns.value_count(Facet::Institution);
  finished.fingerprint = fingerprint_of(tables.digests, frame);
  if (Status saved = tables.digests.save(folder); !saved.ok()) return saved.error();
  if (Status saved = save_forward_index(folder, tables.forward.finish()); !saved.ok())
    return saved.error();
  const Result<ForwardIndex> papers = ForwardIndex::load(folder);
  if (!papers.ok()) return papers.error();
  const WordList words = words_of(*papers);
  if (Status saved = words.save(folder); !saved.ok()) return saved.error();
  finished.joined_words = tables.synonyms.joined_words(*papers, words);
  const Columns columns = tables.columns.finish();
  if (Status saved = columns.save(folder); !saved.ok()) return saved.error();
  const std::string suggestions = suggest_table_bytes({columns, frame, tables.titles});
  if (Status saved = save_suggest_table(folder, suggestions); !saved.ok()) return saved.error();
  if (Status saved = TitleForms::of(tables.titles).save(folder); !saved.ok()) return saved.error();
  if (Status saved = tables.vectors.finish(*papers).save(folder); !saved.ok()) return saved.error();
  if (Status saved = Catalog(frame).save(folder); !saved.ok()) return saved.error();
  return finished;
}

Result<Finished> write_papers(const CorpusPass& corpus, const std::filesystem::path& folder,
                              const WriteOptions& options) {
  const std::filesystem::path shard = shard_paths(folder, 1).front();
  const std::filesystem::path columns = folder / "columns";
  const CorpusFrame& frame = corpus.resolver.frame();
  TablesInOrder in_order(corpus.resolver);
  PaperTables& tables = in_order.all();
  ShardWriter writer(corpus, folder / "blocks", options);
  if (Status done = writer.write_blocks(in_order); !done.ok()) return done.error();
  // The last merge is work for one thread.
  const std::launch beside = options.jobs > 1 ? std::launch::async : std::launch::deferred;
  std::future<Result<Finished>> finishing =
      std::async(beside, [&] { return finish_tables(tables, frame, columns); });
  const Status merged = writer.merge_into(shard);
  Result<Finished> finished = finishing.get();
  if (!merged.ok()) return merged.error();
  if (!finished.ok()) return finished.error();
  // What other names find can be known only from the whole shard.
  const Xapian::Database db(shard.string());
  const Synonyms synonyms = tables.synonyms.finish(db, frame.synonyms, finished->joined_words);
  if (Status saved = synonyms.save(columns); !saved.ok()) return saved.error();
  return finished;
}

}  // namespace

std::string fingerprint_of(const RecordDigests& records, const CorpusFrame& frame) {
  return sha256_hex(records.fingerprint() + sha256_hex(to_text(frame)));
}

Result<std::string> fingerprint_of(const CorpusPass& corpus) {
  RecordDigests records;
  for (std::size_t place = 0; place < corpus.papers.size(); ++place) {
    const Result<std::string> bytes = corpus.papers.bytes(place);
    if (!bytes.ok()) return bytes.error();
    records.add(corpus.papers.digest(place), *bytes, Paper());
  }
  return fingerprint_of(records, corpus.resolver.frame());
}

Result<Manifest> write_generation(const CorpusPass& corpus, const std::filesystem::path& folder,
                                  const WriteOptions& options) {
  Result<Finished> written = guard_xapian([&] { return write_papers(corpus, folder, options); });
  if (!written.ok()) return written.error();

  Manifest manifest = manifest_of_this_build();
  manifest.papers = corpus.papers.size();
  manifest.sessions = corpus.resolver.frame().sessions.size();
  manifest.institutions = written->institutions;
  manifest.people = written->people;
  manifest.fingerprint = written->fingerprint;
  manifest.source = corpus.source;
  manifest.next_visible = corpus.hidden.next;
  return manifest;
}

}  // namespace paperfind
