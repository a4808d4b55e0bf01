#include "searchd/http/follower.h"

#include <ctime>
#include <exception>
#include <memory>
#include <optional>
#include <set>
#include <string>
#include <utility>

#include "engine/store/generation.h"
#include "engine/store/shard_places.h"
#include "engine/store/snapshot.h"
#include "searchd/http/log.h"
#include "searchd/http/publication.h"

namespace paperfind {
namespace {

constexpr std::chrono::seconds kRetryAfter{5};

}  // namespace

Follower::Follower(Options options, SearcherPool& pool)
    : options_(std::move(options)), pool_(pool) {}

Follower::~Follower() {
  {
    const std::lock_guard lock(mutex_);
    stopping_ = true;
  }
  wake_.notify_all();
  if (thread_.joinable()) thread_.join();
}

Status Follower::try_generation(const std::string& name) {
  Result<std::shared_ptr<const Snapshot>> snapshot = Snapshot::open(options_.index / name);
  if (!snapshot.ok()) return snapshot.error();
  const Result<ShardPlaces> places = read_shard_places(options_.index);
  if (!places.ok()) return places.error();
  if (options_.verify) {
    std::set<std::string> elsewhere;
    for (const auto& [shard, servers] : *places) elsewhere.insert(shard_name(shard));
    const Status intact = verify_files((*snapshot)->path(), (*snapshot)->manifest(), elsewhere);
    if (!intact.ok()) return intact;
  }
  const std::optional<std::time_t> written = written_at(**snapshot);
  const Status served = pool_.serve(std::move(*snapshot), *places);
  if (served.ok()) written_ = written.value_or(0);
  return served;
}

void Follower::look() {
  const Result<std::string> current = current_generation(options_.index);
  if (!current.ok()) {
    if (!std::exchange(told_missing_, true)) {
      log_event(LogLevel::Warning, "no-index", {{"error", current.error().to_string()}});
    }
    return;
  }
  told_missing_ = false;
  if (*current == pool_.generation()) return;
  const auto now = std::chrono::steady_clock::now();
  const bool known_bad = *current == failed_;
  if (known_bad && now < retry_at_) return;
  const Status served = try_generation(*current);
  if (served.ok()) {
    failed_.clear();
    ++switches_;
    log_event(LogLevel::Info, "serving", {{"generation", *current}});
    return;
  }
  ++refusals_[static_cast<std::size_t>(served.error().code)];
  retry_at_ = now + kRetryAfter;
  failed_ = *current;
  if (known_bad) return;
  log_event(LogLevel::Error, "generation-refused",
            {{"generation", *current},
             {"error", served.error().to_string()},
             {"still_serving", pool_.generation()}});
}

void Follower::start() {
  thread_ = std::thread([this] { run(); });
}

void Follower::run() {
  std::unique_lock lock(mutex_);
  while (!wake_.wait_for(lock, options_.interval, [this] { return stopping_; })) {
    lock.unlock();
    try {
      look();
      pool_.tend_shards();
    } catch (const std::exception& failure) {
      // Out of memory or descriptors for the moment: the old generation serves on.
      ++refusals_[static_cast<std::size_t>(ErrorCode::Internal)];
      log_event(LogLevel::Error, "follow-failed", {{"error", failure.what()}});
    }
    lock.lock();
  }
}

}  // namespace paperfind
