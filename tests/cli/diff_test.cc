// What changed between two states of a corpus, as a maintainer asks it.
#include <string>
#include <vector>

#include "tests/catch.h"
#include "tests/cli/fixture.h"
#include "tests/support/process.h"
#include "tests/support/temp_dir.h"

namespace paperfind::testing {
namespace {

const std::string kEvent = R"({"kind":"event","id":"e","name":"E","year":2022,"tz":"UTC"})"
                           "\n";
const std::string kSession = R"({"kind":"session","id":"s","title":"Talks","event":"e"})"
                             "\n";
std::string paper(const std::string& id, const std::string& title, const std::string& more = "") {
  return R"({"kind":"paper","id":")" + id + R"(","title":")" + title +
         R"(","event":"e","authors":[])" + more + "}\n";
}

TEST_CASE("diff names each record that came, went or changed, and how", "[indexer]") {
  const TempDir folder;
  const std::string before = folder / "before", after = folder / "after", db = folder / "index";
  write_text(before + "/all.jsonl", kEvent + paper("a", "One") + paper("b", "Two") +
                                        paper("c", "Three", R"(,"pages":"1-2")") +
                                        paper("d", "Four"));
  write_text(before + "/site.json", R"({"name":"S"})");
  // Another order is no change.
  write_text(after + "/all.jsonl",
             kEvent + kSession + paper("d", "Four") + paper("e", "F\u00fcnf") +
                 paper("c", "3", R"(,"doi":"10.1000/1")") + paper("b", "Two"));
  write_text(after + "/site.json", R"({"name":"S","base_url":"https://s.example"})");

  const std::string told =
      "- paper a  One\n"
      "~ paper c  title, doi, pages\n"
      "+ paper e  F\u00fcnf\n"
      "+ session s  Talks\n"
      "~ settings site  base_url\n"
      "paper: 1 added, 1 gone, 1 changed, 2 the same\n"
      "session: 1 added, 0 gone, 0 changed, 0 the same\n"
      "settings: 0 added, 0 gone, 1 changed, 0 the same\n";
  RunResult result = indexer({"diff", before, after});
  CHECK(result.exit_code == 1);
  CHECK(result.out == told);
  CHECK(result.err.empty());

  REQUIRE(indexer({"build", before, "--db", db, "-q"}).exit_code == 0);
  CHECK(indexer({"diff", "current", after, "--db", db}).out == told);
  result = indexer({"diff", before, "current", "--db", db});
  CHECK(result.exit_code == 0);
  CHECK(result.out == "paper: 0 added, 0 gone, 0 changed, 4 the same\n");
  const std::string stub = read_text(db + "/CURRENT");
  const std::string first = stub.substr(5, stub.find('/') - 5);
  REQUIRE(indexer({"build", after, "--db", db, "-q"}).exit_code == 0);
  CHECK(indexer({"diff", first, "current", "--db", db}).out == told);
}

TEST_CASE("diff says what it cannot compare", "[indexer]") {
  const TempDir folder;
  const std::string corpus = folder / "corpus";
  write_text(corpus + "/all.jsonl", kEvent + paper("a", "One") + "{\n");
  RunResult result = indexer({"diff", corpus, corpus});
  CHECK(result.exit_code == 0);
  CHECK(result.err.find("all.jsonl:3:") != std::string::npos);
  CHECK(result.err.find("wrong records are left out of the comparison") != std::string::npos);
  CHECK(indexer({"diff", corpus, folder / "nowhere"}).exit_code == 66);
  CHECK(indexer({"diff", corpus, "gen-000001-00000000"}).exit_code == 2);  // of which index?
  CHECK(indexer({"diff", corpus, "gen-000001-00000000", "--db", corpus}).exit_code == 66);
  CHECK(indexer({"diff", corpus}).exit_code == 2);
}

}  // namespace
}  // namespace paperfind::testing
