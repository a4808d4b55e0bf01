// Follows CURRENT of an index folder and lets each new generation serve.
#pragma once

#include <array>
#include <atomic>
#include <chrono>
#include <condition_variable>
#include <cstdint>
#include <ctime>
#include <filesystem>
#include <mutex>
#include <string>
#include <thread>

#include "searchd/http/searcher_pool.h"

namespace paperfind {

class Follower {
 public:
  struct Options {
    std::filesystem::path index;
    bool verify = true;  // hash every file of a generation before it serves
    std::chrono::milliseconds interval{200};
  };

  Follower(Options options, SearcherPool& pool);
  ~Follower();
  Follower(const Follower&) = delete;
  Follower& operator=(const Follower&) = delete;

  // Looks once, now. A generation that cannot serve is logged once and looked at again after a
  // while; the one before goes on serving.
  void look();
  // When the generation that serves was written, as the file system told when it began to: its
  // folder may be gone by now. 0: not known.
  [[nodiscard]] std::time_t written() const { return written_; }
  // How often a generation began to serve, and could not for that reason (each time it was looked
  // at). From any thread.
  [[nodiscard]] std::uint64_t switches() const { return switches_; }
  [[nodiscard]] std::uint64_t refusals(ErrorCode why) const {
    return refusals_[static_cast<std::size_t>(why)];
  }
  // Looks again and again on a thread of its own until destroyed.
  void start();

 private:
  static constexpr std::size_t kErrorCodes = static_cast<std::size_t>(ErrorCode::Internal) + 1;

  Status try_generation(const std::string& name);
  void run();

  const Options options_;
  SearcherPool& pool_;
  std::string failed_;  // the last one that could not serve, and when to look at it again
  std::chrono::steady_clock::time_point retry_at_;
  bool told_missing_ = false;
  std::atomic<std::time_t> written_{0};
  std::atomic<std::uint64_t> switches_{0};
  std::array<std::atomic<std::uint64_t>, kErrorCodes> refusals_{};

  std::mutex mutex_;
  std::condition_variable wake_;
  bool stopping_ = false;
  std::thread thread_;
};

}  // namespace paperfind
