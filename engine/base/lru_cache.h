// Values kept under a text while they fit into so many bytes; those used last stay.
#pragma once

#include <cstddef>
#include <cstdint>
#include <list>
#include <memory>
#include <mutex>
#include <string>
#include <unordered_map>
#include <utility>

namespace paperfind {

// Since the cache was made, and of what it keeps now.
struct LruCounts {
  std::uint64_t hits = 0, misses = 0, evictions = 0;
  std::size_t entries = 0, bytes = 0;
};

// For any number of threads. What was found stays whole for its finder after it had to go.
template <typename Value>
class LruCache {
 public:
  explicit LruCache(std::size_t max_bytes) : max_bytes_(max_bytes) {}

  // Null when it is not kept.
  std::shared_ptr<const Value> find(const std::string& key) {
    const std::lock_guard lock(mutex_);
    const auto known = by_key_.find(key);
    if (known == by_key_.end()) {
      ++counts_.misses;
      return nullptr;
    }
    ++counts_.hits;
    newest_first_.splice(newest_first_.begin(), newest_first_, known->second);
    return known->second->value;
  }

  // `bytes`: the value's; the key and what goes with it are counted here. Nothing happens when the
  // key is known, or the value larger than all the room.
  void keep(const std::string& key, std::shared_ptr<const Value> value, std::size_t bytes) {
    bytes += 2 * key.size() + kOverhead;
    const std::lock_guard lock(mutex_);
    if (bytes > max_bytes_ || by_key_.contains(key)) return;
    newest_first_.push_front({key, std::move(value), bytes});
    by_key_.emplace(key, newest_first_.begin());
    bytes_ += bytes;
    while (bytes_ > max_bytes_) {
      bytes_ -= newest_first_.back().bytes;
      by_key_.erase(newest_first_.back().key);
      newest_first_.pop_back();
      ++counts_.evictions;
    }
  }

  // Never more than the room.
  [[nodiscard]] std::size_t bytes() const {
    const std::lock_guard lock(mutex_);
    return bytes_;
  }

  [[nodiscard]] LruCounts counts() const {
    const std::lock_guard lock(mutex_);
    LruCounts counts = counts_;
    counts.entries = by_key_.size();
    counts.bytes = bytes_;
    return counts;
  }

 private:
  // Of a list node, a table's slot and a shared value; about.
  static constexpr std::size_t kOverhead = 256;

  struct Kept {
    std::string key;
    std::shared_ptr<const Value> value;
    std::size_t bytes = 0;
  };

  std::size_t max_bytes_;
  mutable std::mutex mutex_;
  std::size_t bytes_ = 0;
  LruCounts counts_;  // but for what is kept now
  std::list<Kept> newest_first_;
  std::unordered_map<std::string, typename std::list<Kept>::iterator> by_key_;
};

}  // namespace paperfind
