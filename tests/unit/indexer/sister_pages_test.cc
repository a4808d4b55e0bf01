// Pages of the same layout, written for these tests: every name and title in them is invented.
#include <map>
#include <string>
#include <vector>

#include "indexer/import/program_page.h"
#include "tests/catch.h"
#include "tests/unit/indexer/page_files.h"

namespace paperfind {
namespace {

using test::adds_up;
using test::fixture;
using test::import_ok;
using test::paper_titled;

const ScheduleEntry* entry_titled(const EventFile& file, const std::string& start) {
  for (const ScheduleEntry& entry : file.schedule) {
    if (entry.title.starts_with(start)) return &entry;
  }
  return nullptr;
}

std::vector<std::string> names_of(const Paper& paper) {
  std::vector<std::string> names;
  for (const Author& author : paper.authors) names.push_back(author.name);
  return names;
}

TEST_CASE("a page of several days: range, day headings, moderators, tutorial, keynote, panel",
          "[sister]") {
  const ProgramPageImport import = import_ok(fixture("two-days.txt"), "gm2021");
  const EventFile& file = import.file;
  CHECK(adds_up(import));
  CHECK(import.warnings.empty());

  SECTION(
      "the range gives the event's days, the zone line its zone, news above the schedule nothing") {
    CHECK(file.event.name == "Gadget Minds Forum 2021");
    CHECK(file.event.start == "2021-06-07");
    CHECK(file.event.end == "2021-06-10");
    CHECK(file.event.tz == "Europe/Brussels");
    CHECK(file.event.place == "Virtual - online");
  }
  SECTION("a talk's day is the nearest date heading above it") {
    REQUIRE(file.sessions.size() == 1);
    CHECK(file.sessions[0].start == "2021-06-08T16:30:00+02:00");
    const ScheduleEntry* welcome = entry_titled(file, "Open / Welcome");
    REQUIRE(welcome != nullptr);
    CHECK(welcome->start == "2021-06-07T16:00:00+02:00");
    CHECK(welcome->type == "welcome");
    CHECK(welcome->extra.at("x_chairs") == "[\"Ilse Markstein\"]");
  }
  SECTION("a tutorial is a paper in its own slot, with both its speakers and a long abstract") {
    const Paper* tutorial = paper_titled(file, "Tutorial:");
    REQUIRE(tutorial != nullptr);
    CHECK(names_of(*tutorial) == std::vector<std::string>{"Marek Dolezny", "Fiona Arkwright"});
    CHECK(tutorial->authors[0].affiliations[0].raw == "Kestrel Silicon");
    CHECK(tutorial->authors[1].presenting);
    CHECK(tutorial->type == "full");
    CHECK(
        tutorial->abstract ==
        "This tutorial walks through one sensor, from the pin to the decision. It needs no board.\n"
        "Its plan:\nintroduction of the sensor family\nthe decision tree in the sensor\na "
        "demonstration\n"
        "The slides are handed out at the end.");
    REQUIRE(tutorial->presentations.size() == 1);
    CHECK(tutorial->presentations[0].session.empty());
    CHECK(tutorial->presentations[0].start == "2021-06-07T16:15:00+02:00");
    CHECK(tutorial->videos.size() == 1);
  }
  SECTION("keynote, panel and the empty slot are schedule entries") {
    CHECK(file.schedule.size() == 4);
    CHECK(entry_titled(file, "Keynote by Sunniva Brekke")->type == "keynote");
    CHECK(entry_titled(file, "Panel")->type == "other");
    CHECK(entry_titled(file, "Break")->start == "2021-06-07T17:00:00+02:00");
  }
  SECTION("talks of one session: several speakers, math kept, a missing abstract") {
    CHECK(file.papers.size() == 4);
    CHECK(file.sessions[0].chairs[0].role == "Professor");
    CHECK(file.sessions[0].chairs[0].affiliations[0].raw == "Vistula Technical University");
    CHECK(paper_titled(file, "An Ear")->abstract ==
          "Hearing is cheap when nobody speaks.\n"
          "We show a detector that sleeps 99.5% of its life, and prove that sleeping $p \\% q$ of "
          "the time is enough.");
    CHECK(names_of(*paper_titled(file, "Waking")) ==
          std::vector<std::string>{"Petra Lindqvist", "Ansgar Weil"});
    CHECK(paper_titled(file, "Waking")->videos.size() == 1);
    CHECK(paper_titled(file, "Silence")->abstract.empty());
    CHECK(paper_titled(file, "Silence")->presentations[0].position == 3);
  }
}

TEST_CASE("a page of single talks without sessions and without day headings", "[sister]") {
  const ProgramPageImport import = import_ok(fixture("single-slots.txt"), "gma2023");
  const EventFile& file = import.file;
  CHECK(adds_up(import));
  CHECK(file.event.start == "2023-11-29");
  CHECK(file.event.end == "2023-11-30");
  CHECK(file.event.tz == "Asia/Shanghai");
  CHECK(file.event.place == "Zoom");
  CHECK(file.sessions.empty());
  CHECK(file.papers.size() == 3);
  const ScheduleEntry* keynote = entry_titled(file, "Keynote");
  REQUIRE(keynote != nullptr);
  CHECK(keynote->title == "Keynote: Eyes that Forget");
  CHECK(keynote->extra.at("x_speakers") ==
        "[{\"affiliations\":[\"Western Harbour University\"],\"name\":\"Gerolt Cohnfeld\"}]");
  CHECK(paper_titled(file, "Co-Design")->presentations[0].start == "2023-11-29T09:40:00+08:00");
  CHECK(paper_titled(file, "A Talk Without")->authors.empty());
  // The clock goes back where the second day starts; nothing says so, hence the warning.
  CHECK(paper_titled(file, "Learning")->presentations[0].start == "2023-11-30T09:00:00+08:00");
  REQUIRE(import.warnings.size() == 1);
  CHECK(import.warnings[0].line == 43);
  CHECK(import.warnings[0].reason == "no date above it: taken as 2023-11-30");
}

TEST_CASE("CRLF, no-break spaces, tabs, 24 hours, 'Day 1', past midnight", "[sister]") {
  const ProgramPageImport import = import_ok(fixture("crlf.txt"), "sts2023");
  const EventFile& file = import.file;
  CHECK(adds_up(import));
  CHECK(file.event.name == "Small Things Symposium");
  CHECK(file.event.start == "2023-05-30");
  CHECK(file.event.end == "2023-06-02");
  CHECK(file.event.tz == "America/Los_Angeles");
  CHECK(file.event.place == "Harbour Hall, 1 Quay Street, Port Ellery");
  REQUIRE(file.sessions.size() == 2);
  CHECK(file.sessions[0].title == "Session A: Poster Pitches");
  CHECK(file.sessions[0].type == "poster");
  REQUIRE(file.sessions[0].chairs.size() == 2);
  CHECK(file.sessions[0].chairs[1].name == "Bo Marsh");
  CHECK(file.sessions[1].start == "2023-06-01T13:00:00-07:00");
  const Paper* broken = paper_titled(file, "A Long Title");
  REQUIRE(broken != nullptr);
  CHECK(broken->title == "A Long Title that Somebody Broke Over Two Lines of the Page");
  CHECK(names_of(*broken) == std::vector<std::string>{"Dara O’Neill", "Emil Vance"});
  CHECK(names_of(*paper_titled(file, "Pocket")) ==
        std::vector<std::string>{"Faye Hollis", "Gus Ibarra", "Hana Ito", "Ivo Jansen"});
  CHECK(paper_titled(file, "Pocket")->authors[2].affiliations[0].raw == "Tidewater University");
  const Paper* fish = paper_titled(file, "Counting Fish");
  CHECK(fish->authors[0].name == "Lio März");
  CHECK(fish->authors[0].affiliations[0].raw == "Delta Works GmbH");
  REQUIRE(fish->videos.size() == 1);
  CHECK(fish->videos[0].url == "https://www.youtube.com/watch?v=abc123");
  CHECK_FALSE(fish->videos[0].announced);
  CHECK(entry_titled(file, "Closing")->end == "2023-06-02T00:15:00-07:00");
  REQUIRE(import.warnings.size() == 1);
  CHECK(import.warnings[0].text == "• Slides");
  CHECK(import.warnings[0].reason == "a link without an address");
}

TEST_CASE("equal first words, equal titles, a paper in two sessions", "[sister][ids]") {
  const ProgramPageImport import = import_ok(fixture("same-first-words.txt"), "wro");
  const EventFile& file = import.file;
  CHECK(adds_up(import));
  REQUIRE(file.papers.size() == 4);
  // The shortest title keeps the plain id.
  CHECK(paper_titled(file, "A Study of the Very Small Network")->id ==
        "wro-a-study-of-the-very-small");
  CHECK(paper_titled(file, "A Study of the Very Small Battery")->id ==
        "wro-a-study-of-the-very-small-802d15");
  REQUIRE(file.sessions.size() == 2);
  CHECK(file.sessions[0].id == "wro-morning-papers");
  CHECK(file.sessions[1].id.starts_with("wro-morning-papers-"));
  // The same paper a second time is one paper with two presentations.
  const Paper* twice = paper_titled(file, "A Study of the Very Small Network");
  REQUIRE(twice->presentations.size() == 2);
  CHECK(twice->presentations[0].session == file.sessions[0].id);
  CHECK(twice->presentations[1].session == file.sessions[1].id);
  CHECK(twice->presentations[1].position == 2);
  // The same title by others is another paper.
  std::map<std::string, int> same;
  for (const Paper& paper : file.papers) same[paper.title] += 1;
  CHECK(same["Same Title, Other People"] == 2);
  CHECK(file.schedule[0].id == "wro-coffee-break");
  CHECK(file.schedule[1].id != "wro-coffee-break");
}

TEST_CASE("a page without blank lines, and lines nobody can place", "[sister]") {
  const ProgramPageImport import = import_ok(fixture("no-blanks.txt"), "dpm2020");
  const EventFile& file = import.file;
  CHECK(adds_up(import));
  CHECK(file.event.start == "2020-10-05");
  CHECK(file.event.tz == "Europe/London");
  CHECK(file.event.place == "Tallmark Hotel");
  REQUIRE(file.papers.size() == 2);
  CHECK(file.papers[0].title == "Counting Backwards from Ten");
  CHECK(file.papers[0].abstract == "We count. Then we stop.");
  CHECK(file.papers[1].authors[0].name == "Quentin Rowe");
  CHECK(file.papers[1].authors[0].affiliations[0].raw == "Halfbit Ltd.");
  REQUIRE(import.warnings.size() == 3);
  CHECK(import.warnings[0].line == 18);
  CHECK(import.warnings[0].reason == "a chair line without a name");
  CHECK(import.warnings[1].line == 19);
  CHECK(import.warnings[1].text == "A line that nobody can place");
}

TEST_CASE("keynote and talk under a moderator's line, tutorials, a name in the title line",
          "[sister]") {
  const ProgramPageImport import = import_ok(fixture("odd-slots.txt"), "gme2024");
  const EventFile& file = import.file;
  CHECK(adds_up(import));
  CHECK(file.event.name == "Gadget Minds Europe");
  CHECK(file.event.place == "Hall of Bells • Bellwater Centre, Piazza Minima 1/Gate 16, Bellwater");
  CHECK(file.papers.size() == 5);
  CHECK(file.sessions.size() == 3);
  const ScheduleEntry* keynote = entry_titled(file, "Keynote by Sunniva Brekke");
  REQUIRE(keynote != nullptr);
  CHECK(keynote->title == "Keynote by Sunniva Brekke - Fjord Instruments");
  CHECK(keynote->extra.at("x_abstract") == "\"A fjord is a very large sensor.\"");
  CHECK(keynote->extra.at("x_chairs") == "[\"Ilse Markstein\"]");
  CHECK(paper_titled(file, "Folding")->abstract ==
        "Deploying large maps is hard.\nConsequently, we fold them.");
  CHECK(paper_titled(file, "Folding")->authors[0].affiliations[0].raw == "Kartenhaus");
  CHECK(names_of(*paper_titled(file, "Edge AI")) ==
        std::vector<std::string>{"Nova Stellan", "Oto Brandt"});
  CHECK(paper_titled(file, "Sensors, Systems")->presentations[0].session == "gme2024-tutorial");
  CHECK(names_of(*paper_titled(file, "Tutorial by Pia Cole")) ==
        std::vector<std::string>{"Pia Cole"});
  // The heading is the only title the talk has.
  CHECK(names_of(*paper_titled(file, "Why Coins Forget")) == std::vector<std::string>{"Rem Dahl"});
  REQUIRE(import.warnings.size() == 1);
  CHECK(import.warnings[0].reason == "a link without an address");
}

TEST_CASE("what is no programme is refused, with the reason", "[sister]") {
  struct Case {
    const char* page;
    const char* message;
    const char* where;
  };
  const Case c = GENERATE(values<Case>({
      {"", "the page is empty", ""},
      {" \r\n\t\n", "the page is empty", ""},
      {"Dear all,\n\nthe paper is attached.\n\nRegards\n",
       "no programme found: no line is a time range", ""},
      // A programme whose day or zone nobody gives.
      {"Meeting\n\nMarch 3, 2020\n\n9:00 am to 10:00 am\n\nTalks\n", "the page gives no time zone",
       "/event/tz"},
      {"Meeting\n\nAll times are in UTC\n\n9:00 am to 10:00 am\n\nTalks\n",
       "the page gives no date with a year", "/event/year"},
      {"9:00 am to 10:00 am\n\nTalks\n", "the page gives no title above the schedule",
       "/event/name"},
  }));
  CAPTURE(c.page);
  const Result<ProgramPageImport> import = import_program_page(c.page, "m2020", {});
  REQUIRE_FALSE(import.ok());
  CHECK(import.error().code == ErrorCode::InvalidData);
  CHECK(import.error().message == c.message);
  CHECK(import.error().where == c.where);
}

TEST_CASE("an event id that cannot start other ids is refused", "[sister]") {
  for (const std::string id :
       {"", "a b", ".json", "x.bib", "an-event-id-that-is-much-too-long-for-it"}) {
    CAPTURE(id);
    const Result<ProgramPageImport> import = import_program_page("9:00 am to 10:00 am\n", id, {});
    REQUIRE_FALSE(import.ok());
    CHECK(import.error().code == ErrorCode::InvalidInput);
    CHECK(import.error().message == "\"" + id + "\" cannot be an event's id");
  }
}

TEST_CASE("a day that the year does not have is warned of, and loses nothing", "[sister]") {
  const std::string page =
      "Leap Symposium\n\nFebruary 27 - March 2, 2023\n\nAll times are in UTC\n\n"
      "Monday, February 27\n9:30 am to 10:50 am\nA Talk on Something\n"
      "Jane DOE, Professor, Acme University\nAbstract (English)\nIt is about something.\n\n"
      "February 29\n9:30 am to 10:50 am\nAnother Talk on Something\n"
      "John ROE, Professor, Acme University\nAbstract (English)\nIt is about something else.\n";
  const ProgramPageImport import = import_ok(page, "leap2023");
  CHECK(adds_up(import));
  CHECK(import.file.papers.size() == 2);
  CHECK(import.file.event.end == "2023-03-02");
  REQUIRE(import.warnings.size() == 1);
  CHECK(import.warnings[0].line == 14);
  CHECK(import.warnings[0].reason == "a date far from the event's days");
}

}  // namespace
}  // namespace paperfind
