#include "searchd/http/searcher_pool.h"

#include <utility>

namespace paperfind {

Status SearcherPool::serve(std::shared_ptr<const Snapshot> snapshot) {
  auto next = std::make_shared<Generation>();
  next->snapshot = snapshot;
  for (std::size_t i = 0; i < count_ + kMostKept; ++i) {
    Result<std::unique_ptr<Searcher>> searcher = Searcher::open(snapshot);
    if (!searcher.ok()) return searcher.error();
    next->idle.push_back(std::move(*searcher));
  }
  SearchRequest probe;
  probe.per_page = 1;
  const Result<ResultPage> answer = next->idle.front()->search(probe);
  if (!answer.ok()) return answer.error();

  std::shared_ptr<Generation> old;
  {
    const std::lock_guard lock(mutex_);
    old = std::exchange(current_, std::move(next));
  }
  freed_.notify_all();
  return {};  // `old`, and with it its idle searchers, goes here, outside the lock
}

Result<SearcherPool::Lease> SearcherPool::checkout() {
  std::unique_lock lock(mutex_);
  if (!current_) return Error{ErrorCode::Unavailable, "no index is open"};
  if (!freed_.wait_for(lock, patience_, [this] { return !current_->idle.empty(); })) {
    return Error{ErrorCode::Busy, "no searcher came free in time"};
  }
  std::unique_ptr<Searcher> searcher = std::move(current_->idle.back());
  current_->idle.pop_back();
  return Lease(*this, current_, std::move(searcher));
}

void SearcherPool::give_back(const std::shared_ptr<Generation>& generation,
                             std::unique_ptr<Searcher> searcher) {
  {
    const std::lock_guard lock(mutex_);
    // Of a generation that no longer serves, the searcher closes instead (outside the lock).
    if (generation == current_) generation->idle.push_back(std::move(searcher));
  }
  freed_.notify_one();
}

std::string SearcherPool::generation() const {
  const std::lock_guard lock(mutex_);
  return current_ ? current_->snapshot->name() : std::string();
}

std::shared_ptr<const Snapshot> SearcherPool::snapshot() const {
  const std::lock_guard lock(mutex_);
  return current_ ? current_->snapshot : nullptr;
}

std::optional<SearcherPool::LongLease> SearcherPool::keep(Lease lease) {
  {
    const std::lock_guard lock(mutex_);
    if (kept_ == kMostKept) return std::nullopt;
    ++kept_;
  }
  return LongLease(*this, std::move(lease));
}

SearcherPool::LongLease::~LongLease() {
  if (pool_ == nullptr) return;
  const std::lock_guard lock(pool_->mutex_);
  --pool_->kept_;
}

SearcherPool::Lease::Lease(SearcherPool& pool, std::shared_ptr<Generation> generation,
                           std::unique_ptr<Searcher> searcher)
    : pool_(&pool), generation_(std::move(generation)), searcher_(std::move(searcher)) {}

SearcherPool::Lease::~Lease() {
  if (searcher_) pool_->give_back(generation_, std::move(searcher_));
}

}  // namespace paperfind
