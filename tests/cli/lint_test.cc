// What a valid corpus may still have wrong.
#include <string>
#include <vector>

#include "tests/catch.h"
#include "tests/support/process.h"
#include "tests/support/temp_dir.h"

namespace paperfind::testing {
namespace {

RunResult lint(std::vector<std::string> arguments) {
  arguments.insert(arguments.begin(), {program("paperfind-indexer"), "lint"});
  return run(std::move(arguments));
}

const std::string kEvent = R"({"kind":"event","id":"e","name":"E","year":2022,"tz":"UTC"})"
                           "\n"
                           R"({"kind":"event","id":"f","name":"F","year":2023,"tz":"UTC"})"
                           "\n";

std::string session(const std::string& id, const std::string& hours, const std::string& more) {
  return R"({"kind":"session","id":")" + id +
         R"(","title":"Talks","event":"e","start":"2022-03-28T)" + hours.substr(0, 5) +
         R"(","end":"2022-03-28T)" + hours.substr(6) + R"(")" + more + "}\n";
}

// With an abstract and an author of its own, unless `more` says otherwise.
std::string paper(const std::string& id, const std::string& title, const std::string& more) {
  const std::string abstract =
      more.find("abstract") == std::string::npos ? R"(,"abstract":"Of it.")" : "";
  const std::string authors = more.find("authors") == std::string::npos
                                  ? R"(,"authors":[{"name":"Author Of)" + id + R"("}])"
                                  : "";
  const std::string event = more.find("event") == std::string::npos ? R"(,"event":"f")" : "";
  return R"({"kind":"paper","id":")" + id + R"(","title":")" + title + R"(")" + event + abstract +
         authors + more + "}\n";
}

struct Case {
  std::string records;
  std::string told;  // all that is
};

