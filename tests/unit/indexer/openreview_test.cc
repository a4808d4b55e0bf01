#include "indexer/import/openreview.h"

#include <map>
#include <string>
#include <vector>

#include "tests/catch.h"
#include "tests/support/temp_dir.h"
#include "tests/unit/indexer/imported.h"

namespace paperfind {
namespace {

using testing::import_files;
using testing::import_fixture;
using testing::import_text;
using testing::Imported;
using Strings = std::vector<std::string>;

Imported demo() { return import_files(import_openreview, {import_fixture("demo2031.json")}); }

// "Name: affiliation, affiliation" of each author.
Strings people(const Paper& paper) {
  Strings out;
  for (const Author& author : paper.authors) {
    out.push_back(author.name + ":");
    for (const Affiliation& affiliation : author.affiliations) {
      out.back() += " [" + affiliation.raw + "]";
    }
  }
  return out;
}

TEST_CASE("a list of papers becomes an event named by its file", "[openreview]") {
  const Imported got = demo();
  REQUIRE(got.frame.events.size() == 1);
  CHECK(got.frame.events[0].name == "DEMO 2031");
  CHECK(got.frame.events[0].id == "demo-2031");
  const Paper paper = got.paper("1242044");
  CHECK(paper.title == "A Pipe Crawler");
  CHECK(paper.abstract == "It crawls — through pipes.");
  CHECK(paper.type == "Poster");
  CHECK(paper.track == "main");
  CHECK(paper.html == "https://example.org/document/1242044/");
  CHECK(paper.pdf.empty());
  // No statistics, no mail addresses.
  CHECK(paper.extra == ExtraFields{{"x_source_abstract", "\"It crawls &mdash; through pipes.\""}});
  const Paper other = got.paper("2");
  CHECK(other.keywords == Strings{"a < b", "networks"});
  CHECK(other.code == Strings{"https://example.org/code"});
  CHECK(other.arxiv == "2203.01234");
  CHECK(other.doi == "10.1000/x");
}

TEST_CASE("authors and affiliations are told apart as well as the lists allow", "[openreview]") {
  const Imported got = demo();
  // Printed twice; one author of two institutions.
  CHECK(people(got.paper("1242044")) ==
        Strings{"A. Sample: [Technical University, Utopia]", "B. Made: [Lab 2] [KU Leuven]"});
  // The semicolons of entities part nothing.
  CHECK(people(got.paper("2")) ==
        Strings{"Mary O'Connor: [R&D Lab]", "Désiré Example:", "Bo Li: [Université]"});
  const Paper misaligned = got.paper("3");
  CHECK(people(misaligned) == Strings{"Ana Diaz:", "Bo Li:", "Cy Wu:"});
  CHECK(misaligned.extra.at("x_affiliations") == R"(["MIT","ETH Zurich"])");
  CHECK(people(got.paper("4")) == Strings{"Ana Diaz: [MIT]", "Bo Li: [MIT]", "Cy Wu: [MIT]"});
  CHECK(people(got.paper("6")) ==
        Strings{"Ana Diaz*:", "Whole List of People:", "Bo Li:", "Cy Wu:", "Di Xu:", "Ed Yo:"});
  CHECK(people(got.paper("9")) == Strings{"Ana Diaz: [MIT]", "Bo Li: [ETH Zurich]"});
  CHECK(got.summary.repairs == std::map<std::string, std::size_t>{
                                   {"HTML entities", 2},
                                   {"affiliations that fit no author, kept in x_affiliations", 1},
                                   {"doubled author list", 3},
                                   {"https:// put before an address", 1},
                                   {"invisible characters", 1},
                                   {"one affiliation for all authors", 1},
                                   {"several names in one, parted", 1}});
}

TEST_CASE("what is no paper of the event is named with its line", "[openreview]") {
  const Imported got = demo();
  CHECK(got.paper("6").status == PaperStatus::Withdrawn);
  const Strings rejects = got.rejects();
  REQUIRE(rejects.size() == 6);
  CHECK(rejects[0] == "42: was not accepted: status \"Reject\"");
  CHECK(rejects[1] == "54: id \"1242044\" is taken by line 2");
  CHECK(rejects[2].starts_with("58: syntax error"));
  CHECK(rejects[3] == "63: has no end");
  CHECK(rejects[4].starts_with("80: "));
  CHECK(rejects[5] == "81: has no end");
  CHECK(got.papers.size() == 7);
}

TEST_CASE("notes of OpenReview's API are papers, their replies are not", "[openreview]") {
  const Imported got = import_files(import_openreview, {import_fixture("notes.json")});
  CHECK(got.summary.left_out == std::map<std::string, std::size_t>{{"replies to papers", 1}});
  CHECK(got.rejects() == Strings{"4: was not accepted: status \"Reject\""});
  const Paper paper = got.paper("aBc");
  CHECK(paper.title == "A {Note}");
  CHECK(paper.abstract == "An \"abstract\" with ] and }.");
  CHECK(people(paper) == Strings{"Ana Diaz:", "Bo Li:"});
  CHECK(paper.event == "demo-2031");
  CHECK(paper.type == "poster");
  CHECK(paper.track == "theory");
  CHECK(paper.html == "https://openreview.net/forum?id=aBc");
  CHECK(paper.pdf == "https://openreview.net/pdf/1.pdf");
  CHECK(paper.extra.empty());
  CHECK(got.paper("gHi").status == PaperStatus::Withdrawn);
}

TEST_CASE("objects may stand in a list, in lines, on one line or behind a BOM", "[openreview]") {
  const std::string one = R"({"id":"a","title":"[T\"","author":"A B","year":2031})";
  const std::string two = R"({"id":"b","title":"{U\\","author":"A B","year":2031})";
  for (const std::string& text :
       {"[" + one + "," + two + "]", one + "\n" + two, one + two, "\xEF\xBB\xBF[" + one + two,
        "{\"papers\": [" + one + "," + two + "], \"x\": {\"y\": []}}",
        "[[" + one + "],[" + two + "]]"}) {
    CAPTURE(text);
    const Imported got = import_text(import_openreview, "x.json", text);
    CHECK(got.papers.size() == 2);
    CHECK(got.rejects().empty());
    CHECK(got.paper("b").title == "{U\\");
  }
}

TEST_CASE("pages of an API in one file are all read", "[openreview]") {
  const auto paper = [](const char* id) {
    return std::string(R"({"id":")") + id + R"(","title":"T","author":"A B","year":2031})";
  };
  const std::string text = R"({"notes":[)" + paper("a") + ", " + paper("b") + R"(],"count":4})" +
                           "\n" + R"({"data":[],"results":[)" + "\n" + paper("c") + "\n]}\n" +
                           R"({"notes":[)" + paper("d") + "]";
  const Imported got = import_text(import_openreview, "x.json", text);
  CHECK(got.papers.size() == 4);
  CHECK(got.rejects().empty());
  CHECK(got.paper("d").title == "T");
}

TEST_CASE("a paper's own list of links is none of papers", "[openreview]") {
  const Imported got = import_text(
      import_openreview, "x.json",
      R"({"id":"a","title":"T","author":"A B","year":2031,"data":["https://d.example/x"],"results":[]})"
      "\n"
      R"({"id":"b","title":"T","author":"A B","year":2031, "data" : [ ]})");
  CHECK(got.rejects().empty());
  CHECK(got.paper("a").data == Strings{"https://d.example/x"});
  CHECK(got.papers.size() == 2);
}

TEST_CASE("the year of a venue is no other number of its name", "[openreview]") {
  const auto [venue, event, type] = GENERATE(table<std::string, std::string, std::string>({
      {"3DV 2031 Oral", "3DV 2031", "Oral"},
      {"L4DC 2031", "L4DC 2031", ""},
      {"ICLR 2031 poster", "ICLR 2031", "poster"},
  }));
  CAPTURE(venue);
  const Imported got = import_text(
      import_openreview, "x.json",
      R"([{"id":"a","title":"T","author":[{"fullname":"A B"}],"venue":")" + venue + "\"}]");
  REQUIRE(got.frame.events.size() == 1);
  CHECK(got.frame.events[0].name == event);
  CHECK(got.frame.events[0].year == 2031);
  CHECK(got.paper("a").type == type);
  CHECK(got.paper("a").authors.at(0).name == "A B");
}

TEST_CASE("ill-formed UTF-8 among papers is reported", "[openreview]") {
  const Imported got =
      import_text(import_openreview, "x2031.json", "[{\"id\":\"a\",\"title\":\"Universit\xE9\"}]");
  CHECK(got.paper("a").title == "Université");
  CHECK(got.summary.repairs.at("ill-formed UTF-8") == 1);
}

TEST_CASE("a file without objects and too long an object are rejects", "[openreview]") {
  const testing::TempDir folder;
  testing::write_text(folder / "empty.json", "");
  testing::write_text(folder / "long.json", R"([{"title":")" + std::string(5 << 20, 'x') +
                                                R"("},{"title":"Short","year":2031}])");
  const Imported got =
      import_files(import_openreview, {folder / "empty.json", folder / "long.json"});
  CHECK(got.rejects() == Strings{"1: holds no JSON object", "1: is longer than 4194304 bytes"});
  CHECK(got.papers.size() == 1);
}

}  // namespace
}  // namespace paperfind
