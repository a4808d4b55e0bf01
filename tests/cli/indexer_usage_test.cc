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
      {{},
       "say what to do: build, update, watch, validate, lint, diff, import, status, check, "
       "rollback, "
       "authority"},
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

TEST_CASE("authority says which commands it has", "[indexer][authority]") {
  const std::string see = "\nsee paperfind-indexer --help\n";
  RunResult result = indexer({"authority"});
  CHECK(result.exit_code == 2);
  CHECK(result.err == "paperfind-indexer: say what to do: report, merge, split, check" + see);
  result = indexer({"authority", "reprot", "x"});
  CHECK(result.exit_code == 2);
  CHECK(result.err ==
        "paperfind-indexer: there is no command \"reprot\": did you mean \"report\"?" + see);
  result = indexer({"authority", "report", corpus(), "--lins", "2"});
  CHECK(result.exit_code == 2);
  CHECK(result.err ==
        "paperfind-indexer: there is no flag \"--lins\": did you mean \"--lines\"?" + see);
}

TEST_CASE("authority reports, merges and splits", "[indexer][authority]") {
  const TempDir folder;
  write_text(folder / "p.jsonl",
             R"({"kind":"event","id":"e","name":"E","year":2022,"tz":"UTC"})"
             "\n"
             R"({"kind":"paper","id":"p1","title":"T","event":"e","authors":[{"name":"A",)"
             R"("affiliations":["DeepMind, London","Nowhere"]}]})"
             "\n");
  const std::string file = folder / "p.jsonl";
  const std::filesystem::path written = folder.path() / "authority" / "institutions.json";

  RunResult result = indexer({"authority", "report", file});
  CHECK(result.exit_code == 0);
  CHECK(result.out ==
        "# 1 of 2 affiliations of papers name a known institution (50.0 %), 1 of 2 distinct ones "
        "(50.0 %)\n# 1 of 1 papers have one that is not known\n# papers, affiliation, nearest\n"
        "1\tNowhere\t\n");
  CHECK_FALSE(std::filesystem::exists(written));

  // The first edit copies the built-in institutions.
  result = indexer({"authority", "merge", file, "google-deepmind", "google"});
  CHECK(result.exit_code == 0);
  CHECK(result.out == "google-deepmind leads to google now\n");
  CHECK(read_text(written).find("\"successor\": \"google\"") != std::string::npos);
  REQUIRE(indexer({"build", file, "--db", folder / "index", "-q"}).exit_code == 0);

  const std::string merged = read_text(written);
  result = indexer({"authority", "merge", file, "google-deepmint", "google"});
  CHECK(result.exit_code == 66);
  CHECK(result.err ==
        "paperfind-indexer: google-deepmint: there is no institution \"google-deepmint\" (did you "
        "mean \"google-deepmind\"?)\n");
  CHECK(read_text(written) == merged);

  result = indexer({"authority", "split", file, "google", "google-deepmind"});
  CHECK(result.out == "google-deepmind stands apart from google now\n");
  CHECK(read_text(written) ==
        read_text(source_dir() / "corpus" / "authority" / "institutions.json"));

  const std::string labels = folder / "labels.tsv";
  write_text(labels, "google-deepmind\tDeepMind\nmit\tNowhere\n");
  result = indexer({"authority", "check", labels});
  CHECK(result.exit_code == 0);
  CHECK(result.out == labels +
                          ":2: -mit : Nowhere\n2 affiliations: precision 100.0 % (1 of 1), recall "
                          "50.0 % (1 of 2)\n");
}

}  // namespace
}  // namespace paperfind::testing