TEST_CASE("lint tells each kind of unlikely thing, and nothing else", "[indexer]") {
  const std::string in_a = R"(,"event":"e","presentations":[{"session":"a"}])";
  const std::vector<Case> cases = {
      {paper("p", "Once", "") + paper("q", "Twice", ""), "nothing to look at\n"},
      {paper("p", "The Same!", "") + paper("q", "the same", "") + paper("r", "Same", ""),
       "papers of one event have the same title: 2 (is one listed twice?)\n"
       "  p, q: The Same!\n"},
      {paper("p", "Preface", "") + paper("q", "Preface", R"(,"event":"e")"),
       "nothing to look at\n"},
      {paper("p", "One", R"(,"doi":"10.1000/X")") + paper("q", "Two", R"(,"doi":"10.1000/x")"),
       "papers have the same DOI: 2 (one of them is wrong)\n  p, q: One\n"},
      {paper("p", "One", R"(,"arxiv":"2101.00001")") +
           paper("q", "Two", R"(,"arxiv":"2101.00001")"),
       "papers have the same arXiv id: 2 (one of them is wrong)\n  p, q: One\n"},
      {paper("p", "", ""), "papers have no title: 1 (they are shown as Untitled)\n  p: \n"},
      {paper("p", "One", R"(,"abstract":"")"),
       "papers have no abstract: 1 (they are found by title and authors only)\n  p: One\n"},
      {paper("p", "One", R"(,"authors":[])"),
       "papers have no authors: 1 (is that so?)\n  p: One\n"},
      {paper("p", "One", R"(,"authors":[{"name":"Yang Liu"},{"name":"Yang LIU"}])"),
       "papers name an author twice: 1 (two people of one name need ids of their own in "
       "people.json)\n  p: One\n"},
      {paper("p", "If a <b then <i>x</i>", "") + paper("q", "a<b and <10 and x > y", ""),
       "papers have HTML in title or abstract: 1 (write plain text, with $\u2026$ for formulas)\n"
       "  p: If a <b then <i>x</i>\n"},
      {session("a", "09:00-10:00", "") + paper("p", "One", in_a) +
           paper("q", "Two", R"(,"event":"e")") + paper("r", "Three", ""),
       "papers stand in no session, though their event has some: 1 (give them a presentation)\n"
       "  q: Two\n"},
      {paper("p", "One", R"(,"authors":[{"name":"Yun-Hui Liu"}])") +
           paper("q", "Two", R"(,"authors":[{"name":"Yunhui Liu"}])") +
           paper("r", "Three", R"(,"authors":[{"name":"Yunhui Liu"}])"),
       "papers are by people who may be one: 3 (say so in people.json: variants, or not_same_as "
       "where they are not)\n"
       "  Yun-Hui Liu (yun-hui-liu, 1 papers) and Yunhui Liu (yunhui-liu, 2 papers)\n"},
      // Only the first two wrote with the same person.
      {paper("p", "One", R"(,"authors":[{"name":"J. Smith"},{"name":"Ana D\u00edaz"}])") +
           paper("q", "Two", R"(,"authors":[{"name":"John Smith"},{"name":"Ana Diaz"}])") +
           paper("r", "Three", R"(,"authors":[{"name":"Jane Smith"},{"name":"Bo Li"}])"),
       "papers are by people who may be one: 2 (say so in people.json: variants, or not_same_as "
       "where they are not)\n"
       "  J. Smith (j-smith, 1 papers) and John Smith (john-smith, 1 papers)\n"},
      {paper("p", "One", R"(,"authors":[{"name":"Yang Liu","orcid":"0000-0002-1825-0097"}])") +
           paper("q", "Two", R"(,"authors":[{"name":"Yang Liu","orcid":"0000-0001-5109-3700"}])") +
           paper("r", "Three", R"(,"authors":[{"name":"Yang Liu"}])"),
       "papers are by one person with more than one ORCID: 3 (people of one name get ids of their "
       "own in people.json, each with an ORCID)\n"
       "  Yang Liu (yang-liu): 0000-0001-5109-3700, 0000-0002-1825-0097\n"},
      // Whoever has no institutions.json does not mean to name them all.
      {paper("p", "One", R"(,"authors":[{"name":"A B","affiliations":["Nowhere"]}])"),
       "nothing to look at\n"},
      {session("a", "09:00-10:00", R"(,"room":"B1")") +
           session("b", "09:30-11:00", R"(,"room":"B1")") +
           session("c", "11:00-12:00", R"(,"room":"B1")") +
           session("d", "09:00-10:00", R"(,"room":"B2")") +
           session("w", "09:00-12:00", R"(,"room":"B2")") +
           session("v", "09:00-12:00", R"(,"room":"B3")") +
           session("x", "09:00-10:00", R"(,"room":"B3","parent":"v")") + paper("p", "One", in_a),
       "papers are in sessions that share a room and a time: 1 (one room or time is wrong)\n"
       "  B1: a and b, both on 2022-03-28T09:30:00+00:00\n"
       "  B2: d and w, both on 2022-03-28T09:00:00+00:00\n"},
      {session("a", "09:00-10:00", R"(,"chairs":[{"name":"C"},{"name":"C"}])") +
           session("b", "09:30-11:00", R"(,"chairs":[{"name":"C"}])") + paper("p", "One", in_a),
       "papers are in sessions one person chairs at the same time: 1 (are they two people?)\n"
       "  C: a and b, both on 2022-03-28T09:30:00+00:00\n"},
      {session("a", "09:00-10:00", "") + session("b", "09:30-11:00", "") +
           paper(
               "p", "One",
               R"(,"event":"e","presentations":[{"session":"a","start":"2022-03-28T10:00","end":"2022-03-28T10:10"}])") +
           paper("q", "Two", R"(,"event":"e","presentations":[{"session":"a"},{"session":"b"}])"),
       "papers are presented outside their session's time: 1 (one of the times is wrong)\n"
       "  p: One in a\n"
       "papers are presented in two sessions at once: 1 (one of the presentations is wrong)\n"
       "  q: Two\n"},
  };
  for (const Case& c : cases) {
    const TempDir folder;
    write_text(folder / "c/all.jsonl", kEvent + c.records);
    const RunResult result = lint({folder / "c"});
    CAPTURE(c.records, result.err);
    CHECK(result.out == c.told);
    CHECK(result.exit_code == (c.told == "nothing to look at\n" ? 0 : 1));
  }
}

