// Papers → Xapian databases, on several processors: many small ones, merged. Xapian gathers what it
// inverts in trees; those of a few hundred papers stay in the cache of the processor.
#pragma once

#include <cstddef>
#include <filesystem>
#include <vector>

#include "engine/base/result.h"
#include "indexer/corpus_pass.h"
#include "indexer/paper_tables.h"

namespace paperfind {

struct WriteOptions {
  std::size_t jobs = 1;  // threads; the result does not depend on it
  bool quiet = false;
  std::size_t shards = 1;  // each of as many papers, next to each other in the programme
};

class ShardWriter {
 public:
  // `scratch`, a folder that does not exist yet, holds the small databases; gone with the writer.
  ShardWriter(const CorpusPass& corpus, std::filesystem::path scratch, WriteOptions options);
  ~ShardWriter();
  ShardWriter(const ShardWriter&) = delete;
  ShardWriter& operator=(const ShardWriter&) = delete;

  // Call once: inverts the papers and gives the tables that go with them to `tables`.
  Status write_blocks(TablesInOrder& tables);
  // Then: merges what was written into so many shards, docids in programme order from 1.
  Status merge_into(const std::vector<std::filesystem::path>& shards);
  // How many papers each of them has.
  [[nodiscard]] std::vector<std::size_t> shard_sizes() const;

 private:
  struct Block {
    std::size_t begin, end;  // places in the corpus
  };
  void cut_blocks(std::size_t begin, std::size_t end);
  [[nodiscard]] std::filesystem::path part(std::size_t number) const;
  // Where the papers of a shard begin.
  [[nodiscard]] std::size_t shard_begin(std::size_t shard) const;

  const CorpusPass& corpus_;
  std::filesystem::path scratch_;
  WriteOptions options_;
  std::vector<Block> blocks_;
  std::vector<std::size_t> shard_blocks_;  // how many of each
};

}  // namespace paperfind
