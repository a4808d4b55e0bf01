// Which paper each document of each shard is, where a generation has several shards or shards of an
// earlier one that hold papers it does not have. File format in docs/index-format.md.
#pragma once

#include <cstdint>
#include <filesystem>
#include <map>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "engine/base/mapped_file.h"
#include "engine/base/result.h"
#include "engine/store/columns.h"
#include "engine/store/sorted_keys.h"

namespace paperfind {

inline constexpr const char* kShardMapFileName = "shards.bin";
inline constexpr std::string_view kShardMapMagic = "PFSHD-1\n";

// Of one shard: its documents and the papers of the generation they are. Papers ascend as documents
// do.
struct ShardDocs {
  std::span<const DocId> papers;  // [documents + 1], by document; 0: hidden, none of them
  std::vector<DocId> shown;       // those papers that are not 0
  std::vector<DocId> documents;   // beside `shown`
};

// Immutable; may be shared between threads.
class ShardMap {
 public:
  struct Place {
    std::size_t shard = 0;
    DocId document = 0;  // in the shard
  };

  // Without shards: the generation has one, and its documents are its papers.
  ShardMap() = default;
  // InvalidData when the file is damaged.
  static Result<ShardMap> load(const std::filesystem::path& folder);

  [[nodiscard]] const std::vector<ShardDocs>& shards() const { return shards_; }
  [[nodiscard]] DocId paper_count() const { return papers_; }
  // Of a paper of the generation.
  [[nodiscard]] Place place(DocId paper) const;
  // How many hidden documents have a term: the shards count them too.
  [[nodiscard]] std::uint32_t hidden_with(std::string_view term) const;
  // Those terms, in order of their bytes, and how many for each.
  [[nodiscard]] const SortedKeys& hidden_terms() const { return terms_; }
  [[nodiscard]] std::span<const std::uint32_t> hidden_counts() const { return counts_; }

 private:
  [[nodiscard]] bool read(std::string_view bytes);
  [[nodiscard]] bool add_shard(std::span<const DocId> papers);

  MappedFile file_;
  std::vector<ShardDocs> shards_;
  DocId papers_ = 0;
  SortedKeys terms_;
  std::span<const std::uint32_t> counts_;
};

// What a map is made of.
struct ShardMapParts {
  std::vector<std::vector<DocId>> papers;              // of each shard, as in ShardDocs
  std::map<std::string, std::uint32_t> hidden_counts;  // by term
};

Status save_shard_map(const std::filesystem::path& folder, const ShardMapParts& parts);

}  // namespace paperfind
