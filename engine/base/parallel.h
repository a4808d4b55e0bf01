// The same work for many items on several threads.
#pragma once

#include <algorithm>
#include <atomic>
#include <cstddef>
#include <exception>
#include <mutex>
#include <thread>
#include <vector>

#include "engine/base/result.h"

namespace paperfind {

// Calls a worker, `Status worker(item)`, for each item below `count`, in order of starting. Every
// thread has a worker of its own from make_worker(), so that workers may keep what only one thread
// may use. After a failure no further item is begun; the failure of the least item is given. What a
// worker throws is thrown here.
template <typename MakeWorker>
Status for_each_item(std::size_t count, std::size_t jobs, MakeWorker make_worker) {
  std::atomic<std::size_t> next{0};
  std::mutex mutex;
  std::size_t failed = count;
  Status failure;
  std::exception_ptr thrown;
  const auto work = [&] {
    try {
      auto worker = make_worker();
      for (std::size_t item = next++; item < count; item = next++) {
        const Status done = worker(item);
        if (done.ok()) continue;
        const std::lock_guard lock(mutex);
        if (item < failed) failure = done;
        failed = std::min(failed, item);
        next = count;
      }
    } catch (...) {
      const std::lock_guard lock(mutex);
      thrown = std::current_exception();
      next = count;
    }
  };
  {
    std::vector<std::jthread> threads;
    for (std::size_t job = 1; job < std::min(jobs, count); ++job) threads.emplace_back(work);
    work();
  }
  if (thrown) std::rethrow_exception(thrown);
  return failure;
}

}  // namespace paperfind
