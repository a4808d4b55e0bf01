// SHARDS of an index folder: which servers have which shard. Those it does not name are here.
#pragma once

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "engine/base/result.h"

namespace paperfind {

// One of Xapian's remote backend: xapian-tcpsrv.
struct ShardServer {
  std::string host;
  std::uint16_t port = 0;
  [[nodiscard]] std::string address() const;  // "10.0.0.11:7001", "[::1]:7001"
  friend bool operator==(const ShardServer&, const ShardServer&) = default;
};

// By number of the shard, the servers that have it, the first to be asked first.
using ShardPlaces = std::map<std::size_t, std::vector<ShardServer>>;

inline constexpr std::string_view kShardsName = "SHARDS";

// "shard-003"
std::string shard_name(std::size_t shard);

// A line for a shard: "shard-003 remote HOST:PORT [HOST:PORT…]"; "#" begins a comment. InvalidData
// names the line; `where`: the file, for messages.
Result<ShardPlaces> parse_shard_places(std::string_view text, const std::string& where);
// None where the index folder has no such file.
Result<ShardPlaces> read_shard_places(const std::filesystem::path& index);

}  // namespace paperfind
