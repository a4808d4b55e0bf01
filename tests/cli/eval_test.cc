// A judged collection from its folder to its figures, by the real programs.
#include <filesystem>
#include <string>
#include <vector>

#include "engine/base/nlohmann_json.h"
#include "tests/catch.h"
#include "tests/cli/fixture.h"
#include "tests/support/process.h"
#include "tests/support/temp_dir.h"

namespace paperfind::testing {
namespace {

using nlohmann::json;

// Folder of the little collection, imported and indexed once.
const std::string& collection() {
  static const TempDir folder;
  static const std::string path = [] {
    std::filesystem::copy(source_dir() / "tests/fixtures/beir", folder.path(),
                          std::filesystem::copy_options::recursive |
                              std::filesystem::copy_options::overwrite_existing);
    const std::string corpus = folder / "imported.jsonl";
    const RunResult imported =
        run({program("paperfind-indexer"), "import", "beir", folder / "", "-o", corpus});
    REQUIRE(imported.exit_code == 0);
    CHECK(imported.err == "6 lines read, 6 papers kept, 0 repaired, 0 rejected\n");
    const RunResult built =
        run({program("paperfind-indexer"), "-q", "build", corpus, "--db", folder / "index"});
    CAPTURE(built.err);
    REQUIRE(built.exit_code == 0);
    return folder.path().string();
  }();
  return path;
}

// In the folder of the collection, so that files have short names.
RunResult eval(std::vector<std::string> flags, const std::string& qrels = "qrels/test.tsv") {
  std::vector<std::string> arguments = {"eval", "--queries", "queries.jsonl", "--qrels", qrels};
  bool placed = false;
  for (const std::string& flag : flags) placed = placed || flag == "--url";
  if (!placed) arguments.insert(arguments.end(), {"--db", "index"});
  arguments.insert(arguments.end(), flags.begin(), flags.end());
  return run_paperfind(std::move(arguments), {.folder = collection()});
}

TEST_CASE("eval prints what was worked out by hand", "[eval]") {
  const RunResult result = eval({"--baseline", "baseline.run"});
  CHECK(result.exit_code == 0);
  CHECK(result.err == "");
  CHECK(result.out == read_text(source_dir() / "tests/golden/eval.txt"));
}

TEST_CASE("a run has the ids of the source and falling scores and can be compared with itself",
          "[eval]") {
  const std::string expected =
      "q1 Q0 a 1 2 paperfind\nq1 Q0 b 2 1 paperfind\nq2 Q0 c 1 1 paperfind\n"
      "q3 Q0 birds/e 1 1 paperfind\n";
  CHECK(eval({"--format", "trec"}).out == expected);
  REQUIRE(eval({"--run", "own.run"}).exit_code == 0);
  CHECK(read_text(collection() + "/own.run") == expected);
  const json report = json::parse(eval({"--baseline", "own.run", "--json"}).out);
  CHECK(report.at("baseline").at("ties") == 3);
  CHECK(report.at("baseline").at("measures") == report.at("measures"));
  CHECK(report.at("baseline").at("p") == 1);
}

TEST_CASE("judgements may name papers by their ids here", "[eval]") {
  write_text(collection() + "/own.tsv", "q3\tbirds-e\t1\n");
  CHECK(eval({"--format", "trec"}, "own.tsv").out == "q3 Q0 birds-e 1 1 paperfind\n");
  const json report = json::parse(eval({"--format", "json"}, "own.tsv").out);
  CHECK(report.at("measures").at("ndcg_cut_10") == 1);
  CHECK(report.at("unknown").empty());
  CHECK(report.at("unjudged") == json({"q1", "q2", "q4", "q5"}));
}

TEST_CASE("pairs to leave out are in neither the run nor the judgements", "[eval]") {
  write_text(collection() + "/out.tsv", "query-id\tcorpus-id\nq1\ta\nq3\tbirds/e\nq3\tnowhere\n");
  const RunResult result = eval({"--exclude", "out.tsv", "--format", "trec"});
  CHECK(result.out == "q1 Q0 b 1 1 paperfind\nq2 Q0 c 1 1 paperfind\n");
  CHECK(result.err.find("no judged paper is relevant: 2 (q3, q5)") != std::string::npos);
}

TEST_CASE("eval below the floor exits 1 and says so", "[eval]") {
  CHECK(eval({"--min-ndcg", "0.6681"}).exit_code == 0);  // as printed
  const RunResult below = eval({"--min-ndcg", "0.7"});
  CHECK(below.exit_code == 1);
  CHECK(below.err == "paperfind: nDCG@10 is 0.6681, below 0.7000\n");
  CHECK(below.out.find("nDCG@10      0.6681\n") != std::string::npos);
}

TEST_CASE("a daemon is measured as the index is", "[eval]") {
  const ServedIndex daemon(collection() + "/index");
  CHECK(eval({"--url", daemon.url(), "--json"}).out == eval({"--json"}).out);
}

TEST_CASE("eval says which file and line it cannot read", "[eval]") {
  struct Case {
    std::string qrels;
    int exit_code;
    std::string err;
  };
  const std::vector<Case> cases = {
      {"q1\ta\n", 65,
       "paperfind: bad.tsv:1: the columns are not query, paper and grade, nor TREC's four with "
       "something between\n"},
      {"query-id\tcorpus-id\tscore\n\nq1\ta\tgood\n", 65,
       "paperfind: bad.tsv:3: \"good\" is no whole number\n"},
      {"q1\ta\t1\nq1\ta\t2\n", 65,
       "paperfind: bad.tsv:2: paper \"a\" has two grades for this query: 1 and 2\n"},
      {"", 65,
       "paperfind: bad.tsv: no query has a paper judged relevant (are the queries named there as "
       "in queries.jsonl?)\n"},
      {"q1\ta\t0\n", 65,
       "paperfind: bad.tsv: no query has a paper judged relevant (are the queries named there as "
       "in queries.jsonl?)\n"},
      {"q1\t" + std::string((4 << 20) + 1, 'x') + "\t1\n", 65,
       "paperfind: bad.tsv:1: the line is longer than 4194304 bytes\n"},
  };
  for (const Case& c : cases) {
    write_text(collection() + "/bad.tsv", c.qrels);
    const RunResult result = eval({}, "bad.tsv");
    CAPTURE(c.qrels.substr(0, 80));
    CHECK(result.exit_code == c.exit_code);
    CHECK(result.out == "");
    CHECK(result.err == c.err);
  }
  CHECK(eval({}, "none.tsv").exit_code == 66);
  CHECK(eval({"--baseline", "none.run"}).exit_code == 66);
  CHECK(eval({"--run", "no/such/folder/x.run"}).exit_code == 66);
  CHECK(eval({"--min-ndcg", "2"}).exit_code == 2);
}

TEST_CASE("a query longer than a query may be is asked by its beginning", "[eval]") {
  std::string text = "walrus";
  while (text.size() < 3000) text += " é";
  write_text(collection() + "/long.jsonl", json{{"id", "q1"}, {"text", text}}.dump() + "\n");
  const RunResult result = run_paperfind({"eval", "--db", "index", "--queries", "long.jsonl",
                                          "--qrels", "qrels/test.tsv", "--any", "--json"},
                                         {.folder = collection()});
  REQUIRE(result.exit_code == 0);
  const json report = json::parse(result.out);
  CHECK(report.at("shortened") == json({"q1"}));
  CHECK(report.at("by_query").at(0).at("found") == 2);
}

TEST_CASE("import beir reads one folder", "[eval]") {
  const RunResult two = run({program("paperfind-indexer"), "import", "beir", "a", "b", "-o", "x"});
  CHECK(two.exit_code == 2);
  CHECK(two.err.find("beir reads one folder") != std::string::npos);
  const TempDir empty;
  const RunResult none =
      run({program("paperfind-indexer"), "import", "beir", empty / "", "-o", empty / "out.jsonl"});
  CHECK(none.exit_code == 66);
}

}  // namespace
}  // namespace paperfind::testing
