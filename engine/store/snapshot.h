// One generation held open: everything about it that threads can share.
#pragma once

#include <cstdint>
#include <filesystem>
#include <memory>
#include <span>
#include <string>

#include "engine/base/lru_cache.h"
#include "engine/base/result.h"
#include "engine/store/catalog.h"
#include "engine/store/columns.h"
#include "engine/store/doc_vectors.h"
#include "engine/store/forward_index.h"
#include "engine/store/manifest.h"
#include "engine/store/paper_lengths.h"
#include "engine/store/postings_cache.h"
#include "engine/store/shard_map.h"
#include "engine/store/suggest_table.h"
#include "engine/store/synonyms.h"
#include "engine/store/word_list.h"

namespace paperfind {

// Immutable after load; shared by all searchers of a generation and dropped with the last of them.
class Snapshot {
 public:
  // The generation CURRENT points to. NotFound when nothing was published; Unsupported for one of
  // another schema or analyzer version (named), InvalidData when its columns are damaged.
  static Result<std::shared_ptr<const Snapshot>> open_current(const std::filesystem::path& index);
  static Result<std::shared_ptr<const Snapshot>> open(const std::filesystem::path& generation);

  // "gen-000002-9f31c2ab"
  [[nodiscard]] const std::string& name() const { return name_; }
  [[nodiscard]] const std::filesystem::path& path() const { return path_; }
  [[nodiscard]] const Manifest& manifest() const { return manifest_; }
  [[nodiscard]] const Catalog& catalog() const { return catalog_; }
  [[nodiscard]] const ShardMap& shard_map() const { return shard_map_; }
  // By number of the paper; empty where the databases tell them.
  [[nodiscard]] std::span<const std::uint32_t> lengths() const { return lengths_.all(); }
  [[nodiscard]] const Columns& columns() const { return columns_; }
  [[nodiscard]] const WordList& words() const { return words_; }
  [[nodiscard]] const DocVectors& vectors() const { return vectors_; }
  [[nodiscard]] const ForwardIndex& forward() const { return forward_; }
  [[nodiscard]] const Synonyms& synonyms() const { return synonyms_; }
  [[nodiscard]] const SuggestTable& suggestions() const { return suggestions_; }
  [[nodiscard]] const PostingsCache& postings() const { return *postings_; }
  // Stored papers as they lie in the index, by document number: those shown last.
  [[nodiscard]] LruCache<std::string>& stored_papers() const { return *stored_papers_; }

 private:
  Snapshot() = default;
  std::string name_;
  std::filesystem::path path_;
  Manifest manifest_;
  Catalog catalog_;
  ShardMap shard_map_;
  PaperLengths lengths_;
  Columns columns_;
  WordList words_;
  DocVectors vectors_;
  ForwardIndex forward_;
  Synonyms synonyms_;
  SuggestTable suggestions_;
  std::unique_ptr<const PostingsCache> postings_;
  std::unique_ptr<LruCache<std::string>> stored_papers_;
};

}  // namespace paperfind