TEST_CASE("lint puts first what affects most papers, and shows ten of a kind", "[indexer]") {
  const TempDir folder;
  std::string records = kEvent + paper("x", "", "");
  for (int i = 10; i < 25; ++i)
    records += paper("p" + std::to_string(i), "T" + std::to_string(i), R"(,"abstract":"")");
  write_text(folder / "c/all.jsonl", records);
  const RunResult few = lint({folder / "c"}), all = lint({folder / "c", "--all"});
  CHECK(few.out.starts_with("papers have no abstract: 15 ("));
  CHECK(few.out.find("  p19: T19\n  and 5 more: --all lists them\npapers have no title: 1 (") !=
        std::string::npos);
  CHECK(all.out.find("  p24: T24\npapers have no title: 1 (") != std::string::npos);
  CHECK(lint({folder / "nowhere"}).exit_code == 66);
  write_text(folder / "c/all.jsonl", records + "{\n");
  CHECK(lint({folder / "c"}).exit_code == 65);
}

TEST_CASE("affiliations that institutions.json lacks are told, those of most papers first",
          "[indexer]") {
  const TempDir folder;
  const auto at = [](const std::string& name) {
    return R"(,"authors":[{"name":"A B","affiliations":[")" + name + R"("]},{"name":"C D",)" +
           R"("affiliations":[")" + name + R"("]}])";
  };
  write_text(folder / "c/all.jsonl", kEvent + paper("p", "One", at("Dept. X, ETH Zurich")) +
                                         paper("q", "Two", at("Rare Lab")) +
                                         paper("r", "Three", at("Frequent Lab")) +
                                         paper("s", "Four", at("Frequent Lab")));
  write_text(folder / "c/authority/institutions.json",
             R"({"schema":1,"institutions":[{"id":"eth","name":"ETH Zurich"}]})");
  const RunResult result = lint({folder / "c"});
  CAPTURE(result.err);
  CHECK(result.out ==
        "papers have an affiliation that institutions.json does not name: 3 (authority report "
        "names candidates, authority merge adds a name)\n  Frequent Lab\n  Rare Lab\n");
}

TEST_CASE("people that people.json tells apart are not asked about again", "[indexer]") {
  const TempDir folder;
  write_text(folder / "c/all.jsonl",
             kEvent + paper("p", "One", R"(,"authors":[{"name":"Yun-Hui Liu"}])") +
                 paper("q", "Two", R"(,"authors":[{"name":"Yunhui Liu"}])"));
  REQUIRE(lint({folder / "c"}).exit_code == 1);
  write_text(
      folder / "c/authority/people.json",
      R"({"schema":1,"people":[{"id":"yun-hui-liu","name":"Yun-Hui Liu","not_same_as":["yunhui-liu"]},)"
      R"({"id":"yunhui-liu","name":"Yunhui Liu"}]})");
  const RunResult result = lint({folder / "c"});
  CAPTURE(result.out, result.err);
  CHECK(result.exit_code == 0);
}

TEST_CASE("lint tells of overrides that change nothing any more", "[indexer]") {
  const TempDir folder;
  write_text(folder / "corpus/all.jsonl", kEvent + paper("p", "Once", ""));
  write_text(folder / "corpus/overrides.jsonl",
             R"({"kind":"event","id":"e","set":{"place":"Ulm"}}
{"kind":"paper","id":"p","set":{"title":"Once"}}
)");
  const RunResult result = lint({folder / "corpus"});
  CHECK(result.exit_code == 1);
  CHECK(result.out ==
        "overrides change nothing: 1 (what they say has come into the records: take them out)\n"
        "  line 2: paper p\n");
}

}  // namespace
}  // namespace paperfind::testing
