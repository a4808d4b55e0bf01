// Searchers of the generation that serves, handed out one request at a time.
#pragma once

#include <chrono>
#include <condition_variable>
#include <cstddef>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "engine/base/result.h"
#include "engine/search/searcher.h"
#include "engine/store/shard_hosts.h"
#include "engine/store/snapshot.h"

namespace paperfind {

// All searchers of a generation are opened before it serves, so a request never opens anything: a
// generation whose folder is removed later goes on answering until its last request is done.
class SearcherPool {
 public:
  class Lease;

  // `most_kept`: searchers for answers that are made while they are sent. There are so many more of
  // them, so keeping them takes none from the others.
  SearcherPool(std::size_t searchers, std::chrono::milliseconds patience, std::size_t most_kept = 2)
      : count_(searchers), most_kept_(most_kept), patience_(patience) {}

  // Opens searchers on `snapshot`, with shards where `places` says, asks one probe query and, if
  // all that works, lets the generation serve: without the shards whose servers do not answer.
  Status serve(std::shared_ptr<const Snapshot> snapshot, const ShardPlaces& places = {});

  // After a search that failed with is_shard_failure(): opens all searchers again, without the
  // server that said nothing, and lets those serve.
  void recover(Lease lease, const Error& error);
  // To be called about once a second: asks servers that failed whether they are back, and the
  // others whether they are there, for searches whose words are known ask nobody.
  void tend_shards();

  // A searcher, waiting for one if need be. Unavailable when no generation serves; Busy when none
  // came free in time.
  Result<Lease> checkout();

  // The right to keep a searcher for as long as a client takes to read. Nothing when as many are
  // out as there may be.
  class LongLease;
  std::optional<LongLease> keep(Lease lease);

  // Empty until a generation serves.
  [[nodiscard]] std::string generation() const;
  [[nodiscard]] std::shared_ptr<const Snapshot> snapshot() const;
  [[nodiscard]] ShardReport shards() const;

 private:
  struct Generation {
    std::shared_ptr<const Snapshot> snapshot;
    std::shared_ptr<ShardHosts> hosts;
    std::vector<std::unique_ptr<Searcher>> idle;
    ShardReport shards;
  };
  Result<std::shared_ptr<Generation>> opened(std::shared_ptr<const Snapshot> snapshot,
                                             std::shared_ptr<ShardHosts> hosts) const;
  // The same snapshot over the shards that answer now, unless somebody did so since `seen`.
  void reopen(const std::shared_ptr<Generation>& seen);
  // Of those searchers that were not used the longest, some.
  void keep_alive(const std::shared_ptr<Generation>& generation);
  void give_back(const std::shared_ptr<Generation>& generation, std::unique_ptr<Searcher> searcher);

  const std::size_t count_, most_kept_;
  const std::chrono::milliseconds patience_;
  mutable std::mutex mutex_;
  std::condition_variable freed_;
  std::shared_ptr<Generation> current_;
  std::size_t kept_ = 0;
  std::mutex reopening_;
  std::chrono::steady_clock::time_point tended_;
};

// The right to use one searcher; gives it back when it goes.
class SearcherPool::Lease {
 public:
  Lease(SearcherPool& pool, std::shared_ptr<Generation> generation,
        std::unique_ptr<Searcher> searcher);
  Lease(Lease&&) noexcept = default;
  Lease& operator=(Lease&&) = delete;
  ~Lease();
  Searcher& operator*() const { return *searcher_; }
  Searcher* operator->() const { return searcher_.get(); }

 private:
  friend class SearcherPool;
  SearcherPool* pool_;
  std::shared_ptr<Generation> generation_;
  std::unique_ptr<Searcher> searcher_;
};

class SearcherPool::LongLease {
 public:
  LongLease(SearcherPool& pool, Lease lease) : pool_(&pool), lease_(std::move(lease)) {}
  LongLease(LongLease&& other) noexcept
      : pool_(std::exchange(other.pool_, nullptr)), lease_(std::move(other.lease_)) {}
  LongLease& operator=(LongLease&&) = delete;
  ~LongLease();
  Searcher& operator*() const { return *lease_; }
  Searcher* operator->() const { return &*lease_; }

 private:
  SearcherPool* pool_;
  Lease lease_;
};

}  // namespace paperfind
