// Searchers of the generation that serves, handed out one request at a time.
#pragma once

#include <chrono>
#include <condition_variable>
#include <cstddef>
#include <memory>
#include <mutex>
#include <string>
#include <vector>

#include "engine/base/result.h"
#include "engine/search/searcher.h"
#include "engine/store/snapshot.h"

namespace paperfind {

// All searchers of a generation are opened before it serves, so a request never opens anything: a
// generation whose folder is removed later goes on answering until its last request is done.
class SearcherPool {
 public:
  class Lease;

  SearcherPool(std::size_t searchers, std::chrono::milliseconds patience)
      : count_(searchers), patience_(patience) {}

  // Opens searchers on `snapshot`, asks one probe query and, if all that works, lets the generation
  // serve.
  Status serve(std::shared_ptr<const Snapshot> snapshot);

  // A searcher, waiting for one if need be. Unavailable when no generation serves; Busy when none
  // came free in time.
  Result<Lease> checkout();

  // Empty until a generation serves.
  [[nodiscard]] std::string generation() const;
  [[nodiscard]] std::shared_ptr<const Snapshot> snapshot() const;

 private:
  struct Generation {
    std::shared_ptr<const Snapshot> snapshot;
    std::vector<std::unique_ptr<Searcher>> idle;
  };
  void give_back(const std::shared_ptr<Generation>& generation, std::unique_ptr<Searcher> searcher);

  const std::size_t count_;
  const std::chrono::milliseconds patience_;
  mutable std::mutex mutex_;
  std::condition_variable freed_;
  std::shared_ptr<Generation> current_;
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
  SearcherPool* pool_;
  std::shared_ptr<Generation> generation_;
  std::unique_ptr<Searcher> searcher_;
};

}  // namespace paperfind
