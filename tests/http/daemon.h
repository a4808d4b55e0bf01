// The real daemon over a real index, for tests that speak HTTP to it.
#pragma once

#include <string>
#include <vector>

#include "tests/support/process.h"

namespace paperfind::testing {

// Indexes `corpus` (a folder or file) into `index` with the real indexer; throws when it fails.
void build_index(const std::string& corpus, const std::string& index);
// An index of corpus/, built once a process.
const std::string& corpus_index();

// A daemon on a free port. Throws when it does not come up.
class Daemon {
 public:
  explicit Daemon(const std::string& index, std::vector<std::string> flags = {});
  [[nodiscard]] int port() const { return port_; }
  [[nodiscard]] Process& process() { return process_; }

 private:
  Process process_;
  int port_ = 0;
};

// Command line of a daemon that logs errors only: nobody reads its log while a test runs.
std::vector<std::string> daemon_command(const std::string& index,
                                        const std::vector<std::string>& flags);

}  // namespace paperfind::testing
