// The shards of a generation and the servers that hold some of them: which answer, and which are
// missing. A server that gave no answer in time is not asked again before it was found to be back,
// so that nobody waits for it twice.
#pragma once

#include <xapian.h>

#include <cstddef>
#include <cstdint>
#include <mutex>
#include <optional>
#include <string>
#include <vector>

#include "engine/base/result.h"
#include "engine/store/shard_places.h"

namespace paperfind {

class Snapshot;

// What a searcher of a generation searches: a database for each shard, none for a missing one.
struct OpenShards {
  struct Shard {
    std::optional<Xapian::Database> db;
    bool remote = false;
  };
  std::vector<Shard> shards;
};

// Safe to call from several threads.
class ShardHosts {
 public:
  // Which server to ask for each shard; none: the shard is here, or missing.
  struct View {
    std::vector<std::optional<ShardServer>> servers;
    std::vector<bool> missing;
    friend bool operator==(const View&, const View&) = default;
  };

  // InvalidInput when a line names a shard that the generation has not, or that no server may have.
  static Result<ShardHosts> create(const Snapshot& snapshot, const ShardPlaces& places);

  [[nodiscard]] bool remote() const { return !servers_.empty(); }
  [[nodiscard]] View view() const;
  // A connection of its own for each caller. Throws Xapian::Error; a server that fails is noted.
  [[nodiscard]] OpenShards open(const View& view);
  // Notes which server an is_shard_failure() tells of.
  void failed(const Error& error);
  // Asks the servers that failed; true when one is back. Takes no longer than the patience.
  bool probe();

 private:
  struct Host {
    std::size_t shard = 0;
    ShardServer server;
    bool down = false;
  };
  ShardHosts(const Snapshot& snapshot, std::vector<Host> servers);
  // Connected, and with the files of this generation.
  [[nodiscard]] Xapian::Database connect(std::size_t shard, const ShardServer& server) const;
  void set_down(std::size_t shard, const ShardServer& server, bool down);

  const Snapshot* snapshot_;
  mutable std::unique_ptr<std::mutex> mutex_;
  std::vector<Host> servers_;  // of a shard in order of preference
};

// True of what a search says when a server of a shard fails it.
bool is_shard_failure(const Error& error);
// Of those: it said nothing in time. Else the connection is gone, and the server may take another.
bool is_timeout(const Error& error);

// All of them from files here. Throws Xapian::Error.
OpenShards open_local_shards(const Snapshot& snapshot);

}  // namespace paperfind
