// How paperfind-indexer finds its index, and what it says to those who mistype.
#include <filesystem>
#include <string>
#include <utility>
#include <vector>

#include "tests/catch.h"
#include "tests/cli/fixture.h"
#include "tests/support/process.h"
#include "tests/support/temp_dir.h"

namespace paperfind::testing {
namespace {

RunResult indexer(std::vector<std::string> arguments, RunOptions options = {}) {
  arguments.insert(arguments.begin(), program("paperfind-indexer"));
  return run(std::move(arguments), std::move(options));
}

std::string corpus() { return source_dir() / "corpus"; }

TEST_CASE("the flag --db wins over PAPERFIND_DB, which serves when there is no --db", "[indexer]") {
  const TempDir folder;
  const std::string flag = folder / "flag";
  const std::string variable = folder / "variable";
  const RunOptions set = {.environment = {{"PAPERFIND_DB", variable}}};

  REQUIRE(indexer({"build", corpus(), "--db", flag}, set).exit_code == 0);
  CHECK(std::filesystem::exists(flag + "/CURRENT"));
  CHECK_FALSE(std::filesystem::exists(variable));
  // Nothing is there yet that these could have read.
  CHECK(indexer({"status"}, set).exit_code == 66);
  CHECK(indexer({"check", corpus()}, set).exit_code == 66);
  CHECK(indexer({"rollback"}, set).exit_code == 66);
  CHECK(indexer({"status", "--db", flag}, set).exit_code == 0);
  CHECK(indexer({"check", corpus(), "--db", flag}, set).exit_code == 0);

  REQUIRE(indexer({"build", corpus()}, set).exit_code == 0);
  REQUIRE(indexer({"build", corpus()}, set).exit_code == 0);
  const std::string current = read_text(variable + "/CURRENT");
  // There is one generation below --db and two below the variable.
  CHECK(indexer({"rollback", "--db", flag}, set).exit_code == 66);
  CHECK(read_text(variable + "/CURRENT") == current);
  CHECK(indexer({"rollback"}, set).exit_code == 0);
  CHECK(read_text(variable + "/CURRENT") != current);
}

TEST_CASE("import says that -o takes a file where it was given a folder", "[indexer]") {
  const TempDir folder;
  write_text(folder / "in.jsonl", R"({"id":"a","title":"A"})");
  for (const std::string& output : {folder / "new/", folder.path().string()}) {
    CAPTURE(output);
    const RunResult result = indexer({"import", "jsonl", folder / "in.jsonl", "-o", output});
    CHECK(result.exit_code == 2);
    CHECK(result.err == "paperfind-indexer: " + output +
                            ": this is a folder (-o takes the file to " + "write, such as " +
                            (std::filesystem::path(output) / "papers.json").string() + ")\n");
  }
}

TEST_CASE("Without --db and PAPERFIND_DB it asks which index", "[indexer]") {
  const std::string asked =
      "paperfind-indexer: which index? Name its folder with --db, or in PAPERFIND_DB\n"
      "see paperfind-indexer --help\n";
  for (const char* verb : {"status", "check", "rollback"}) {
    const RunResult result = indexer({verb});
    CAPTURE(verb);
    CHECK(result.exit_code == 2);
    CHECK(result.err == asked);
  }
  CHECK(indexer({"build", corpus()}).err == asked);
  // An empty variable in `--db "$INDEX"` is a mistake, not a wish for another index.
  const TempDir folder;
  const RunResult empty =
      indexer({"build", corpus(), "--db="}, {.environment = {{"PAPERFIND_DB", folder / "index"}}});
  CHECK(empty.exit_code == 2);
  CHECK_FALSE(std::filesystem::exists(folder / "index"));
}

TEST_CASE("A mistyped command or flag is named, and the nearest one offered", "[indexer]") {
  struct Case {
    std::vector<std::string> arguments;
    std::string said;
  };
  const std::vector<Case> cases = {
      {{"bogus"}, R"(there is no command "bogus")"},
      {{"biuld", "corpus", "--db", "x"}, R"(there is no command "biuld": did you mean "build"?)"},
      {{"-q", "statsu"}, R"(there is no command "statsu": did you mean "status"?)"},
      {{}, "say what to do: build, update, watch, validate, lint, diff, import, status, check, rollback"},
      {{"build", "c", "--db", "x", "--dryrun"},
       R"(there is no flag "--dryrun": did you mean "--dry-run"?)"},
      {{"status", "--dv=x"}, R"(there is no flag "--dv": did you mean "--db"?)"},
      {{"status", "--zzzzzz"}, R"(there is no flag "--zzzzzz")"},
      {{"status", "this", "--db", "x"}, R"(one argument too many: "this")"},
      {{"build"}, "corpus is required"},
  };
  for (const Case& c : cases) {
    const RunResult result = indexer(c.arguments);
    CAPTURE(c.arguments);
    CHECK(result.exit_code == 2);
    CHECK(result.out.empty());
    CHECK(result.err == "paperfind-indexer: " + c.said + "\nsee paperfind-indexer --help\n");
  }
}

TEST_CASE("A number of threads that makes no sense is a mistake of use", "[indexer]") {
  for (const char* jobs : {"0", "257", "-1", "many", ""}) {
    CAPTURE(jobs);
    const RunResult result = indexer({"build", "c", "--db", "x", std::string("--jobs=") + jobs});
    CHECK(result.exit_code == 2);
    CHECK(result.err.find("paperfind-indexer: --jobs") == 0);
  }
}

}  // namespace
}  // namespace paperfind::testing
