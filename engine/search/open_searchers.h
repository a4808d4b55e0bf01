// Searchers over shards that may be on servers.
#pragma once

#include <cstddef>
#include <memory>
#include <vector>

#include "engine/base/result.h"
#include "engine/search/searcher.h"
#include "engine/store/shard_hosts.h"

namespace paperfind {

// So many, all over the same shards: those that answer. Fails only as Searcher::open() does.
Result<std::vector<std::unique_ptr<Searcher>>> open_searchers(
    const std::shared_ptr<const Snapshot>& snapshot, ShardHosts& hosts, std::size_t count);

}  // namespace paperfind
