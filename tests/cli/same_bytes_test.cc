// A folder and a daemon give the same bytes, the same notes and the same status.
#include <filesystem>
#include <string>
#include <vector>

#include "engine/base/nlohmann_json.h"
#include "tests/catch.h"
#include "tests/cli/fixture.h"

using namespace paperfind::testing;

namespace {

// -v says how long it took, last.
std::string without_time(const std::string& notes) {
  static const std::string kUnit = " ms\n";
  if (notes.size() < kUnit.size() || notes.substr(notes.size() - kUnit.size()) != kUnit)
    return notes;
  const std::size_t line = notes.rfind('\n', notes.size() - 2);
  return line == std::string::npos ? "" : notes.substr(0, line + 1);
}

}  // namespace

TEST_CASE("with --db and with --url it prints the same", "[cli]") {
  const ServedIndex daemon(corpus_index());
  const std::vector<std::vector<std::string>> questions = {
      {"search"},
      {"search", "keyword", "spotting"},
      {"search", "keyword", "spotting", "--json"},
      {"search", "keyword", "spotting", "--format", "jsonl", "--explain"},
      {"search", "learning", "--all-results", "--format", "ids"},
      {"search", "learning", "--facets", "all", "--color", "always"},
      {"search", "--phrase", "neural network", "--sort", "title"},
      {"search", "a+b & c=d ü #1 100%"},
      {"search", "--institution", "TU Dresden", "--json"},
      {"search", "--not", "institution=Meta", "--has", "video", "--json"},
      {"search", "KWS", "-v"},
      {"search", "KWS", "--json"},
      {"search", "KWS", "-v", "--no-synonyms"},
      {"search", "transfomer"},
      {"search", "--author", "Jelcicoova"},
      {"search", "x", "--fields", "nope"},
      {"search", "--page", "9000"},
      {"search", std::string(3000, 'x')},
      {"facets"},
      {"facets", "--json"},
      {"facets", "session"},
      {"facets", "session", "--json"},
      {"facets", "institution", "--prefix", "uni", "-n", "2", "--page", "2", "--json"},
      {"facets", "author", "-q", "keyword", "--session", "tinyML Algorithms", "--format", "jsonl"},
      {"suggest", "neural"},
      {"suggest", "neural", "netw", "--json"},
      {"suggest", "jelč", "--types", "person", "--format", "jsonl"},
      {"suggest", "a", "-n", "20", "--format", "ids", "--session", "tinyML Algorithms"},
      {"suggest", "a", "-n", "3", "--color", "always"},
      {"suggest", "xyzzy"},
      {"suggest", "neurla", "--no-typo"},
      {"suggest", "a", "--types", "nope"},
      {"show", "tinyml-2022-delta-keyword-transformer-bringing-transformers-to"},
      {"show", "tinyml-2022-delta-keyword-transformer-bringing-transformers-to", "--json"},
      {"show", "nope", "../nope"},
  };
  for (std::vector<std::string> question : questions) {
    CAPTURE(question);
    question.insert(question.end(), {"--db", corpus_index()});
    const RunResult local = run_paperfind(question);
    question[question.size() - 2] = "--url";
    question.back() = daemon.url();
    const RunResult remote = run_paperfind(question);
    // The command for the next page names the place it was asked of.
    const auto without_next = [](const std::string& out) {
      return out.substr(0, out.find("  Next: "));
    };
    CHECK(without_next(remote.out) == without_next(local.out));
    CHECK(without_time(remote.err) == without_time(local.err));
    CHECK(remote.exit_code == local.exit_code);
  }
}

TEST_CASE("exports of a folder and of a daemon are the same where the site says its address",
          "[cli]") {
  const TempDir folder;
  namespace fs = std::filesystem;
  fs::copy(fs::path(source_dir()) / "corpus", folder.path() / "corpus",
           fs::copy_options::recursive);
  write_text(folder / "corpus/site.json",
             R"({"name": "Papers", "base_url": "https://papers.example.org"})");
  REQUIRE(run({program("paperfind-indexer"), "build", folder / "corpus", "--db", folder / "index"})
              .exit_code == 0);
  const ServedIndex daemon(folder / "index");
  const std::string id = "tinyml-2022-delta-keyword-transformer-bringing-transformers-to";
  for (const char* format : {"bib", "ris", "csl", "csv", "ics", "atom"}) {
    for (std::vector<std::string> question :
         {std::vector<std::string>{"search", "learning", "--all-results"},
          {"search", "--session", "tinyML Hardware"},
          {"search", "zzzzzz"},
          {"show", id}}) {
      question.insert(question.end(), {"--format", format, "--db", folder / "index"});
      CAPTURE(question);
      const RunResult local = run_paperfind(question);
      question[question.size() - 2] = "--url";
      question.back() = daemon.url();
      const RunResult remote = run_paperfind(question);
      CHECK(remote.out == local.out);
      CHECK(remote.err == local.err);
      CHECK(remote.exit_code == local.exit_code);
      CHECK(local.exit_code == (question[1] == "zzzzzz" ? 1 : 0));
    }
  }
  const RunResult two =
      run_paperfind({"show", id, id, "--format", "bib", "--db", folder / "index"});
  CHECK(two.out.find("}\n\n@inproceedings{" + id) != std::string::npos);
}

TEST_CASE("The environment may name the daemon", "[cli]") {
  const ServedIndex daemon(corpus_index());
  const RunResult result = run_paperfind({"search", "jelcicoova", "--format", "ids"},
                                         {.environment = {{"PAPERFIND_URL", daemon.url() + "/"}}});
  CHECK(result.exit_code == 0);
  CHECK(lines_of(result.out).size() == 1);
}
