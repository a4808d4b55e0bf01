#include "indexer/progress.h"

#include <fmt/format.h>
#include <unistd.h>

#include <cstdio>

namespace paperfind {

using Clock = std::chrono::steady_clock;

Progress::Progress(std::string what, std::size_t total, bool quiet)
    : what_(std::move(what)),
      total_(total),
      shown_(!quiet && ::isatty(STDERR_FILENO) == 1),
      start_(Clock::now()),
      last_(start_) {}

Progress::~Progress() {
  if (shown_ && last_ != start_) fmt::print(stderr, "\r\x1b[K");
}

void Progress::step() {
  ++done_;
  // Reading the clock costs more than the counting; every 64th is often enough.
  if (!shown_ || done_ % 64 != 0) return;
  const Clock::time_point now = Clock::now();
  if (now - last_ < std::chrono::milliseconds(100)) return;
  last_ = now;
  print();
}

void Progress::print() const {
  const double seconds = std::chrono::duration<double>(last_ - start_).count();
  const double rate = static_cast<double>(done_) / seconds;
  std::string line = fmt::format("{} {}", what_, done_);
  if (total_ > 0) {
    line +=
        fmt::format(" of {}, {:.0f} s left", total_, static_cast<double>(total_ - done_) / rate);
  }
  fmt::print(stderr, "\r\x1b[K{}, {:.0f} a second", line, rate);
  std::fflush(stderr);
}

}  // namespace paperfind
