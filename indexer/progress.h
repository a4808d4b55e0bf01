// Progress of long work on standard error: a bar that renews itself on a terminal, now and then a
// line elsewhere.
#pragma once

#include <chrono>
#include <cstddef>
#include <cstdio>
#include <string>

namespace paperfind {

struct ProgressState {
  std::size_t done = 0;
  std::size_t total = 0;  // 0: unknown
  double seconds = 0;     // since it began
};

// "indexing papers [####      ] 40 %, 4,000 of 10,000, 1,000 a second, 6 s left"; without the bar
// for a log.
std::string progress_text(const std::string& what, const ProgressState& state, bool bar);

class Progress {
 public:
  using Clock = std::chrono::steady_clock;
  struct Output {
    std::FILE* file = stderr;
    bool terminal = false;
    std::chrono::milliseconds first{0}, every{0};  // when there is something to say
  };

  // `total` 0: unknown.
  Progress(std::string what, std::size_t total, bool quiet);
  // Of work that has no countable parts: said on a terminal while it lasts.
  Progress(std::string what, bool quiet);
  Progress(std::string what, std::size_t total, const Output& output);
  ~Progress();
  Progress(const Progress&) = delete;
  Progress& operator=(const Progress&) = delete;

  // One more done. Not for several threads at once.
  void step();

 private:
  void print(Clock::time_point now);
  std::string what_;
  std::size_t total_;
  std::size_t done_ = 0;
  Output output_;
  Clock::time_point start_, next_;
  bool printed_ = false;
};

}  // namespace paperfind
