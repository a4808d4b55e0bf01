#include <string>
#include <vector>

#include "indexer/import/schedule.h"
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

TEST_CASE("a schedule says the same in JSON and in XML", "[schedule_import]") {
  for (const char* name : {"schedule.json", "schedule.xml"}) {
    CAPTURE(name);
    const Imported got = import_files(import_schedule, {import_fixture(name)}, {}, "out.json");
    REQUIRE(got.frame.events.size() == 1);
    const Event& event = got.frame.events[0];
    CHECK(event.name == "Demo Days 2031");
    CHECK(event.short_name == "days2031");
    CHECK(event.start == "2031-05-04");
    CHECK(event.tz == "Europe/Zurich");
    const Paper paper = got.paper("ABC123");
    CHECK(paper.title == "Trées: A Study");
    CHECK(paper.abstract == "First.\nSecond.");
    CHECK(paper.track == "Theory");
    CHECK(paper.type == "Talk");
    CHECK(paper.lang == "de");
    CHECK(paper.html == "https://example.org/abc");
    CHECK(paper.slides == Strings{"https://example.org/s.pdf"});
    REQUIRE(paper.authors.size() == 3);
    CHECK(paper.authors[0].name == "Ana Díaz");
    CHECK(paper.authors[0].affiliations == std::vector<Affiliation>{{"Université", ""}});
    CHECK(paper.authors[2].name == "Cy Wu");
    REQUIRE(paper.presentations.size() == 1);
    CHECK(paper.presentations[0].session == "demo-days-2031-hall-a-2031-05-04");
    CHECK(paper.presentations[0].start == "2031-05-04T10:00:00+02:00");
    CHECK(paper.presentations[0].end == "2031-05-04T10:30:00+02:00");
    const Session session = got.session("demo-days-2031-hall-a-2031-05-04");
    CHECK(session.title == "Hall A, 2031-05-04");
    CHECK(session.room == "Hall A");
    CHECK(session.start == "2031-05-04T10:00:00+02:00");
    CHECK(session.end == "2031-05-04T10:30:00+02:00");
    REQUIRE_FALSE(got.frame.schedule.empty());
    CHECK(got.frame.schedule[0].title == "Coffee Break");
    CHECK(got.frame.schedule[0].type == "break");
    CHECK(got.frame.schedule[0].start == "2031-05-04T11:00:00+02:00");
    CHECK(got.bytes.find("ana@") == std::string::npos);
  }
}

TEST_CASE("each event of a schedule is a talk, an entry or a reject", "[schedule_import]") {
  const Imported got = import_files(import_schedule, {import_fixture("schedule.json")});
  CHECK(got.papers.size() == 3);
  CHECK(got.summary.schedule_entries == 2);
  CHECK(got.rejects() ==
        Strings{"1: id \"4\" is taken by line 1", "1: is no event: an object should stand here"});
  const Paper panel = got.paper("4");
  CHECK(panel.presentations.at(0).start == "2031-05-04T14:00:00+02:00");
  CHECK(panel.presentations.at(0).end == "2031-05-04T15:30:00+02:00");
  const Paper timeless = got.paper("3");
  CHECK(timeless.authors.empty());
  CHECK(timeless.presentations.at(0).start.empty());
  CHECK(got.summary.repairs.at("a time that cannot be read, left out") == 1);
  CHECK(got.frame.schedule.at(1).title == "Closing");
  CHECK(got.frame.schedule.at(1).type == "other");
}

TEST_CASE("a schedule that breaks off is kept as far as it is whole", "[schedule_import]") {
  const std::string xml = testing::read_text(import_fixture("schedule.xml"));
  const Imported got = import_text(import_schedule, "a.xml", xml.substr(0, xml.find("With cake")));
  CHECK(got.papers.size() == 1);
  REQUIRE(got.rejects().size() == 1);
  CHECK(got.rejects()[0].starts_with("18: is not well-formed, and what follows is not read: "));
}

TEST_CASE("what is no schedule is told so", "[schedule_import]") {
  const auto [text, reason] = GENERATE(table<std::string, std::string>({
      {"", "in:1: "},
      {"[1, 2]", "in:1: is no schedule: it has no /schedule/conference/days"},
      {"<html/>", "in:1: is no schedule: it has no <schedule>"},
      {"<schedule/>", "in:1: the schedule has no events"},
      {"<a", "in:1: is no XML: "},
      {"{\"conference\": {\"days\": []}}", "in:1: the schedule has no events"},
  }));
  CAPTURE(text);
  const testing::TempDir folder;
  testing::write_text(folder / "in", text);
  const auto none = import_schedule({{folder / "in"}, folder / "out.jsonl", {}});
  REQUIRE_FALSE(none.ok());
  CHECK(none.error().code == ErrorCode::InvalidData);
  CHECK(none.error().message == "no paper could be read");
  CHECK(none.error().hint.find(reason.substr(reason.find("in:1: "))) != std::string::npos);
}

TEST_CASE("rooms may be a list, and events may have no room", "[schedule_import]") {
  const Imported json = import_text(
      import_schedule, "a.json",
      R"({"conference":{"title":"C","start":"2031-01-01","days":[)"
      R"({"date":"2031-01-01","rooms":[{"name":"R","events":[{"id":1,"title":"T","abstract":"x"}]},7]},)"
      R"({"date":"2031-01-02"},{"date":"2031-01-03","rooms":{"R":[{"id":2,"title":"U","abstract":"x"}],)"
      R"("S":null}}]}})");
  CHECK(json.paper("1").presentations.at(0).session == "c-2031-r-2031-01-01");
  CHECK(json.papers.size() == 2);
  CHECK(json.rejects() == Strings{"1: is no list of events, which a room should be",
                                  "1: is no day with rooms",
                                  "1: is no list of events, which a room should be"});
  const Imported xml =
      import_text(import_schedule, "a.xml",
                  "<schedule><conference><title>C</title></conference><day date='2031-01-01'>\n"
                  "<event id='1'><start>10:00</start><title>T</title><abstract>x</abstract></event>"
                  "<room name='R'><event id='2'><date>soon, or so it is said</date><start>11:00"
                  "</start><title>U</title><abstract>x</abstract></event></room></day></schedule>");
  CHECK(xml.paper("1").presentations.at(0).start == "2031-01-01T10:00:00+00:00");
  // Where the date says nothing, the day and the start do.
  CHECK(xml.paper("2").presentations.at(0).start == "2031-01-01T11:00:00+00:00");
}

TEST_CASE("a schedule that is no UTF-8 is read, and noted", "[schedule_import]") {
  const Imported got = import_text(
      import_schedule, "a.xml",
      "<schedule><conference><title>C 2031</title></conference><day><room name='R'>"
      "<event id='1'><title>\xC9t\xE9</title><abstract>x</abstract></event></room></day>"
      "</schedule>");
  CHECK(got.paper("1").title == "Été");
  REQUIRE(got.summary.notes.size() == 1);
  CHECK(got.summary.notes[0].reason == "ill-formed UTF-8, repaired");
}

}  // namespace
}  // namespace paperfind
