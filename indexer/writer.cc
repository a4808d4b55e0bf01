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
#include "engine/store/paper_index.h"
#include "engine/store/paper_lengths.h"
#include "engine/store/shard_map.h"
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

// What tells which shard has which paper, and spares a reader asking for the length of each.
Status save_built_shards(const std::filesystem::path& folder,
                         const std::vector<std::size_t>& sizes) {
  ShardMapParts parts;
  DocId next = 1;
  for (const std::size_t size : sizes) {
    std::vector<DocId>& papers = parts.papers.emplace_back(1);
    for (std::size_t i = 0; i < size; ++i) papers.push_back(next++);
  }
  if (Status saved = save_shard_map(folder / "columns", parts); !saved.ok()) return saved;
  return save_lengths_of_shards(folder, static_cast<int>(sizes.size()));
}

Result<Finished> write_papers(const CorpusPass& corpus, const std::filesystem::path& folder,
                              const WriteOptions& options) {
  const auto shards = shard_paths(folder, static_cast<int>(options.shards));
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
  const Status merged = writer.merge_into(shards);
  Result<Finished> finished = finishing.get();
  if (!merged.ok()) return merged.error();
  if (!finished.ok()) return finished.error();
  if (shards.size() > 1) {
    if (Status saved = save_built_shards(folder, writer.shard_sizes()); !saved.ok())
      return saved.error();
  }
  // What other names find can be known only from all papers.
  Xapian::Database db;
  for (const std::filesystem::path& shard : shards)
    db.add_database(Xapian::Database(shard.string()));
  const Synonyms synonyms = tables.synonyms.finish(db, frame.synonyms, finished->joined_words);
  if (Status saved = synonyms.save(columns); !saved.ok()) return saved.error();
  return finished;
}

}  // namespace

Status save_lengths_of_shards(const std::filesystem::path& folder, int shards) {
  const Result<ShardMap> map = ShardMap::load(folder / "columns");
  if (!map.ok()) return map.error();
  std::vector<Xapian::Database> opened;
  for (const auto& path : shard_paths(folder, shards)) opened.emplace_back(path.string());
  return save_paper_lengths(folder / "columns", PaperIndex(opened, *map).lengths());
}

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
  manifest.shards = manifest.built_shards = static_cast<int>(options.shards);
  if (options.shards == 1) return manifest;
  const Status read = guard_xapian([&]() -> Status {
    for (const auto& shard : shard_paths(folder, manifest.shards)) {
      manifest.shard_uuids.push_back(Xapian::Database(shard.string()).get_uuid());
    }
    return {};
  });
  if (!read.ok()) return read.error();
  return manifest;
}

}  // namespace paperfind
