#include "indexer/progress.h"

#include <fmt/format.h>
#include <unistd.h>

#include <algorithm>
#include <cmath>
#include <utility>

#include "engine/base/number_text.h"

namespace paperfind {
namespace {

using std::chrono::milliseconds;

// Nothing to say, ever.
constexpr Progress::Output kSilent{nullptr, false, milliseconds(0), milliseconds(0)};
constexpr Progress::Output kTerminal{nullptr, true, milliseconds(300), milliseconds(100)};
// Logs keep what they get, and short work is soon told of by its result.
constexpr Progress::Output kLog{nullptr, false, milliseconds(5'000), milliseconds(10'000)};

Progress::Output standard_error(bool quiet) {
  if (quiet) return kSilent;
  Progress::Output output = ::isatty(STDERR_FILENO) == 1 ? kTerminal : kLog;
  output.file = stderr;
  return output;
}

std::string time_text(double seconds) {
  const auto whole = static_cast<std::size_t>(std::ceil(seconds));
  constexpr std::size_t kMinute = 60;
  if (whole < kMinute) return fmt::format("{} s", whole);
  return fmt::format("{} min {} s", number_text(whole / kMinute), whole % kMinute);
}

std::string bar_text(std::size_t done, std::size_t total) {
  constexpr std::size_t kWidth = 20;
  const std::size_t full = std::min(done, total) * kWidth / total;
  return "[" + std::string(full, '#') + std::string(kWidth - full, ' ') + "] ";
}

}  // namespace

std::string progress_text(const std::string& what, const ProgressState& state, bool bar) {
  const double rate = state.seconds > 0 ? static_cast<double>(state.done) / state.seconds : 0;
  const std::string speed = number_text(static_cast<std::size_t>(std::llround(rate)));
  if (state.total == 0)
    return fmt::format("{} {}, {} a second", what, number_text(state.done), speed);
  constexpr std::size_t kPercent = 100;
  const std::size_t left = state.total - std::min(state.done, state.total);
  std::string text = fmt::format("{} {}{} %, {} of {}, {} a second", what,
                                 bar ? bar_text(state.done, state.total) : "",
                                 std::min(state.done, state.total) * kPercent / state.total,
                                 number_text(state.done), number_text(state.total), speed);
  if (rate > 0) text += ", " + time_text(static_cast<double>(left) / rate) + " left";
  return text;
}

Progress::Progress(std::string what, std::size_t total, bool quiet)
    : Progress(std::move(what), total, standard_error(quiet)) {}

Progress::Progress(std::string what, bool quiet) : Progress(std::move(what), 0, quiet) {
  if (output_.file == nullptr || !output_.terminal) return;
  fmt::print(output_.file, "\r\x1b[K{} …", what_);
  std::fflush(output_.file);
  printed_ = true;
}

Progress::Progress(std::string what, std::size_t total, const Output& output)
    : what_(std::move(what)),
      total_(total),
      output_(output),
      start_(Clock::now()),
      next_(start_ + output.first) {}

Progress::~Progress() {
  if (printed_ && output_.terminal) {
    fmt::print(output_.file, "\r\x1b[K");
    std::fflush(output_.file);
  }
}

void Progress::step() {
  ++done_;
  // Reading the clock costs more than the counting; every 16th is often enough.
  if (output_.file == nullptr || done_ % 16 != 0) return;
  const Clock::time_point now = Clock::now();
  if (now >= next_) print(now);
}

void Progress::print(Clock::time_point now) {
  const ProgressState state{done_, total_, std::chrono::duration<double>(now - start_).count()};
  const std::string text = progress_text(what_, state, output_.terminal);
  fmt::print(output_.file, "{}{}{}", output_.terminal ? "\r\x1b[K" : "", text,
             output_.terminal ? "" : "\n");
  std::fflush(output_.file);
  next_ = now + output_.every;
  printed_ = true;
}

}  // namespace paperfind
