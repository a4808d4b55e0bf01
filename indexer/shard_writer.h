// Papers → one Xapian database, on several processors: many small databases, merged. Xapian gathers
// what it inverts in trees; those of a few hundred papers stay in the cache of the processor.
#pragma once

#include <cstddef>
#include <filesystem>

#include "engine/base/result.h"
#include "indexer/corpus_pass.h"
#include "indexer/paper_tables.h"

namespace paperfind {

struct WriteOptions {
  std::size_t jobs = 1;  // threads; the result does not depend on it
  bool quiet = false;
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
  // Then: merges what was written into `shard`, docids in programme order from 1.
  Status merge_into(const std::filesystem::path& shard);

 private:
  struct Block {
    std::size_t begin, end;  // places in the corpus
  };
  void cut_blocks();
  [[nodiscard]] std::filesystem::path part(std::size_t number) const;
  // One round: each run of neighbouring parts becomes one part.
  Status merge_runs();

  const CorpusPass& corpus_;
  std::filesystem::path scratch_;
  WriteOptions options_;
  std::vector<Block> blocks_;
  std::vector<std::filesystem::path> parts_;  // in order of their papers
};

}  // namespace paperfind
