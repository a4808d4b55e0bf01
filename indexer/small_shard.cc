#include "indexer/small_shard.h"

#include <cstdint>
#include <system_error>
#include <utility>
#include <vector>

#include "engine/store/generation.h"
#include "engine/store/shard_map.h"

namespace paperfind {
namespace {

namespace fs = std::filesystem;

// Nothing is synced before the whole generation is.
constexpr int kUnsynced = Xapian::DB_CREATE | Xapian::DB_NO_SYNC;

// A small shard is merged into the new one unless it has this many times its papers: so there are
// few, and a paper is seldom copied, which costs some milliseconds. Many are copied only where
// there are more shards than a handful.
constexpr std::size_t kMuchLarger = 8;
constexpr std::size_t kFewCopied = 300;
constexpr std::size_t kHandful = 5;

// What the shards hold, document by document, while the new one is written.
class NewShard {
 public:
  explicit NewShard(const ShardUpdate& update)
      : before_(update.before), merge_(update.merge), kept_(update.kept) {
    for (const fs::path& shard : shard_paths(before_.path(), before_.manifest().shards)) {
      shards_.emplace_back(shard.string());
    }
    for (std::size_t shard = 0; shard < kept_; ++shard) {
      parts_.papers.emplace_back(std::size_t{shards_[shard].get_doccount()} + 1);
    }
    parts_.papers.push_back({0});
  }

  // Of the fresh papers alone, where nothing is merged into it.
  void write(const fs::path& fresh, const fs::path& path) {
    const bool alone = kept_ == shards_.size();
    const fs::path loose = fresh.string() + "-loose";
    if (alone) {
      place_all([this](DocId) { return Xapian::Document(); }, nullptr);
      fs::rename(fresh, path);
      return;
    }
    const Xapian::Database papers(fresh.string());
    Xapian::WritableDatabase all(loose.string(), kUnsynced);
    place_all([&](DocId doc) { return papers.get_document(doc); }, &all);
    all.commit();
    all.close();
    Xapian::Database(loose.string()).compact(path.string(), Xapian::Compactor::FULL);
  }

  // Terms of documents that are hidden from now on count, those of shards that are gone do not.
  const ShardMapParts& hidden_counted() {
    const ShardMap& map = before_.shard_map();
    for (std::size_t term = 0; term < map.hidden_terms().size(); ++term) {
      parts_.hidden_counts.emplace_hint(parts_.hidden_counts.end(), map.hidden_terms()[term],
                                        map.hidden_counts()[term]);
    }
    for (std::size_t shard = 0; shard < shards_.size(); ++shard) {
      for (DocId document = 1; document <= shards_[shard].get_doccount(); ++document) {
        const bool was = !map.shards().empty() && map.shards()[shard].papers[document] == 0;
        const bool is = shard < kept_ && parts_.papers[shard][document] == 0;
        if (was != is) count_hidden(shard, document, is);
      }
    }
    return parts_;
  }

 private:
  template <typename Fresh>
  void place_all(const Fresh& fresh, Xapian::WritableDatabase* into) {
    for (DocId doc = 1; doc <= merge_.doc_count(); ++doc) {
      const DocMerge::Source source = merge_.of[doc];
      const ShardMap::Place place =
          source.fresh ? ShardMap::Place() : before_.shard_map().place(source.doc);
      if (!source.fresh && place.shard < kept_) {
        parts_.papers[place.shard][place.document] = doc;
        continue;
      }
      parts_.papers.back().push_back(doc);
      if (into == nullptr) continue;
      into->add_document(source.fresh ? fresh(source.doc)
                                      : shards_[place.shard].get_document(place.document));
    }
  }

  void count_hidden(std::size_t shard, DocId document, bool more) {
    const Xapian::Database& db = shards_[shard];
    for (auto term = db.termlist_begin(document); term != db.termlist_end(document); ++term) {
      std::uint32_t& count = parts_.hidden_counts[*term];
      count += more ? 1 : -1;
      if (count == 0) parts_.hidden_counts.erase(*term);
    }
  }

  const Snapshot& before_;
  const DocMerge& merge_;
  std::size_t kept_;
  std::vector<Xapian::Database> shards_;  // of the generation before
  ShardMapParts parts_;
};

}  // namespace

Status link_file(const Snapshot& before, const std::string& name, const fs::path& folder,
                 Manifest& manifest) {
  const auto known = before.manifest().files.find(name);
  if (known == before.manifest().files.end()) {
    return Error{ErrorCode::InvalidData, "is not in the manifest", (before.path() / name).string(),
                 "rebuild the index"};
  }
  std::error_code error;
  fs::create_directories((folder / name).parent_path(), error);
  fs::create_hard_link(before.path() / name, folder / name, error);
  // Not every file system has them, and one file has not room for endlessly many.
  if (error) fs::copy_file(before.path() / name, folder / name, error);
  if (error) {
    return Error{ErrorCode::Io, "cannot be put into the new generation: " + error.message(),
                 (before.path() / name).string()};
  }
  manifest.files[name] = known->second;
  return {};
}

std::size_t kept_shards(const Snapshot& before, const DocMerge& merge) {
  std::vector<std::size_t> papers(static_cast<std::size_t>(before.manifest().shards));
  std::size_t added = 0;
  for (DocId doc = 1; doc <= merge.doc_count(); ++doc) {
    const DocMerge::Source source = merge.of[doc];
    ++(source.fresh ? added : papers[before.shard_map().place(source.doc).shard]);
  }
  const auto built = static_cast<std::size_t>(before.manifest().built_shards);
  while (papers.size() > built && papers.back() <= kMuchLarger * added) {
    if (papers.size() < built + kHandful && papers.back() + added > kFewCopied) break;
    added += papers.back();
    papers.pop_back();
  }
  return papers.size();
}

std::size_t built_papers(const Snapshot& generation) {
  const std::vector<ShardDocs>& shards = generation.shard_map().shards();
  if (shards.empty()) return generation.columns().doc_count();
  std::size_t papers = 0;
  for (int shard = 0; shard < generation.manifest().built_shards; ++shard) {
    papers += shards[static_cast<std::size_t>(shard)].papers.size() - 1;
  }
  return papers;
}

Status write_shards(const ShardUpdate& update, const fs::path& fresh, const fs::path& folder) {
  NewShard shard(update);
  shard.write(fresh, shard_paths(folder, static_cast<int>(update.kept) + 1).back());
  return save_shard_map(folder / "columns", shard.hidden_counted());
}

}  // namespace paperfind
