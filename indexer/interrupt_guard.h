// Ctrl-C and SIGTERM while a generation is written: what is half done goes, then the process ends
// as they end any other. (After SIGKILL the next indexer clears up.)
#pragma once

#include <atomic>
#include <csignal>
#include <filesystem>
#include <thread>

namespace paperfind {

class InterruptGuard {
 public:
  // Keeps the signals from this thread and those it starts while it lives. `folder` is removed.
  explicit InterruptGuard(std::filesystem::path folder);
  ~InterruptGuard();
  InterruptGuard(const InterruptGuard&) = delete;
  InterruptGuard& operator=(const InterruptGuard&) = delete;

 private:
  void watch();
  std::filesystem::path folder_;
  sigset_t before_;
  std::atomic<bool> done_{false};
  std::thread thread_;
};

}  // namespace paperfind
