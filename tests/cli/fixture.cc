#include "tests/cli/fixture.h"

#include <algorithm>
#include <chrono>
#include <cstdlib>
#include <filesystem>
#include <sstream>
#include <stdexcept>
#include <utility>

#include "engine/base/nlohmann_json.h"
#include "tests/catch.h"
#include "tests/support/http.h"
#include "tests/support/temp_dir.h"

namespace paperfind::testing {
namespace fs = std::filesystem;
using namespace std::chrono_literals;
namespace {

void build_index(const std::string& corpus, const std::string& index) {
  const RunResult built = run({program("paperfind-indexer"), "build", corpus, "--db", index});
  if (built.exit_code != 0) throw std::runtime_error("paperfind-indexer build: " + built.err);
}

const TempDir& shared_folder() {
  static const TempDir folder;
  return folder;
}

}  // namespace

const std::string& corpus_index() {
  static const std::string index = [] {
    std::string path = shared_folder() / "index";
    build_index(source_dir() / "corpus", path);
    return path;
  }();
  return index;
}

std::string index_of(const std::string& corpus_json, const std::string& folder) {
  write_text(folder + "/corpus/event.json", corpus_json);
  build_index(folder + "/corpus", folder + "/index");
  return folder + "/index";
}

RunOptions clean(RunOptions options) {
  options.unset.insert(options.unset.end(), {"NO_COLOR", "COLUMNS"});
  options.environment.insert(options.environment.begin(), {"HOME", shared_folder() / "home"});
  return options;
}

RunResult indexer(std::vector<std::string> arguments, RunOptions options) {
  arguments.insert(arguments.begin(), program("paperfind-indexer"));
  return run(std::move(arguments), std::move(options));
}

RunResult run_paperfind(std::vector<std::string> arguments, RunOptions options) {
  arguments.insert(arguments.begin(), program("paperfind"));
  return run(std::move(arguments), clean(std::move(options)));
}

RunResult ask(std::vector<std::string> arguments) {
  arguments.insert(arguments.begin(), {"--db", corpus_index()});
  RunResult result = run_paperfind(arguments);
  CAPTURE(arguments, result.err);
  REQUIRE((result.exit_code == 0 || result.exit_code == 1));
  return result;
}

std::vector<std::string> ask_ids(std::vector<std::string> arguments) {
  arguments.insert(arguments.begin(), "--format=ids");
  return lines_of(ask(std::move(arguments)).out);
}

ServedIndex::ServedIndex(const std::string& index)
    : port_(free_port()), url_("http://127.0.0.1:" + std::to_string(port_)) {
  // Its log goes to a file: a pipe nobody reads would fill and stop it.
  process_ = std::make_unique<Process>(std::vector<std::string>{
      "sh", "-c", R"(exec "$0" --db "$1" --listen "$2" 2>"$3")", program("paperfind-searchd"),
      index, "127.0.0.1:" + std::to_string(port_), log_ / "log"});
  if (!process_->wait_for_output("listening on", 60s)) {
    throw std::runtime_error("paperfind-searchd: " + read_text(log_ / "log"));
  }
}

std::vector<nlohmann::json> corpus_papers() {
  std::vector<fs::path> files;
  for (const auto& entry : fs::directory_iterator(source_dir() / "corpus")) {
    if (entry.path().extension() == ".json") files.push_back(entry.path());
  }
  std::sort(files.begin(), files.end());
  std::vector<nlohmann::json> out;
  for (const fs::path& file : files) {
    const nlohmann::json document = nlohmann::json::parse(read_text(file));
    if (!document.contains("papers")) continue;
    for (const nlohmann::json& paper : document.at("papers")) out.push_back(paper);
  }
  return out;
}

std::string with(std::string text, const std::string& from, const std::string& to) {
  return text.replace(text.find(from), from.size(), to);
}

std::vector<std::string> lines_of(const std::string& text) {
  std::vector<std::string> out;
  std::istringstream in(text);
  for (std::string line; std::getline(in, line);) out.push_back(line);
  return out;
}

bool is_long() { return std::getenv("PAPERFIND_LONG_TESTS") != nullptr; }

}  // namespace paperfind::testing
