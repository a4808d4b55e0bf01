// What a person knows better than the files of a corpus.
#include "engine/record/corpus_overrides.h"

#include <string>
#include <vector>

#include "engine/record/corpus.h"
#include "tests/catch.h"
#include "tests/support/temp_dir.h"
#include "tests/unit/record/read_corpus.h"

namespace paperfind {
namespace {

using testing::ReadCorpus;
using testing::shown;
using testing::TempDir;
using testing::with_papers;
using testing::write_text;

constexpr const char* kLines =
    R"({"kind":"event","id":"e","name":"E","year":2022,"tz":"UTC"}
{"kind":"session","id":"talks","title":"Talks","event":"e","room":"Hall A"}
{"kind":"schedule","id":"lunch","title":"Lunch","event":"e"}
{"kind":"paper","id":"p","title":"Prunning","authors":[{"name":"Ana"}],"event":"e","keywords":["a","b"],"abstract":"Old."}
)";

ReadCorpus read(const TempDir& folder, const std::string& overrides,
                const std::string& lines = kLines) {
  write_text(folder / "all.jsonl", lines);
  write_text(folder / "overrides.jsonl", overrides);
  return testing::read_corpus(folder.path());
}

TEST_CASE("an override changes the keys it names, of any kind of record", "[corpus]") {
  const TempDir folder;
  const ReadCorpus corpus = read(
      folder,
      R"({"kind":"paper","id":"p","set":{"title":"Pruning","keywords":["c"],"abstract":null},"note":"they mailed"}

{"kind":"session","id":"talks","set":{"room":"Hall B","chairs":[{"name":"Bo"}]}}
{"kind":"schedule","id":"lunch","set":{"title":"Dinner"}}
{"kind":"event","id":"e","set":{"place":"Ulm"}})");
  CHECK(shown(corpus).empty());
  REQUIRE(corpus.papers.size() == 1);
  const Paper& paper = corpus.papers[0];
  CHECK(paper.title == "Pruning");
  CHECK(paper.keywords == std::vector<std::string>{"c"});
  CHECK(paper.abstract.empty());
  CHECK(paper.authors.at(0).name == "Ana");
  CHECK(corpus.frame.sessions.at(0).room == "Hall B");
  CHECK(corpus.frame.sessions.at(0).title == "Talks");
  CHECK(corpus.frame.sessions.at(0).chairs.at(0).name == "Bo");
  CHECK(corpus.frame.schedule.at(0).title == "Dinner");
  CHECK(corpus.frame.events.at(0).place == "Ulm");
}

TEST_CASE("overrides reach the records of .json files", "[corpus]") {
  const TempDir folder;
  write_text(folder / "sym.json",
             R"({"schema":1,"event":{"id":"sym","name":"Sym","year":2026},"sessions":[{"id":"s1",
"title":"One","event":"sym"}],"papers":[{"id":"p","title":"P","authors":[],"event":"sym"}]})");
  write_text(folder / "overrides.jsonl",
             R"({"kind":"event","id":"sym","set":{"tz":"Asia/Tokyo"}}
{"kind":"session","id":"s1","set":{"title":"First"}}
{"kind":"paper","id":"p","set":{"presentations":[{"session":"s1"}]}})");
  const ReadCorpus corpus = testing::read_corpus(folder.path());
  // Without it the event has no zone, which is an error.
  CHECK(shown(corpus).empty());
  CHECK(corpus.frame.events.at(0).tz == "Asia/Tokyo");
  CHECK(corpus.frame.sessions.at(0).title == "First");
  CHECK(corpus.papers.at(0).presentations.at(0).session == "s1");
}

struct Wrong {
  std::string overrides;
  std::vector<std::string> told;
};

