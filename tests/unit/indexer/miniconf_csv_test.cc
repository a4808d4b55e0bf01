#include "indexer/import/miniconf_csv.h"

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

Imported demo() {
  return import_files(import_csv,
                      {import_fixture("main_papers.csv"), import_fixture("main_sessions.yml")}, {},
                      "demo2031.jsonl");
}

Strings names(const Paper& paper) {
  Strings out;
  for (const Author& author : paper.authors) out.push_back(author.name);
  return out;
}

Strings sessions(const Paper& paper) {
  Strings out;
  for (const Presentation& presentation : paper.presentations) out.push_back(presentation.session);
  return out;
}

TEST_CASE("a table with MiniConf's columns becomes an event named by the output", "[csv]") {
  const Imported got = demo();
  REQUIRE(got.frame.events.size() == 1);
  CHECK(got.frame.events[0].name == "DEMO 2031");
  CHECK(got.frame.events[0].year == 2031);
  const Paper paper = got.paper("main.1");
  CHECK(paper.title == "Plain, but \"Quoted\"");
  CHECK(paper.abstract == "An abstract of two lines, & an entity.");
  CHECK(names(paper) == Strings{"Ana Díaz", "Bo Li"});
  CHECK(paper.keywords == Strings{"a", "b < c"});
  CHECK(paper.track == "Theory");
  CHECK(paper.type == "Long");
  CHECK(paper.pdf == "https://example.org/1.pdf");
  CHECK(names(got.paper("main.2")) == Strings{"Eric H. Sample, 3rd", "Bo Li", "Cy Wu"});
  CHECK(names(got.paper("main.3")) == Strings{"Alex Boyd"});
  CHECK(got.paper("main.3").extra.at("x_demo_url") == "\"https://example.org/demo\"");
}

TEST_CASE("a paper in several sessions keeps all of them", "[csv]") {
  const Imported got = demo();
  CHECK(sessions(got.paper("main.1")) == Strings{"demo-2031-1a"});
  CHECK(sessions(got.paper("main.2")) == Strings{"demo-2031-1a", "demo-2031-poster-session"});
  CHECK(sessions(got.paper("main.3")) ==
        Strings{"demo-2031-tues-session-1", "demo-2031-mon-session-1", "demo-2031-1c"});
  const Session first = got.session("demo-2031-1a");
  CHECK(first.title == "1A");
  CHECK(first.start == "2031-07-06T05:00:00+00:00");
  const Session second = got.session("demo-2031-poster-session");
  CHECK(second.title == "Poster Session");
  CHECK(second.room == "Hall B");
  CHECK(second.start == "2031-07-06T04:00:00+00:00");
  CHECK(second.end.empty());  // it would be before the start
  CHECK(got.session("demo-2031-1c").start.empty());
  REQUIRE(got.summary.notes.size() == 1);
  CHECK(got.summary.notes[0].where == import_fixture("main_sessions.yml").string() + ":6");
  CHECK(got.summary.notes[0].reason == "\"main.9\" is in no CSV file");

  ImportSettings zone;
  zone.zone = "Europe/Zurich";
  const Imported zurich = import_files(
      import_csv, {import_fixture("main_papers.csv"), import_fixture("main_sessions.yml")}, zone,
      "demo2031.jsonl");
  CHECK(zurich.session("demo-2031-1a").start == "2031-07-06T05:00:00+02:00");
}

TEST_CASE("a row that is none is rejected, and takes no other with it", "[csv]") {
  const Imported got = demo();
  CHECK(got.paper("main.4").title == "Short Row");
  CHECK(got.paper("main.7").title == "After the Quote");
  CHECK(got.rejects() ==
        Strings{"7: has 12 columns, the header 10", "9: id \"main.1\" is taken by line 2",
                "10: has 9 columns, the header 10", "12: has neither a title nor an id"});
}

TEST_CASE("the separator is what the header has most of", "[csv]") {
  for (const std::string text :
       {"\xEF\xBB\xBFid;title;year;authors\r\na;\"T; x\";2031;\"A B, C D\"\r\n",
        "id\ttitle\tyear\tauthors\na\tT; x\t2031\tA B; C D",
        "id,title,year,authors\ra,T; x,2031,A B|C D\r"}) {
    CAPTURE(text);
    const Paper paper = import_text(import_csv, "x.csv", text).paper("a");
    CHECK(paper.title == "T; x");
    CHECK(names(paper) == Strings{"A B", "C D"});
  }
}

TEST_CASE("a quote that is never closed loses its row only", "[csv]") {
  const Imported got = import_text(import_csv, "x.csv",
                                   "id,title,year\na,\"Open,2031\nb,Fine,2031\nc,Fine too,2031\n");
  CHECK(got.rejects() == Strings{"2: has a quote that is never closed"});
  CHECK(got.papers.size() == 2);
  const Imported large =
      import_text(import_csv, "x.csv",
                  "id,title,year\na,\"" + std::string(5 << 20, 'x') + "\",2031\nb,T,2031\n");
  CHECK(large.papers.size() == 1);
  CHECK(large.rejects() == Strings{"2: is longer than 4194304 bytes: a quote may be missing"});
}

