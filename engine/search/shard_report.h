// Which parts of an index could be asked.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "engine/store/paper_index.h"

namespace paperfind {

// The databases a generation is spread over, and those nobody could ask.
struct ShardReport {
  std::size_t total = 1;
  std::vector<std::string> missing;  // "shard-003"
  friend bool operator==(const ShardReport&, const ShardReport&) = default;
};

ShardReport shard_report(const PaperIndex& index);

// "Some papers cannot be `done` at the moment: …"; empty when nothing is missing.
std::string missing_text(const ShardReport& shards, std::string_view done);

}  // namespace paperfind
