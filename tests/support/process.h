// Running the real programs: with arguments, input, environment, a deadline, and both outputs kept
// apart. Variables of ours that begin with PAPERFIND_ or XDG_ are not passed on.
#pragma once

#include <sys/types.h>

#include <chrono>
#include <filesystem>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace paperfind::testing {

struct RunOptions {
  std::string input = {};
  std::vector<std::pair<std::string, std::string>> environment = {};  // set on top of ours
  std::vector<std::string> unset = {};                                // taken away from ours
  std::filesystem::path folder = {};                                  // to run in; empty: ours
  std::chrono::milliseconds timeout{60'000};
};

struct RunResult {
  int exit_code = -1;  // -1 when a signal ended it
  int signal = 0;
  bool timed_out = false;  // and was killed
  std::string out;
  std::string err;
};

// A program in the background. Killed with the object, and with this process.
class Process {
 public:
  // Throws std::system_error when it cannot be started. `input` is written while waiting.
  explicit Process(std::vector<std::string> argv, RunOptions options = {});
  ~Process();
  Process(const Process&) = delete;
  Process& operator=(const Process&) = delete;

  // True as soon as either output holds `text`; false when both ended or time is up.
  bool wait_for_output(std::string_view text, std::chrono::milliseconds timeout);
  // Stops reading its standard output, as `| head` does.
  void close_output();
  void send_signal(int signal) const;
  // Waits for the end; kills it when time is up.
  RunResult wait(std::chrono::milliseconds timeout);

  [[nodiscard]] pid_t pid() const { return pid_; }
  [[nodiscard]] const std::string& out() const { return out_; }
  [[nodiscard]] const std::string& err() const { return err_; }

 private:
  using Clock = std::chrono::steady_clock;
  // One round of reading and writing; false when nothing is open any more or the deadline passed.
  bool pump(Clock::time_point deadline);

  RunOptions options_;
  pid_t pid_ = -1;
  int in_fd_ = -1;
  int out_fd_ = -1;
  int err_fd_ = -1;
  std::size_t written_ = 0;
  std::string out_;
  std::string err_;
  std::optional<RunResult> result_;
};

// Starts, waits for the end within options.timeout, gives everything back.
RunResult run(std::vector<std::string> argv, RunOptions options = {});

// Path of a program of this build: "paperfind", "paperfind-indexer" or "paperfind-searchd".
std::string program(std::string_view name);
// Root of the source tree: corpus/, tests/fixtures/ …
std::filesystem::path source_dir();

}  // namespace paperfind::testing
