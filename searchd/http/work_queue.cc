#include "searchd/http/work_queue.h"

#include <algorithm>
#include <system_error>
#include <utility>

namespace paperfind {

WorkQueue::WorkQueue(std::size_t threads, std::size_t capacity, Work work)
    : capacity_(capacity), work_(std::move(work)) {
  threads_.reserve(threads);
  for (std::size_t i = 0; i < std::max<std::size_t>(threads, 1); ++i) {
    try {
      threads_.emplace_back([this] { run(); });
    } catch (const std::system_error&) {
      if (threads_.empty()) throw;
      return;  // the system has no more; fewer do the same, later
    }
  }
}

WorkQueue::~WorkQueue() {
  {
    const std::lock_guard lock(mutex_);
    ending_ = true;
  }
  filled_.notify_all();
  for (std::thread& thread : threads_) thread.join();
}

bool WorkQueue::push(Job& job) {
  {
    const std::lock_guard lock(mutex_);
    if (jobs_.size() >= capacity_) return false;
    jobs_.push_back(std::move(job));
  }
  filled_.notify_one();
  return true;
}

void WorkQueue::push_more(Job job) {
  {
    const std::lock_guard lock(mutex_);
    jobs_.push_back(std::move(job));
  }
  filled_.notify_one();
}

QueueLoad WorkQueue::load() const {
  const std::lock_guard lock(mutex_);
  return {jobs_.size(), threads_.size(), busy_};
}

void WorkQueue::run() {
  bool worked = false;
  while (true) {
    Job job;
    {
      std::unique_lock lock(mutex_);
      if (worked) --busy_;
      filled_.wait(lock, [this] { return ending_ || !jobs_.empty(); });
      if (jobs_.empty()) return;
      job = std::move(jobs_.front());
      jobs_.pop_front();
      ++busy_;
      worked = true;
    }
    work_(job);
  }
}

}  // namespace paperfind
