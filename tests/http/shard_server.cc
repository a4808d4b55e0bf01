#include "tests/http/shard_server.h"

#include <chrono>
#include <csignal>
#include <fstream>
#include <stdexcept>
#include <thread>
#include <utility>

#include "tests/support/http.h"

namespace paperfind::testing {
namespace {

using namespace std::chrono_literals;

std::vector<pid_t> children_of(pid_t parent) {
  const std::string pid = std::to_string(parent);
  std::ifstream file("/proc/" + pid + "/task/" + pid + "/children");
  std::vector<pid_t> children;
  for (pid_t child = 0; file >> child;) children.push_back(child);
  return children;
}

}  // namespace

XapianServer::XapianServer(std::string database, std::vector<std::string> flags)
    : database_(std::move(database)), flags_(std::move(flags)) {
  for (int attempt = 0; attempt < 5; ++attempt) {
    port_ = free_port();
    if (start()) return;
  }
  throw std::runtime_error("xapian-tcpsrv does not start: " + process_->err());
}

XapianServer::~XapianServer() { kill(); }

std::string XapianServer::address() const { return "127.0.0.1:" + std::to_string(port_); }

bool XapianServer::start() {
  std::vector<std::string> command = {"xapian-tcpsrv", "--interface", "127.0.0.1", "--port",
                                      std::to_string(port_)};
  command.insert(command.end(), flags_.begin(), flags_.end());
  command.push_back(database_);
  process_ = std::make_unique<Process>(std::move(command));
  return process_->wait_for_output("Listening", 10s);
}

void XapianServer::signal_all(int signal) const {
  if (process_ == nullptr) return;
  const std::vector<pid_t> connections = children_of(process_->pid());
  process_->send_signal(signal);
  for (const pid_t connection : connections) ::kill(connection, signal);
}

void XapianServer::kill() {
  signal_all(SIGKILL);
  process_.reset();
}

void XapianServer::start_again() {
  // Its port may be taken for a moment by connections that are closing.
  for (int attempt = 0; attempt < 50; ++attempt) {
    if (start()) return;
    std::this_thread::sleep_for(100ms);
  }
  throw std::runtime_error("xapian-tcpsrv does not start again: " + process_->err());
}

void XapianServer::pause(bool paused) const { signal_all(paused ? SIGSTOP : SIGCONT); }

}  // namespace paperfind::testing