TEST_CASE("the settings say what a table does not", "[csv]") {
  ImportSettings settings;
  const Imported by_name = import_text(import_csv, "x.csv", "title,year\nT,2031\n", settings);
  CHECK(by_name.frame.events[0].name == "out");
  settings.event = "Demo Days";
  settings.year = 2032;
  const Imported got = import_text(import_csv, "x.csv", "title\nT\n", settings);
  CHECK(got.frame.events[0].id == "demo-days-2032");
  CHECK(got.paper("demo-days-2032-t").title == "T");
}

TEST_CASE("files of another kind are rejects with file and line", "[csv]") {
  const testing::TempDir folder;
  testing::write_text(folder / "x.csv", "{\"a\": 1}\n");
  testing::write_text(folder / "broken.yml", "1A:\n  papers: [a\n2B: }\n");
  testing::write_text(folder / "other.yaml", "a: [1, 2]\n");
  testing::write_text(folder / "good.csv", "id,title,year\na,T,2031\n");
  const Imported got = import_files(import_csv, {folder / "x.csv", folder / "broken.yml",
                                                 folder / "other.yaml", folder / "good.csv"});
  REQUIRE(got.rejects().size() == 3);
  CHECK(got.rejects()[0].find(": is no YAML: ") != std::string::npos);
  CHECK(got.rejects()[1] == "1: names no papers of sessions");
  CHECK(got.rejects()[2] == "1: is no table of papers: it has no column \"title\"");
  CHECK(got.papers.size() == 1);
}

TEST_CASE("the middle of a row that is not trusted makes no paper", "[csv]") {
  const Imported got = import_text(import_csv, "x.csv",
                                   "id,title,authors,abstract,year\n"
                                   "a,T,A B,\"line one\nline two\nline three\"\n"
                                   "b,U,C D,Fine,2031\n");
  CHECK(got.papers.size() == 1);
  CHECK(got.rejects() == Strings{"2: has 4 columns, the header 5", "3: has 1 columns, the header 5",
                                 "4: has 1 columns, the header 5"});
}

TEST_CASE("a row too long is rejected also where bare carriage returns part rows", "[csv]") {
  const Imported got =
      import_text(import_csv, "x.csv", "id,title,year\ra,T,2031,lost,too\rb,U,2031\r");
  CHECK(got.papers.size() == 1);
  CHECK(got.rejects() == Strings{"1: has 5 columns, the header 3"});
  // Rows of one line are read once, whatever becomes of the row before.
  const Imported mixed =
      import_text(import_csv, "x.csv", "id,title,year\na,\"T\nU\"\rb,V,2031\rc,W,2031\n");
  CHECK(mixed.papers.size() == 2);
  CHECK(mixed.summary.read == mixed.papers.size() + mixed.rejects().size());
  for (const std::string& reject : mixed.rejects()) CHECK(reject.find("taken") == reject.npos);
}

TEST_CASE("family names first are turned round, whatever parts the names", "[csv]") {
  const auto [authors, wanted] = GENERATE(table<std::string, Strings>({
      {"Smith, John and Doe, Jane", {"John Smith", "Jane Doe"}},
      {"Smith, John and van Dam, Eva", {"John Smith", "Eva van Dam"}},
      {"Smith, John; Doe, Jane", {"John Smith", "Jane Doe"}},
      {"Smith, John|Eric H. Sample, 3rd", {"John Smith", "Eric H. Sample, 3rd"}},
      {"Ana Diaz, Bo Li and Cy Wu", {"Ana Diaz", "Bo Li", "Cy Wu"}},
      {"Ana Diaz, Bo Li and Cy Wu, Di Po", {"Ana Diaz", "Bo Li", "Cy Wu", "Di Po"}},
      {"Ana Diaz, MIT; Bo Li, CMU", {"Ana Diaz, MIT", "Bo Li, CMU"}},
      {"Ana Diaz and Bo Li", {"Ana Diaz", "Bo Li"}},
  }));
  CAPTURE(authors);
  const Imported got =
      import_text(import_csv, "x.csv", "id,title,year,authors\na,T,2031,\"" + authors + "\"\n");
  CHECK(names(got.paper("a")) == wanted);
}

TEST_CASE("the year of a session is one of its time, however it is written", "[csv]") {
  const testing::TempDir folder;
  testing::write_text(folder / "p.csv", "id,title\na,T\n");
  for (const char* date : {"1941100000000", "2031-07-06_05:00:00"}) {
    testing::write_text(folder / "s.yml",
                        std::string("S0: {papers: [a]}\nS1: {date: ") + date + ", papers: [a]}\n");
    const Imported got = import_files(import_csv, {folder / "p.csv", folder / "s.yml"});
    REQUIRE(got.frame.events.size() == 1);
    CHECK(got.frame.events[0].year == 2031);
    CHECK(got.frame.sessions.size() == 2);
  }
}

TEST_CASE("aliases of a sessions file make no more of it than a programme has", "[csv]") {
  const testing::TempDir folder;
  testing::write_text(folder / "p.csv", "id,title,year\na,T,2031\n");
  std::string yaml = "P: &p [";
  for (int i = 0; i < 2000; ++i) yaml += "a,";
  yaml += "a]\n";
  for (int i = 0; i < 600; ++i) yaml += "S" + std::to_string(i) + ": {papers: *p}\n";
  testing::write_text(folder / "s.yml", yaml);
  const Imported got = import_files(import_csv, {folder / "p.csv", folder / "s.yml"});
  CHECK(got.rejects() == Strings{"1: holds more sessions and papers than any programme has"});
  CHECK(got.papers.size() == 1);
}

}  // namespace
}  // namespace paperfind
