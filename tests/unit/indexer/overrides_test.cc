#include "indexer/import/overrides.h"

#include <string>

#include "tests/catch.h"
#include "tests/unit/indexer/page_files.h"

namespace paperfind {
namespace {

using test::import_ok;
using test::overrides_of;

const char* const kPage =
    "Meeting of Coins\n\nMarch 3, 2020\n\nAll times are in UTC\n\n"
    "9:00 am to 10:00 am\n\nMorning\n\nSession Chair: Oto Brandt, Acme Labs\n\n"
    "A Small Talk\n\nNova STELLAN, Acme Labs\n\nA Second Talk\n\nPia Cole, Acme Labs\n\n"
    "10:00 am to 10:30 am\n";

TEST_CASE("overrides change records, names, ids and lines", "[overrides]") {
  const Overrides overrides = overrides_of(R"({"schema": 1,
    "event": {"tz": "Asia/Tokyo", "place": "Tokyo", "x_note": "kept"},
    "sessions": {"m-morning": {"room": "Hall B"}},
    "papers": {"m-small": {"doi": "https://doi.org/10.1000/ABC", "videos": [{"url": "https://example.org/v"}]}},
    "schedule": {"m-break-20200303-1000": {"title": "Lunch"}},
    "names": {"Nova STELLAN": "Nova von Stellan", "Oto Brandt": "Otto Brandt"},
    "ids": {"A Small Talk": "m-small"},
    "lines": {"replace": {"Pia Cole, Acme Labs": ["Pia Cole, Acme Labs", "Rem Dahl, Acme Labs"]}}})");
  const ProgramPageImport import = import_ok(kPage, "m", overrides);
  const EventFile& file = import.file;
  CHECK(test::adds_up(import));
  CHECK(file.event.place == "Tokyo");
  CHECK(file.event.extra.at("x_note") == "\"kept\"");
  // Times are computed in the zone the overrides give.
  CHECK(file.sessions[0].start == "2020-03-03T09:00:00+09:00");
  CHECK(file.sessions[0].room == "Hall B");
  CHECK(file.sessions[0].chairs[0].name == "Otto Brandt");
  CHECK(file.papers[0].id == "m-small");
  CHECK(file.papers[0].doi == "10.1000/abc");
  CHECK(file.papers[0].videos[0].url == "https://example.org/v");
  CHECK(file.papers[0].authors[0].name == "Nova von Stellan");
  CHECK(file.papers[0].authors[0].source_name == "Nova STELLAN");
  CHECK(file.papers[1].authors.size() == 2);
  CHECK(file.schedule[0].title == "Lunch");
}

TEST_CASE("a line left out is ignored, a null takes a key away", "[overrides]") {
  const Overrides overrides =
      overrides_of(R"({"schema": 1, "lines": {"ignore": ["A  Second Talk", "Pia Cole, Acme Labs"]},
    "sessions": {"m-morning": {"chairs": null}}})");
  const ProgramPageImport import = import_ok(kPage, "m", overrides);
  CHECK(import.file.papers.size() == 1);
  CHECK(import.file.sessions[0].chairs.empty());
  REQUIRE(import.ignored.size() == 1);
  CHECK(import.ignored[0].reason == "left out by the overrides");
  CHECK(import.ignored[0].lines == 2);
}

TEST_CASE("a known institution parts two people the page alone does not", "[overrides]") {
  std::string page = kPage;
  page.insert(page.find("A Second Talk"),
              "A Third Talk\n\nRem Dahl, Odd Works Sia Eld, Acme Labs\n\n");
  CHECK(test::paper_titled(import_ok(page, "m").file, "A Third")->authors.size() == 1);
  const Overrides overrides = overrides_of(R"({"schema": 1, "institutions": ["Odd Works"]})");
  CHECK(test::paper_titled(import_ok(page, "m", overrides).file, "A Third")->authors.size() == 2);
}

