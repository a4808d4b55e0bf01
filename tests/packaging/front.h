// A web server with an example configuration of packaging/, in front of a port of our choice.
#pragma once

#include <memory>
#include <string>

#include "tests/support/process.h"
#include "tests/support/temp_dir.h"

namespace paperfind::testing {

class Front {
 public:
  // `kind`: "nginx" or "caddy". Only the addresses of the example are other ones. Throws when it
  // does not come up.
  Front(const std::string& kind, int daemon_port);
  [[nodiscard]] int port() const { return port_; }
  // False, with a remark, where the program is not installed.
  static bool installed(const std::string& kind);

 private:
  TempDir folder_;
  int port_;
  std::unique_ptr<Process> process_;
};

// Takes one connection on a port of its own and keeps what it is asked with.
class Upstream {
 public:
  Upstream();
  ~Upstream();
  Upstream(const Upstream&) = delete;
  Upstream& operator=(const Upstream&) = delete;
  [[nodiscard]] int port() const { return port_; }
  // The head of the next request, answered with an empty 200. Empty when none comes in 10 s.
  [[nodiscard]] std::string next_head() const;

 private:
  int fd_;
  int port_ = 0;
};

}  // namespace paperfind::testing