TEST_CASE("a wrong override is told of at its own line", "[corpus]") {
  const std::string good = R"({"kind":"paper","id":"p","set":{"title":"Pruning"}})"
                           "\n";
  const std::vector<Wrong> cases = {
      {good + R"({"kind":"paper","id":"q","set":{"title":"Q"}})",
       {"overrides.jsonl:2:1: /id: no paper has the id \"q\" (name the right one, or take the "
        "line out)"}},
      {R"({"kind":"session","id":"p","set":{"title":"Q"}})",
       {"overrides.jsonl:1:1: /id: no session has the id \"p\" (name the right one, or take the "
        "line out)"}},
      {good + good,
       {"overrides.jsonl:2:22: /id: line 1 changes the paper \"p\" too (put both into one line)"}},
      {R"({"kind":"paper","id":"p","set":{}})",
       {"overrides.jsonl:1:32: /set: changes nothing (name a key to set)"}},
      {R"({"kind":"paper","id":"p","set":{"id":"q"}})",
       {"overrides.jsonl:1:33: /set/id: an id cannot be changed by an override (ids are those of "
        "the records as they come)"}},
      {R"({"kind":"person","id":"p","set":{"name":"Q"}})",
       {"overrides.jsonl:1:9: /kind: \"person\" is not one of the values known here (paper, "
        "session, schedule or event)"}},
      {R"({"kind":"paper","id":"p","sets":{"title":"Q"}})",
       {"overrides.jsonl:1:1: the key \"set\" is missing (add it: the keys to change, as a JSON "
        "Merge Patch: null takes a key away, a list replaces the whole list)",
        "overrides.jsonl:1:26: /sets: unknown key \"sets\" (did you mean \"set\"?)"}},
      {R"({"kind":"paper","id":"p","set":{"titel":"Q"}})",
       {"overrides.jsonl:1:33: /set/titel: unknown key \"titel\" (did you mean \"title\"?)"}},
      {R"({"kind":"paper","id":"p","set":{"authors":null}})",
       {"overrides.jsonl:1:32: /set: the key \"authors\" is missing (add it: the authors in order; "
        "[] when there are none)"}},
      {R"({"kind":"paper","id":"p","set":{"doi":"10.x"}})",
       {"overrides.jsonl:1:39: /set/doi: \"10.x\" is not a DOI (like 10.1000/182)"}},
      {R"({"kind":"paper","id":"p","set":{"presentations":[{"session":"x"}]}})",
       {"overrides.jsonl:1:61: /set/presentations/0/session: there is no session \"x\" (add it, "
        "or repair it where it is reported here)"}},
      {R"({"kind":"session","id":"talks","set":{"start":"2022-13-40T09:30"}})", {}},
      {R"({"kind":"event","id":"e","set":{"tz":"CET"}})", {}},
      {"{\"kind\":\"paper\"", {}},
      {"[]", {}},
  };
  for (const Wrong& wrong : cases) {
    CAPTURE(wrong.overrides);
    const TempDir folder;
    const ReadCorpus corpus = read(folder, wrong.overrides);
    const std::vector<std::string> told = shown(corpus);
    if (!wrong.told.empty()) {
      CHECK(told == wrong.told);
      continue;
    }
    // What refers to a record that is wrong is told of after it.
    REQUIRE_FALSE(told.empty());
    CHECK(told.front().starts_with("overrides.jsonl:1:"));
  }
}

TEST_CASE("what is wrong with a record that is overridden elsewhere is told of it", "[corpus]") {
  const TempDir folder;
  write_text(folder / "sym.json",
             with_papers(R"({"id":"p","title":"P","authors":[],"event":"sym","doi":"x"})"));
  write_text(folder / "overrides.jsonl", R"({"kind":"paper","id":"p","set":{"title":"Q"}})");
  const std::vector<std::string> told = shown(testing::read_corpus(folder.path()));
  REQUIRE(told.size() == 1);
  CHECK(told[0].starts_with("sym.json:5:"));
}

TEST_CASE("overrides.jsonl is one regular file of a folder", "[corpus]") {
  const TempDir folder;
  write_text(folder / "corpus/all.jsonl", kLines);
  write_text(folder / "elsewhere.jsonl", R"({"kind":"paper","id":"p","set":{"title":"Q"}})");
  std::filesystem::create_symlink(folder / "elsewhere.jsonl", folder / "corpus/overrides.jsonl");
  const std::vector<std::string> told = shown(testing::read_corpus(folder / "corpus"));
  REQUIRE(told.size() == 1);
  CHECK(told[0].starts_with("overrides.jsonl: is a symbolic link"));
  // A single file is a corpus of its own.
  const ReadCorpus single = testing::read_corpus(folder / "corpus/all.jsonl");
  CHECK(shown(single).empty());
  CHECK(single.papers.at(0).title == "Prunning");
}

TEST_CASE("what overrides change is logged, key by key", "[corpus]") {
  const TempDir folder;
  write_text(folder / "all.jsonl", kLines);
  write_text(
      folder / "overrides.jsonl",
      R"({"kind":"paper","id":"p","set":{"title":"Pruning","pages":"1-2","keywords":["a","b"]}}
{"kind":"session","id":"talks","set":{"room":"Hall A"}})");
  const Result<CorpusReader> reader = CorpusReader::open(folder.path());
  REQUIRE(reader.ok());
  std::vector<Finding> findings;
  OverrideLog log;
  const Result<CorpusFrame> frame = reader->read_frame(findings, &log);
  REQUIRE(frame.ok());
  REQUIRE(reader
              ->read_papers(*frame, findings,
                            {[](std::string_view) { return false; },
                             [](Paper&&, std::string_view) { return true; }, &log})
              .ok());
  REQUIRE(log.size() == 2);
  CHECK(log[0].kind == "session");
  CHECK(log[0].keys.empty());
  CHECK(log[1].id == "p");
  CHECK(log[1].position.line == 1);
  REQUIRE(log[1].keys.size() == 2);
  CHECK(log[1].keys[0].key == "pages");
  CHECK(log[1].keys[0].before.empty());
  CHECK(log[1].keys[0].after == "\"1-2\"");
  CHECK(log[1].keys[1].key == "title");
  CHECK(log[1].keys[1].before == "\"Prunning\"");
}

}  // namespace
}  // namespace paperfind
