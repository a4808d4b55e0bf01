#include "engine/store/snapshot.h"

#include <fmt/format.h>

#include "engine/store/generation.h"

namespace paperfind {
namespace {

// Some 30,000 papers with abstracts.
constexpr std::size_t kStoredPapersBytes = std::size_t{48} << 20;

// Without a file of its own a generation has one shard, whose documents are its papers.
Result<ShardMap> load_shard_map(const std::filesystem::path& generation, const Manifest& manifest) {
  const std::string file = fmt::format("columns/{}", kShardMapFileName);
  const bool whole = !manifest.files.contains(file);
  Result<ShardMap> map = whole ? ShardMap() : ShardMap::load(generation / "columns");
  if (!map.ok()) return map;
  const int shards = whole ? 1 : static_cast<int>(map->shards().size());
  if (shards == manifest.shards && (whole || map->paper_count() == manifest.papers)) return map;
  return Error{ErrorCode::InvalidData, "the map of the shards and the manifest do not fit together",
               generation.string(), "rebuild the index or roll back"};
}

}  // namespace

Result<std::shared_ptr<const Snapshot>> Snapshot::open_current(const std::filesystem::path& index) {
  const Result<std::string> name = current_generation(index);
  if (!name.ok()) return name.error();
  return open(index / *name);
}

Result<std::shared_ptr<const Snapshot>> Snapshot::open(const std::filesystem::path& generation) {
  std::shared_ptr<Snapshot> snapshot(new Snapshot);
  snapshot->name_ = generation.filename().string();
  snapshot->path_ = generation;
  Result<Manifest> manifest = read_manifest(generation);
  if (!manifest.ok()) return manifest.error();
  if (Status readable = check_readable(*manifest); !readable.ok()) return readable.error();
  snapshot->manifest_ = std::move(manifest).value();

  Result<ShardMap> shard_map = load_shard_map(generation, snapshot->manifest_);
  if (!shard_map.ok()) return shard_map.error();
  snapshot->shard_map_ = std::move(shard_map).value();
  if (snapshot->manifest_.files.contains(fmt::format("columns/{}", kPaperLengthsFileName))) {
    Result<PaperLengths> lengths = PaperLengths::load(generation / "columns");
    if (!lengths.ok()) return lengths.error();
    snapshot->lengths_ = std::move(lengths).value();
    if (snapshot->lengths().size() != snapshot->manifest_.papers + 1) {
      return Error{ErrorCode::InvalidData, "there are lengths of other papers", generation.string(),
                   "rebuild the index or roll back"};
    }
  }
  Result<Catalog> catalog = Catalog::load(generation / "columns");
  if (!catalog.ok()) return catalog.error();
  snapshot->catalog_ = std::move(catalog).value();
  Result<Columns> columns = Columns::load(generation / "columns");
  if (!columns.ok()) return columns.error();
  snapshot->columns_ = std::move(columns).value();
  Result<DocVectors> vectors = DocVectors::load(generation / "columns");
  if (!vectors.ok()) return vectors.error();
  snapshot->vectors_ = std::move(vectors).value();
  Result<ForwardIndex> forward = ForwardIndex::load(generation / "columns");
  if (!forward.ok()) return forward.error();
  snapshot->forward_ = std::move(forward).value();
  if (snapshot->vectors_.doc_count() != snapshot->columns_.doc_count() ||
      snapshot->forward_.doc_count() != snapshot->columns_.doc_count() ||
      snapshot->columns_.doc_count() != snapshot->manifest_.papers) {
    return Error{ErrorCode::InvalidData, "the columns and the manifest count different papers",
                 generation.string(), "rebuild the index or roll back"};
  }
  Result<WordList> words = WordList::load(generation / "columns");
  if (!words.ok()) return words.error();
  snapshot->words_ = std::move(words).value();
  Result<Synonyms> synonyms = Synonyms::load(generation / "columns");
  if (!synonyms.ok()) return synonyms.error();
  snapshot->synonyms_ = std::move(synonyms).value();
  Result<SuggestTable> suggestions = SuggestTable::load(generation / "columns");
  if (!suggestions.ok()) return suggestions.error();
  snapshot->suggestions_ = std::move(suggestions).value();
  if (!snapshot->suggestions_.fits(snapshot->columns_)) {
    return Error{ErrorCode::InvalidData, "the suggestions and the columns do not fit together",
                 generation.string(), "rebuild the index or roll back"};
  }
  snapshot->postings_ = std::make_unique<PostingsCache>(snapshot->columns_.doc_count());
  snapshot->stored_papers_ = std::make_unique<LruCache<std::string>>(kStoredPapersBytes);
  return std::shared_ptr<const Snapshot>(std::move(snapshot));
}

}  // namespace paperfind
