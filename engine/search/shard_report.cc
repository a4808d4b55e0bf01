#include "engine/search/shard_report.h"

#include <fmt/format.h>

#include "engine/store/shard_places.h"

namespace paperfind {

ShardReport shard_report(const PaperIndex& index) {
  ShardReport report;
  report.total = index.shard_count();
  for (const std::size_t shard : index.missing()) report.missing.push_back(shard_name(shard));
  return report;
}

std::string missing_text(const ShardReport& shards, std::string_view done) {
  const std::size_t missing = shards.missing.size();
  if (missing == 0) return {};
  return fmt::format(
      "Some papers cannot be {} at the moment: {} of {} parts of the index {} missing.", done,
      missing, shards.total, missing == 1 ? "is" : "are");
}

}  // namespace paperfind