TEST_CASE("an override that matches nothing is an error with its pointer", "[overrides]") {
  struct Case {
    const char* json;
    const char* where;
    const char* message;
  };
  const Case c = GENERATE(values<Case>({
      {R"({"schema":1,"papers":{"m-none":{"doi":"10.1000/1"}}})", "/papers/m-none",
       "no record of the page has this id"},
      {R"({"schema":1,"sessions":{"a/b":{}}})", "/sessions/a~1b",
       "no record of the page has this id"},
      {R"({"schema":1,"schedule":{"x":{}}})", "/schedule/x", "no record of the page has this id"},
      {R"({"schema":1,"names":{"Nobody":"Somebody"}})", "/names/Nobody",
       "nobody on the page has this name"},
      {R"({"schema":1,"ids":{"No Talk":"m-x"}})", "/ids/No Talk",
       "no paper or session of the page has this title"},
      {R"({"schema":1,"lines":{"ignore":["no such line"]}})", "/lines/ignore/0",
       "no line of the page reads so"},
      {R"({"schema":1,"lines":{"replace":{"no such line":[]}}})", "/lines/replace/no such line",
       "no line of the page reads so"},
  }));
  CAPTURE(c.json);
  const Result<ProgramPageImport> import = import_program_page(kPage, "m", overrides_of(c.json));
  REQUIRE_FALSE(import.ok());
  CHECK(import.error().code == ErrorCode::InvalidData);
  CHECK(import.error().where == c.where);
  CHECK(import.error().message == c.message);
}

TEST_CASE("a patch must give a valid record", "[overrides]") {
  struct Case {
    const char* json;
    const char* where;
  };
  const Case c = GENERATE(values<Case>({
      {R"({"schema":1,"papers":{"m-a-small-talk":{"colour":"red"}}})", "/papers/m-a-small-talk"},
      {R"({"schema":1,"papers":{"m-a-small-talk":{"doi":7}}})", "/papers/m-a-small-talk/doi"},
      {R"({"schema":1,"papers":{"m-a-small-talk":{"doi":"no doi"}}})",
       "/papers/m-a-small-talk/doi"},
      {R"({"schema":1,"papers":{"m-a-small-talk":{"title":null}}})", "/papers/m-a-small-talk"},
      {R"({"schema":1,"event":{"year":"soon"}})", "/event/year"},
      {R"({"schema":1,"event":{"tz":"PST"}})", "/event/tz"},
  }));
  CAPTURE(c.json);
  const Result<ProgramPageImport> import = import_program_page(kPage, "m", overrides_of(c.json));
  REQUIRE_FALSE(import.ok());
  CHECK(import.error().code == ErrorCode::InvalidData);
  CHECK(import.error().where.starts_with(c.where));
}

TEST_CASE("a file that is no overrides file says where it is wrong", "[overrides]") {
  struct Case {
    const char* json;
    const char* where;
  };
  const Case c = GENERATE(values<Case>({
      {"{", "f.json:1:"},
      {"[]", "f.json"},
      {"{}", "f.json"},
      {R"({"schema":2})", "f.json: /schema"},
      {R"({"schema":1,"papres":{}})", "f.json: /papres"},
      {R"({"schema":1,"event":[]})", "f.json: /event"},
      {R"({"schema":1,"event":{"id":"x"}})", "f.json: /event/id"},
      {R"({"schema":1,"papers":{"a":1}})", "f.json: /papers/a"},
      {R"({"schema":1,"papers":{"a":{"id":"b"}}})", "f.json: /papers/a"},
      {R"({"schema":1,"names":{"a":1}})", "f.json: /names/a"},
      {R"({"schema":1,"ids":{"a":"b c"}})", "f.json: /ids/a"},
      {R"({"schema":1,"institutions":"x"})", "f.json: /institutions"},
      {R"({"schema":1,"lines":{"drop":[]}})", "f.json: /lines/drop"},
      {R"({"schema":1,"lines":{"ignore":[1]}})", "f.json: /lines/ignore"},
      {R"({"schema":1,"lines":{"replace":{"a":"b"}}})", "f.json: /lines/replace/a"},
  }));
  CAPTURE(c.json);
  const Result<Overrides> overrides = parse_overrides(c.json, "f.json");
  REQUIRE_FALSE(overrides.ok());
  CHECK(overrides.error().code == ErrorCode::InvalidData);
  CHECK(overrides.error().where.starts_with(c.where));
  CHECK_FALSE(overrides.error().message.empty());
}

TEST_CASE("a page without an overrides file has none", "[overrides]") {
  CHECK(overrides_path("pages/sym.txt").string() == "pages/sym.overrides.json");
  const Result<Overrides> none = read_overrides("/nonexistent/page.overrides.json");
  REQUIRE(none.ok());
  CHECK(none->papers.empty());
}

}  // namespace
}  // namespace paperfind
