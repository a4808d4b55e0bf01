// Follows CURRENT of an index folder and lets each new generation serve.
#pragma once

#include <atomic>
#include <chrono>
#include <condition_variable>
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
  // Looks again and again on a thread of its own until destroyed.
  void start();

 private:
  Status try_generation(const std::string& name);
  void run();

  const Options options_;
  SearcherPool& pool_;
  std::string failed_;  // the last one that could not serve, and when to look at it again
  std::chrono::steady_clock::time_point retry_at_;
  bool told_missing_ = false;

  std::mutex mutex_;
  std::condition_variable wake_;
  bool stopping_ = false;
  std::thread thread_;
};

}  // namespace paperfind
