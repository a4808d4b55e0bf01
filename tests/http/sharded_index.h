// An index of four shards, for tests of shards that are elsewhere.
#pragma once

#include <filesystem>
#include <string>

#include "tests/support/temp_dir.h"

namespace paperfind::testing {

// Of 120 papers of two events, with words, people and institutions that repeat.
class ShardedIndex {
 public:
  ShardedIndex();

  // Moves the files of a shard to where servers are.
  std::string move_away(int shard);
  std::string server_folder(int shard) {
    return folder_ / ("servers/shard-00" + std::to_string(shard));
  }
  void place(const std::string& lines) { write_text(folder_ / "index/SHARDS", lines); }
  std::string path() { return folder_ / "index"; }
  std::string corpus_path() { return folder_ / "corpus"; }

 private:
  TempDir folder_;
  std::filesystem::path generation_;
};

}  // namespace paperfind::testing
