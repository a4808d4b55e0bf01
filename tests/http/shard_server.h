// One of Xapian's servers over a database, for tests of shards that are elsewhere.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "tests/support/process.h"

namespace paperfind::testing {

class XapianServer {
 public:
  // On a free port. Throws when it does not come up.
  explicit XapianServer(std::string database, std::vector<std::string> flags = {});
  ~XapianServer();
  XapianServer(const XapianServer&) = delete;
  XapianServer& operator=(const XapianServer&) = delete;

  [[nodiscard]] int port() const { return port_; }
  // "127.0.0.1:7001"
  [[nodiscard]] std::string address() const;

  // The server and its process for each connection.
  void kill();
  // On the port it had.
  void start_again();
  void pause(bool paused) const;

 private:
  bool start();
  void signal_all(int signal) const;

  std::string database_;
  std::vector<std::string> flags_;
  int port_ = 0;
  std::unique_ptr<Process> process_;
};

}  // namespace paperfind::testing
