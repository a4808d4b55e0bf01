#include "tests/http/daemon.h"

#include <chrono>
#include <stdexcept>

#include "tests/support/temp_dir.h"

namespace paperfind::testing {
namespace {

using namespace std::chrono_literals;
constexpr std::string_view kReady = "listening on http://127.0.0.1:";

}  // namespace

void build_index(const std::string& corpus, const std::string& index) {
  const RunResult built = run({program("paperfind-indexer"), "build", corpus, "--db", index});
  if (built.exit_code != 0) throw std::runtime_error("paperfind-indexer build: " + built.err);
}

const std::string& corpus_index() {
  static const TempDir kFolder;
  static const std::string kIndex = [] {
    std::string index = kFolder / "index";
    build_index(source_dir() / "corpus", index);
    return index;
  }();
  return kIndex;
}

std::vector<std::string> daemon_command(const std::string& index,
                                        const std::vector<std::string>& flags) {
  std::vector<std::string> argv = {program("paperfind-searchd"),
                                   "--db",
                                   index,
                                   "--listen",
                                   "127.0.0.1:0",
                                   "--log-level",
                                   "error"};
  argv.insert(argv.end(), flags.begin(), flags.end());
  return argv;
}

Daemon::Daemon(const std::string& index, std::vector<std::string> flags)
    : process_(daemon_command(index, flags)) {
  if (!process_.wait_for_output("\n", 30s) || process_.out().find(kReady) != 0) {
    throw std::runtime_error("paperfind-searchd: " + process_.out() + process_.err());
  }
  port_ = std::stoi(process_.out().substr(kReady.size()));
}

}  // namespace paperfind::testing
