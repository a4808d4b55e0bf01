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

TEST_CASE("diff --overrides prints what each override still changes", "[indexer]") {
  const TempDir folder;
  const std::string corpus = folder / "corpus";
  write_text(corpus + "/all.jsonl", kEvent + kSession +
                                        paper("a", "One", R"(,"visible_from":"2999-01-01")") +
                                        paper("b", "Two") + paper("c", "Three"));
  write_text(corpus + "/overrides.jsonl",
             R"({"kind":"paper","id":"c","set":{"title":"Three"}}
{"kind":"paper","id":"a","set":{"title":"1","pages":"3"}}
{"kind":"session","id":"s","set":{"title":null,"room":"R"}}
)");
  RunResult result = indexer({"diff", "--overrides", corpus});
  CHECK(result.exit_code == 65);
  CHECK(result.err.find("overrides.jsonl:3:34: /set: the key \"title\" is missing") !=
        std::string::npos);
  write_text(corpus + "/overrides.jsonl",
             R"({"kind":"paper","id":"c","set":{"title":"Three"}}
{"kind":"paper","id":"a","set":{"title":"1","pages":"3"}}
{"kind":"session","id":"s","set":{"room":"R"}}
)");
  const std::string told =
      "= paper c  nothing: the record says so itself\n"
      "~ paper a\n"
      "    pages: nothing -> \"3\"\n"
      "    title: \"One\" -> \"1\"\n"
      "~ session s\n"
      "    room: nothing -> \"R\"\n"
      "overrides: 2 change something, 1 nothing\n";
  result = indexer({"diff", "--overrides", corpus});
  CHECK(result.exit_code == 0);
  CHECK(result.out == told);
  // They survive what the records come from: here the same ones again, with another title.
  write_text(corpus + "/all.jsonl",
             kEvent + kSession + paper("a", "Un") + paper("b", "Deux") + paper("c", "Trois"));
  const std::string db = folder / "index";
  REQUIRE(indexer({"build", corpus, "--db", db, "-q"}).exit_code == 0);
  const std::string plain = folder / "plain";
  write_text(plain + "/all.jsonl",
             kEvent + R"({"kind":"session","id":"s","title":"Talks","event":"e","room":"R"})" +
                 "\n" + paper("a", "1", R"(,"pages":"3")") + paper("b", "Deux") +
                 paper("c", "Three"));
  result = indexer({"diff", "current", plain, "--db", db});
  CHECK(result.out == "paper: 0 added, 0 gone, 0 changed, 3 the same\n");

  CHECK(indexer({"diff", corpus}).exit_code == 2);
  CHECK(indexer({"diff", corpus, corpus, "--overrides", corpus}).exit_code == 2);
}

}  // namespace
}  // namespace paperfind::testing
