// The real programs over an index of the real corpus.
#pragma once

#include <memory>
#include <nlohmann/json_fwd.hpp>
#include <string>
#include <vector>

#include "tests/support/process.h"
#include "tests/support/temp_dir.h"

namespace paperfind::testing {

// Folder of an index of corpus/, built once a process by paperfind-indexer.
const std::string& corpus_index();
// An index of the corpus file with that text, in `folder`.
std::string index_of(const std::string& corpus_json, const std::string& folder);

// Runs paperfind-indexer.
RunResult indexer(std::vector<std::string> arguments, RunOptions options = {});
// Runs paperfind with nothing of this user's settings.
RunResult run_paperfind(std::vector<std::string> arguments, RunOptions options = {});
RunOptions clean(RunOptions options);
// The same on corpus_index(), which must succeed or find nothing.
RunResult ask(std::vector<std::string> arguments);
std::vector<std::string> ask_ids(std::vector<std::string> arguments);

// A paperfind-searchd over `index`, ready when made.
class ServedIndex {
 public:
  explicit ServedIndex(const std::string& index);
  [[nodiscard]] const std::string& url() const { return url_; }
  [[nodiscard]] int port() const { return port_; }

 private:
  TempDir log_;
  int port_;
  std::string url_;
  std::unique_ptr<Process> process_;
};

// Papers of corpus/, as its files have them.
std::vector<nlohmann::json> corpus_papers();

// `from` as `to`, once.
std::string with(std::string text, const std::string& from, const std::string& to);

std::vector<std::string> lines_of(const std::string& text);

// Whether PAPERFIND_LONG_TESTS asks for the full counts. Tests that heed it are tagged [long].
bool is_long();

}  // namespace paperfind::testing
