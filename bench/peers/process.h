// Servers and builders of other people as processes of ours: they end with the object and with us.
#pragma once

#include <sys/resource.h>
#include <sys/types.h>

#include <cstdint>
#include <filesystem>
#include <functional>
#include <string>
#include <vector>

#include "engine/base/result.h"

namespace paperfind::peers {

struct Command {
  std::vector<std::string> argv;
  std::filesystem::path output;  // standard output and error; empty: ours
  std::filesystem::path input;   // empty: none
  std::string user;              // to run as, when we are root; empty: ourselves
  int stop_signal = 15;
};

class Process {
 public:
  Process() = default;
  ~Process() { stop(); }
  Process(const Process&) = delete;
  Process& operator=(const Process&) = delete;

  Status start(const Command& command);
  // Waits until `ready` is true; the process's end or 60 s are an error that names its output.
  Status wait_until(const std::function<bool()>& ready);
  // 0 when it went well. `used`: by it and all it waited for.
  int wait(rusage* used = nullptr);
  void stop();
  [[nodiscard]] bool running() const { return pid_ > 0; }

 private:
  pid_t pid_ = -1;
  Command command_;
};

// Runs to the end; an error names its output file.
Status run(const Command& command);

// A port of 127.0.0.1 that nobody listens on.
std::uint16_t free_port();
bool accepts(std::uint16_t port);
// Gives a folder and all below it to `user`, when we are root.
Status give_to(const std::string& user, const std::filesystem::path& folder);
// The last of what a program printed.
std::string tail_of(const std::filesystem::path& file);

}  // namespace paperfind::peers
