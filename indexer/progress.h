// Progress of long work on standard error: a line that renews itself on a terminal, nothing
// elsewhere.
#pragma once

#include <chrono>
#include <cstddef>
#include <string>

namespace paperfind {

class Progress {
 public:
  // `total` 0: unknown.
  Progress(std::string what, std::size_t total, bool quiet);
  ~Progress();
  Progress(const Progress&) = delete;
  Progress& operator=(const Progress&) = delete;

  // One more done. Prints at most ten times a second.
  void step();

 private:
  void print() const;
  std::string what_;
  std::size_t total_;
  std::size_t done_ = 0;
  bool shown_;
  std::chrono::steady_clock::time_point start_, last_;
};

}  // namespace paperfind
