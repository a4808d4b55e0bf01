// Requests that wait for a worker: only so many, and of each connection one at a time.
#pragma once

#include <condition_variable>
#include <cstddef>
#include <deque>
#include <functional>
#include <memory>
#include <mutex>
#include <string>
#include <string_view>
#include <thread>
#include <vector>

#include "searchd/http/connection.h"
#include "searchd/http/message.h"

namespace paperfind {

struct Job {
  Connection* connection = nullptr;  // the loop's, which keeps it until the job is done
  int fd = -1;
  std::string head;
  std::string_view problem;  // of a head that could not be taken
  bool last = false;         // the connection cannot carry another request
  Clock::time_point since;
  std::shared_ptr<BodyBlocks> blocks = {};  // of an answer to go on with, in the place of a head
};

struct QueueLoad {
  std::size_t waiting = 0, workers = 0, busy = 0;
};

class WorkQueue {
 public:
  using Work = std::function<void(Job&)>;  // must not throw

  // Starts `threads` workers, at least one.
  WorkQueue(std::size_t threads, std::size_t capacity, Work work);
  // Does what is still in it first.
  ~WorkQueue();
  WorkQueue(const WorkQueue&) = delete;
  WorkQueue& operator=(const WorkQueue&) = delete;

  // False, and the job stays as it is, when there is no room.
  bool push(Job& job);
  // There is always room for what goes on with an answer: those are few, and begun.
  void push_more(Job job);
  [[nodiscard]] QueueLoad load() const;

 private:
  void run();

  const std::size_t capacity_;
  const Work work_;
  mutable std::mutex mutex_;
  std::condition_variable filled_;
  std::deque<Job> jobs_;
  std::size_t busy_ = 0;
  bool ending_ = false;
  std::vector<std::thread> threads_;
};

}  // namespace paperfind
