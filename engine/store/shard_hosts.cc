#include "engine/store/shard_hosts.h"

#include <fmt/format.h>

#include <algorithm>
#include <future>
#include <memory>
#include <utility>

#include "engine/store/generation.h"
#include "engine/store/snapshot.h"
#include "engine/store/xapian_guard.h"

namespace paperfind {
namespace {

// A search waits so long for a server that says nothing, once.
constexpr unsigned kAnswerMs = 1000, kConnectMs = 500;

std::string context_of(const ShardServer& server) {
  return fmt::format("remote:tcp({}:{})", server.host, server.port);
}

}  // namespace

ShardHosts::ShardHosts(const Snapshot& snapshot, std::vector<Host> servers)
    : snapshot_(&snapshot), mutex_(std::make_unique<std::mutex>()), servers_(std::move(servers)) {}

Result<ShardHosts> ShardHosts::create(const Snapshot& snapshot, const ShardPlaces& places) {
  const Manifest& manifest = snapshot.manifest();
  std::vector<Host> servers;
  for (const auto& [shard, addresses] : places) {
    if (shard >= manifest.shard_uuids.size()) {
      return Error{ErrorCode::InvalidInput,
                   fmt::format("{} is none of the {} shards that {} was built with",
                               shard_name(shard), manifest.shard_uuids.size(), snapshot.name()),
                   std::string(kShardsName), "build with --shards, or take the line out"};
    }
    for (const ShardServer& server : addresses) servers.push_back({shard, server});
  }
  return ShardHosts(snapshot, std::move(servers));
}

ShardHosts::View ShardHosts::view() const {
  View view;
  view.servers.resize(static_cast<std::size_t>(snapshot_->manifest().shards));
  view.missing.resize(view.servers.size());
  const std::lock_guard lock(*mutex_);
  for (const Host& host : servers_) view.missing[host.shard] = true;
  for (const Host& host : servers_) {
    if (host.down || view.servers[host.shard]) continue;
    view.servers[host.shard] = host.server;
    view.missing[host.shard] = false;
  }
  return view;
}

Xapian::Database ShardHosts::connect(std::size_t shard, const ShardServer& server) const {
  Xapian::Database db = Xapian::Remote::open(server.host, server.port, kAnswerMs, kConnectMs);
  if (db.get_uuid() == snapshot_->manifest().shard_uuids[shard]) return db;
  throw Xapian::NetworkError(
      fmt::format("it does not have {} of {}", shard_name(shard), snapshot_->name()),
      context_of(server));
}

OpenShards ShardHosts::open(const View& view) {
  const auto paths = shard_paths(snapshot_->path(), snapshot_->manifest().shards);
  OpenShards opened;
  for (std::size_t shard = 0; shard < view.servers.size(); ++shard) {
    OpenShards::Shard& open = opened.shards.emplace_back();
    if (view.missing[shard]) continue;
    open.remote = view.servers[shard].has_value();
    if (!open.remote) {
      open.db = Xapian::Database(paths[shard].string());
      continue;
    }
    // A connection that breaks as it opens is tried once more: the server may only have closed it.
    for (bool once_more = true; !open.db;) {
      try {
        open.db = connect(shard, *view.servers[shard]);
      } catch (const Xapian::Error& error) {
        if (!is_timeout(error_from(error)) && std::exchange(once_more, false)) continue;
        set_down(shard, *view.servers[shard], true);
        throw;
      }
    }
  }
  return opened;
}

void ShardHosts::set_down(std::size_t shard, const ShardServer& server, bool down) {
  const std::lock_guard lock(*mutex_);
  for (Host& host : servers_) {
    if (host.shard == shard && host.server == server) host.down = down;
  }
}

void ShardHosts::failed(const Error& error) {
  const std::lock_guard lock(*mutex_);
  for (Host& host : servers_) {
    if (error.where == context_of(host.server)) host.down = true;
  }
}

bool ShardHosts::probe() {
  std::vector<Host> down;
  {
    const std::lock_guard lock(*mutex_);
    std::copy_if(servers_.begin(), servers_.end(), std::back_inserter(down),
                 [](const Host& host) { return host.down; });
  }
  std::vector<std::future<bool>> asked;
  for (const Host& host : down) {
    asked.push_back(std::async(std::launch::async, [this, &host] {
      try {
        const Xapian::Database alive = connect(host.shard, host.server);
        return true;
      } catch (const Xapian::Error&) {
        return false;
      }
    }));
  }
  bool back = false;
  for (std::size_t i = 0; i < down.size(); ++i) {
    if (!asked[i].get()) continue;
    set_down(down[i].shard, down[i].server, false);
    back = true;
  }
  return back;
}

bool is_shard_failure(const Error& error) {
  return error.code == ErrorCode::Unavailable && error.where.starts_with(kRemoteContext);
}

bool is_timeout(const Error& error) {
  // The server says "REMOTE:" of itself, as a last word before it closes what we said nothing on.
  return error.message.find("NetworkTimeoutError") != std::string::npos &&
         error.message.find("NetworkTimeoutError: REMOTE:") == std::string::npos;
}

OpenShards open_local_shards(const Snapshot& snapshot) {
  OpenShards opened;
  for (const auto& path : shard_paths(snapshot.path(), snapshot.manifest().shards)) {
    opened.shards.push_back({Xapian::Database(path.string()), false});
  }
  return opened;
}

}  // namespace paperfind
