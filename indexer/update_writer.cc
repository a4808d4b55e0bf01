#include "indexer/update_writer.h"

#include <algorithm>
#include <string>
#include <system_error>
#include <utility>
#include <vector>

#include "engine/schema/stored_paper.h"
#include "engine/store/generation.h"
#include "engine/store/xapian_guard.h"
#include "indexer/small_shard.h"
#include "indexer/table_merge.h"
#include "indexer/writer.h"

namespace paperfind {
namespace {

namespace fs = std::filesystem;

// Removes a folder with what was needed only while a generation was written.
class Scratch {
 public:
  explicit Scratch(fs::path path) : path_(std::move(path)) {}
  ~Scratch() {
    std::error_code ignored;  // the folder around it is removed if the update fails
    fs::remove_all(path_, ignored);
  }
  Scratch(const Scratch&) = delete;
  Scratch& operator=(const Scratch&) = delete;

 private:
  fs::path path_;
};

// Where papers stand in the programme, those of the generation before by their stored records.
class ProgrammePlaces {
 public:
  ProgrammePlaces(const CorpusChanges& changes, const PaperIndex& index)
      : changes_(changes), index_(index) {}

  // How many papers of the generation before stand before a key, at least `least`.
  DocId before(const ProgrammeKey& key, DocId least) {
    DocId low = least, high = index_.doc_count();
    while (low < high) {
      const DocId middle = low + (high - low) / 2;
      if (key_of(middle + 1) < key) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low;
  }
  [[nodiscard]] const Status& status() const { return status_; }

 private:
  ProgrammeKey key_of(DocId doc) {
    const Result<Paper> paper = decode_paper(index_.stored_paper(doc));
    if (paper.ok()) return changes_.fresh.resolver.programme_key(*paper);
    status_ = paper.error();
    return {};
  }

  const CorpusChanges& changes_;
  const PaperIndex& index_;
  Status status_;
};

// The shards that stay, and what only a full build writes.
Status link_unchanged(const CorpusChanges& changes, int kept, const fs::path& folder,
                      Manifest& manifest) {
  std::vector<std::string> same = {"columns/catalog.json", "columns/synonyms.bin"};
  for (const fs::path& shard : shard_paths({}, kept)) same.push_back(shard.string() + "/");
  for (const auto& [name, file] : changes.before.manifest().files) {
    const bool stays =
        std::any_of(same.begin(), same.end(),
                    [&name = name](const std::string& part) { return name.starts_with(part); });
    if (!stays) continue;
    if (Status linked = link_file(changes.before, name, folder, manifest); !linked.ok())
      return linked;
  }
  return {};
}

RecordDigests merged_digests(const CorpusChanges& changes, const DocMerge& merge,
                             const RecordDigests& fresh) {
  RecordDigests merged;
  for (DocId doc = 1; doc <= merge.doc_count(); ++doc) {
    const DocMerge::Source source = merge.of[doc];
    merged.add(source.fresh ? fresh : changes.records, source.doc - 1);
  }
  return merged;
}

StoredPaper stored_papers(const CorpusChanges& changes, const PaperIndex& index) {
  return [&](DocMerge::Source source) -> Result<Paper> {
    if (!source.fresh) return decode_paper(index.stored_paper(source.doc));
    const Result<std::string> bytes = changes.fresh.papers.bytes(source.doc - 1);
    if (!bytes.ok()) return bytes.error();
    return decode_paper(*bytes);
  };
}

Status write_all(const CorpusChanges& changes, const fs::path& folder, const WriteOptions& options,
                 Manifest& manifest) {
  const Scratch scratch(folder / "blocks");
  const PaperIndex index(changes.before);
  const Result<DocMerge> merge = merge_in_order(changes, index);
  if (!merge.ok()) return merge.error();
  const ShardUpdate shards{changes.before, *merge, kept_shards(changes.before, *merge)};
  const int kept = static_cast<int>(shards.kept);
  manifest.shards = kept + 1;
  if (Status linked = link_unchanged(changes, kept, folder, manifest); !linked.ok()) return linked;

  TablesInOrder tables(changes.fresh.resolver);
  const fs::path fresh = folder / "blocks" / "fresh";
  {
    ShardWriter writer(changes.fresh, folder / "blocks" / "parts", options);
    if (Status done = writer.write_blocks(tables); !done.ok()) return done;
    if (Status merged = writer.merge_into({fresh}); !merged.ok()) return merged;
  }
  if (Status done = write_shards(shards, fresh, folder); !done.ok()) return done;
  const RecordDigests records = merged_digests(changes, *merge, tables.all().digests);
  if (Status saved = records.save(folder / "columns"); !saved.ok()) return saved;
  manifest.papers = merge->doc_count();
  if (manifest.built_shards > 1) {
    if (Status saved = save_lengths_of_shards(folder, manifest.shards); !saved.ok()) return saved;
  }
  manifest.fingerprint = fingerprint_of(records, changes.fresh.resolver.frame());
  const Result<MergedCounts> counts =
      merge_tables({changes.before.path() / "columns", changes.known.size(), tables.all(), *merge,
                    changes.fresh.resolver, built_papers(changes.before)},
                   stored_papers(changes, index), folder / "columns", options.jobs);
  if (!counts.ok()) return counts.error();
  manifest.people = counts->people;
  manifest.institutions = counts->institutions;
  return {};
}

}  // namespace

Result<DocMerge> merge_in_order(const CorpusChanges& changes, const PaperIndex& index) {
  ProgrammePlaces places(changes, index);
  const std::vector<bool>& kept = changes.known.kept();
  DocMerge merge;
  DocId next = 1;  // of those before
  const auto take_before = [&](DocId count) {
    for (; next <= count; ++next) {
      if (kept[next]) merge.of.push_back({false, next});
    }
  };
  for (std::size_t place = 0; place < changes.fresh.papers.size(); ++place) {
    take_before(places.before(changes.fresh.papers.key(place), next - 1));
    if (!places.status().ok()) return places.status().error();
    merge.of.push_back({true, static_cast<DocId>(place + 1)});
  }
  take_before(index.doc_count());
  return merge;
}

Result<Manifest> write_update(const CorpusChanges& changes, const fs::path& folder,
                              const WriteOptions& options) {
  Manifest manifest = manifest_of_this_build();
  manifest.sessions = changes.fresh.resolver.frame().sessions.size();
  manifest.source = changes.fresh.source;
  manifest.next_visible = changes.fresh.hidden.next;
  manifest.built_shards = changes.before.manifest().built_shards;
  manifest.shard_uuids = changes.before.manifest().shard_uuids;
  const Status written =
      guard_xapian([&] { return write_all(changes, folder, options, manifest); });
  if (!written.ok()) return written.error();
  return manifest;
}

}  // namespace paperfind
