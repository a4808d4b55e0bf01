#include "searchd/http/searcher_pool.h"

#include <string>
#include <utility>

#include "engine/search/open_searchers.h"
#include "searchd/http/log.h"

namespace paperfind {

namespace {

using namespace std::chrono_literals;

constexpr auto kTended = 1s;
// In so many of these seconds each connection has its turn: less than the minute after which
// xapian-tcpsrv closes what says nothing.
constexpr std::size_t kTurns = 20;

void log_shards(const ShardReport& shards) {
  std::string missing;
  for (const std::string& name : shards.missing) missing += (missing.empty() ? "" : " ") + name;
  const std::string total = std::to_string(shards.total);
  if (missing.empty()) {
    log_event(LogLevel::Info, "shards-complete", {{"total", total}});
  } else {
    log_event(LogLevel::Warning, "shards-missing", {{"missing", missing}, {"total", total}});
  }
}

// A connection that is gone may only have been closed: asked anew the server may answer.
void note_failure(ShardHosts& hosts, const Error& error) {
  log_event(LogLevel::Info, "shard-failed", {{"error", error.to_string()}});
  if (is_timeout(error)) hosts.failed(error);
}

// Asks the searcher that was opened last: to open many takes time, and a server may have closed the
// first meanwhile.
Status probe(const std::vector<std::unique_ptr<Searcher>>& searchers) {
  SearchRequest request;
  request.per_page = 1;
  const Result<ResultPage> answer = searchers.back()->search(request);
  return answer.ok() ? Status() : Status(answer.error());
}

}  // namespace

Result<std::shared_ptr<SearcherPool::Generation>> SearcherPool::opened(
    std::shared_ptr<const Snapshot> snapshot, std::shared_ptr<ShardHosts> hosts) const {
  auto searchers = open_searchers(snapshot, *hosts, count_ + most_kept_);
  if (!searchers.ok()) return searchers.error();
  auto next = std::make_shared<Generation>();
  next->snapshot = std::move(snapshot);
  next->hosts = std::move(hosts);
  next->idle = std::move(searchers).value();
  next->shards = next->idle.front()->shards();
  return next;
}

Status SearcherPool::serve(std::shared_ptr<const Snapshot> snapshot, const ShardPlaces& places) {
  Result<ShardHosts> created = ShardHosts::create(*snapshot, places);
  if (!created.ok()) return created.error();
  const auto hosts = std::make_shared<ShardHosts>(std::move(created).value());
  Result<std::shared_ptr<Generation>> next = opened(snapshot, hosts);
  if (!next.ok()) return next.error();
  Status answered = probe((*next)->idle);
  if (!answered.ok() && is_shard_failure(answered.error())) {
    note_failure(*hosts, answered.error());
    next = opened(std::move(snapshot), hosts);
    if (!next.ok()) return next.error();
    answered = probe((*next)->idle);
  }
  if (!answered.ok()) return answered.error();
  if (!(*next)->shards.missing.empty()) log_shards((*next)->shards);

  std::shared_ptr<Generation> old;
  {
    const std::lock_guard lock(mutex_);
    old = std::exchange(current_, std::move(next).value());
  }
  freed_.notify_all();
  return {};  // `old`, and with it its idle searchers, goes here, outside the lock
}

void SearcherPool::reopen(const std::shared_ptr<Generation>& seen) {
  const std::lock_guard reopening(reopening_);
  {
    const std::lock_guard lock(mutex_);
    if (current_ != seen) return;
  }
  Result<std::shared_ptr<Generation>> next = opened(seen->snapshot, seen->hosts);
  if (!next.ok()) {
    log_event(LogLevel::Error, "shards-not-opened", {{"error", next.error().to_string()}});
    return;
  }
  if ((*next)->shards != seen->shards) log_shards((*next)->shards);
  {
    const std::lock_guard lock(mutex_);
    if (current_ != seen) return;
    current_ = std::move(next).value();
  }
  freed_.notify_all();
}

void SearcherPool::recover(Lease lease, const Error& error) {
  const std::shared_ptr<Generation> seen = lease.generation_;
  note_failure(*seen->hosts, error);
  reopen(seen);
}

void SearcherPool::keep_alive(const std::shared_ptr<Generation>& generation) {
  for (std::size_t i = 0; i <= (count_ + most_kept_) / kTurns; ++i) {
    std::unique_ptr<Searcher> searcher;
    {
      const std::lock_guard lock(mutex_);
      if (generation->idle.empty()) return;
      // Given back behind the others, so that each has its turn.
      searcher = std::move(generation->idle.front());
      generation->idle.erase(generation->idle.begin());
    }
    Lease lease(*this, generation, std::move(searcher));
    if (const Status alive = lease->keep_alive(); !alive.ok()) {
      recover(std::move(lease), alive.error());
      return;
    }
  }
}

void SearcherPool::tend_shards() {
  std::shared_ptr<Generation> generation;
  {
    const std::lock_guard lock(mutex_);
    generation = current_;
  }
  if (generation == nullptr || !generation->hosts->remote()) return;
  const auto now = std::chrono::steady_clock::now();
  if (now - tended_ < kTended) return;
  tended_ = now;
  if (generation->hosts->probe()) return reopen(generation);
  keep_alive(generation);
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

ShardReport SearcherPool::shards() const {
  const std::lock_guard lock(mutex_);
  return current_ ? current_->shards : ShardReport();
}

std::optional<SearcherPool::LongLease> SearcherPool::keep(Lease lease) {
  {
    const std::lock_guard lock(mutex_);
    if (kept_ == most_kept_) return std::nullopt;
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
