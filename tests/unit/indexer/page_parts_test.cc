// The small readers of a programme page: times, dates, zones, people, ids.
#include <string>
#include <vector>

#include "indexer/import/page_ids.h"
#include "indexer/import/page_people.h"
#include "indexer/import/page_records.h"
#include "indexer/import/page_text.h"
#include "indexer/import/page_time.h"
#include "tests/catch.h"

namespace paperfind::program_page {
namespace {

TEST_CASE("time ranges are read", "[page][time]") {
  struct Case {
    const char* line;
    int start;
    int end;
    const char* rest;
  };
  const Case c = GENERATE(values<Case>({
      {"9:00 am to 9:30 am", 540, 570, ""},
      {"12:50 pm to 2:30 pm", 770, 870, ""},
      {"11:30 AM – 12:15 PM", 690, 735, ""},
      {"9 a.m. to 10 a.m.", 540, 600, ""},
      {"09:00-10:30", 540, 630, ""},
      {"13:00 – 14:15", 780, 855, ""},
      // One mark for both times, and one that turns over at noon.
      {"9:00 to 9:30 am", 540, 570, ""},
      {"11:00 to 1:00 pm", 660, 780, ""},
      {"12:00 am to 1:00 am", 0, 60, ""},
      {"12:00 noon to 1:00 pm", 720, 780, ""},
      {"11:30 pm to 12:15 am", 1410, 15, ""},
      {"9:00 am to 9:30 am (PT)", 540, 570, ""},
      {"9:00 am to 9:30 am: Welcome", 540, 570, "Welcome"},
      {"9:00 am to 9:30 am Keynote by Jane Doe", 540, 570, "Keynote by Jane Doe"},
  }));
  CAPTURE(c.line);
  const std::optional<TimeRange> range = parse_time_range(c.line);
  REQUIRE(range.has_value());
  CHECK(range->start == c.start);
  CHECK(range->end == c.end);
  CHECK(range->rest == c.rest);
}

TEST_CASE("what only looks like a time range is not one", "[page][time]") {
  const char* line =
      GENERATE(as<const char*>{}, "", "9:00 am", "7-10", "2021-2022", "10 to 20 nodes",
               "9:75 am to 10:00 am", "25:00 to 26:00", "13:00 pm to 14:00 pm",
               "9:00 am to 5:00 pm is when people work.", "1:10 to 1:20-scale models", "9:00 am to",
               "to 9:00 am", "3.5 to 4.5 times");
  CAPTURE(line);
  CHECK_FALSE(parse_time_range(line).has_value());
}

TEST_CASE("dates and ranges of days are found", "[page][date]") {
  struct Case {
    const char* text;
    CivilTime first;
    CivilTime last;
  };
  const Case c = GENERATE(values<Case>({
      {"March 28, 2022", {2022, 3, 28}, {2022, 3, 28}},
      {"June 7-10, 2021", {2021, 6, 7}, {2021, 6, 10}},
      {"October 10 - 12, 2022", {2022, 10, 10}, {2022, 10, 12}},
      {"November 29-November 30, 2022", {2022, 11, 29}, {2022, 11, 30}},
      {"May 30 – June 2, 2023", {2023, 5, 30}, {2023, 6, 2}},
      {"December 30 - January 2, 2023", {2022, 12, 30}, {2023, 1, 2}},
      {"December 30, 2022 to January 2, 2023", {2022, 12, 30}, {2023, 1, 2}},
      {"7-10 June 2021", {2021, 6, 7}, {2021, 6, 10}},
      {"30 May – 2 June 2022", {2022, 5, 30}, {2022, 6, 2}},
      {"Monday, 5 October 2020", {2020, 10, 5}, {2020, 10, 5}},
      {"the 28th of March 2022", {2022, 3, 28}, {2022, 3, 28}},
      {"Mar. 28, 2022", {2022, 3, 28}, {2022, 3, 28}},
      {"2022-03-28", {2022, 3, 28}, {2022, 3, 28}},
      {"February 29, 2024", {2024, 2, 29}, {2024, 2, 29}},
      // Without a year: 0.
      {"Thursday, June 1", {0, 6, 1}, {0, 6, 1}},
      {"held on November 29-30, 2022 from 9 to 11:30 am", {2022, 11, 29}, {2022, 11, 30}},
  }));
  CAPTURE(c.text);
  const std::optional<DateSpan> date = find_date(c.text);
  REQUIRE(date.has_value());
  CHECK(date->first == c.first);
  CHECK(date->last == c.last);
}

TEST_CASE("what is no date is not found", "[page][date]") {
  const char* text =
      GENERATE(as<const char*>{}, "", "March", "2022", "February 30, 2022", "February 29, 2023",
               "June 31", "Marching 28 men", "7-10", "TinyML 2022", "may 0");
  CAPTURE(text);
  CHECK_FALSE(find_date(text).has_value());
}

TEST_CASE("date headings are lines of their own", "[page][date]") {
  for (const char* line :
       {"Monday, June 7, 2021", "June 7-10, 2021", "Day 2 - Tuesday, June 8", "Day 2",
        "Tuesday, June 8, 2021 – Hardware", "(March 28, 2022)", "28 March 2022"}) {
    CAPTURE(line);
    CHECK(parse_date_heading(line).has_value());
  }
  CHECK(parse_date_heading("Day 3")->number == 3);
  for (const char* line :
       {"Papers are due March 28, 2022", "March 28, 2022 was a Monday", "", "Monday Talks",
        "A Day in the Life", "Schedule", "March of the Sensors"}) {
    CAPTURE(line);
    CHECK_FALSE(parse_date_heading(line).has_value());
  }
}

TEST_CASE("zone lines give an IANA zone", "[page][zone]") {
  struct Case {
    const char* line;
    const char* zone;
  };
  const Case c = GENERATE(values<Case>({
      {"all times are in Pacific Time (PT)", "America/Los_Angeles"},
      {"Pacific Daylight Time / UTC-7", "America/Los_Angeles"},
      {"Central European Summer Time / UTC +2", "Europe/Brussels"},
      {"Event will be held in Central European Time (CET)", "Europe/Brussels"},
      {"China Standard Time (CST) / UTC+8", "Asia/Shanghai"},
      {"Times are shown in Eastern Time", "America/New_York"},
      {"Schedule (all times PDT)", "America/Los_Angeles"},
      {"UTC", "UTC"},
      {"UTC +5", "Etc/GMT-5"},
      {"GMT-3", "Etc/GMT+3"},
      {"All times: Europe/Zurich", "Europe/Zurich"},
      // Chicago's and Shanghai's: it does not say which.
      {"CST", ""},
      {"Pacific Time Series for Coin Cells", ""},
      {"Anything else", ""},
      {"all times", ""},
      {"", ""},
  }));
  CAPTURE(c.line);
  CHECK(parse_zone_line(c.line) == c.zone);
}

TEST_CASE("people are told from their roles and institutions", "[page][people]") {
  struct Case {
    const char* line;
    const char* name;
    const char* role;
    const char* affiliation;
  };
  const Case c = GENERATE(values<Case>({
      {"Nova STELLAN, PhD Student, Rice University", "Nova STELLAN", "PhD Student",
       "Rice University"},
      {"Nova Stellan, Ph.D. student, Rice University", "Nova Stellan", "Ph.D. student",
       "Rice University"},
      {"Nova Stellan, Research Scientist, Reality Labs, Meta", "Nova Stellan", "Research Scientist",
       "Reality Labs, Meta"},
      {"Nova Stellan, Professor at UC Davis", "Nova Stellan", "Professor", "UC Davis"},
      {"Nova Stellan, Adjunct Professor Of Computer Science, Stanford University", "Nova Stellan",
       "Adjunct Professor Of Computer Science", "Stanford University"},
      {"Nova Stellan, Distinguished Engineer System Architecture, Infineon Technologies",
       "Nova Stellan", "Distinguished Engineer System Architecture", "Infineon Technologies"},
      {"Nova Stellan, Senior Director, Nimbus Research, Austria", "Nova Stellan", "Senior Director",
       "Nimbus Research, Austria"},
      {"Nova Stellan, Machine Learning,", "Nova Stellan", "Machine Learning", ""},
      {"Nova Stellan, Quiet Things,", "Nova Stellan", "Quiet Things", ""},
      // A comma too many is no missing institution.
      {"Nova Stellan, Rice University,", "Nova Stellan", "", "Rice University"},
      {"Nova Stellan, University of Michigan, Ann Arbor MI", "Nova Stellan", "",
       "University of Michigan, Ann Arbor MI"},
      {"Nova Stellan", "Nova Stellan", "", ""},
      {"Yiyu, Shi, Notre Dame", "Yiyu Shi", "", "Notre Dame"},
      // The middle word is an institution, not a surname.
      {"Nova, MIT, Cambridge", "Nova", "", "MIT, Cambridge"},
      {"Hasib-Al-RASHID, Student, Rice University", "Hasib-Al-RASHID", "Student",
       "Rice University"},
  }));
  CAPTURE(c.line);
  const std::vector<PrintedPerson> people = parse_people(c.line, {});
  REQUIRE(people.size() == 1);
  CHECK(people[0].name == c.name);
  CHECK(people[0].role == c.role);
  CHECK(people[0].affiliation == c.affiliation);
}

TEST_CASE("two people on one line are two", "[page][people]") {
  KnownInstitutions known;
  known.add("X, The Moonshot Factory");
  known.add("Rice University");
  struct Case {
    const char* line;
    std::vector<std::string> names;
  };
  const Case c = GENERATE(values<Case>({
      {"Nova Stellan, X, The Moonshot Factory Oto Brandt, Rice University",
       {"Nova Stellan", "Oto Brandt"}},
      {"Nova Stellan, PhD Student, Rice University Oto Brandt, Halfbit Ltd.",
       {"Nova Stellan", "Oto Brandt"}},
      {"Nova Stellan, Rice University Oto van Brandt", {"Nova Stellan"}},
      {"Nova Stellan, Rice University Oto Brandt, Rice University Pia Cole, Rice University",
       {"Nova Stellan", "Oto Brandt", "Pia Cole"}},
      {"Nova Stellan, Rice University; Oto Brandt, Halfbit Ltd.", {"Nova Stellan", "Oto Brandt"}},
      {"Nova Stellan and Oto Brandt, Rice University", {"Nova Stellan", "Oto Brandt"}},
      // A town behind a known institution is no person: no institution follows it.
      {"Nova Stellan, Rice University Houston Campus, USA", {"Nova Stellan"}},
      {"Nova Stellan, Unknown Works Oto Brandt, Rice University", {"Nova Stellan"}},
  }));
  CAPTURE(c.line);
  std::vector<std::string> names;
  for (const PrintedPerson& person : parse_people(c.line, known)) names.push_back(person.name);
  CHECK(names == c.names);
}

TEST_CASE("lines that name people are told from titles", "[page][people]") {
  struct Case {
    const char* line;
    Likeness likeness;
  };
  const Case c = GENERATE(values<Case>({
      {"Nova STELLAN, Aizhou", Likeness::Strong},
      {"Nova Stellan, Researcher, Aizhou", Likeness::Strong},
      {"Nova Stellan, UC Riverside", Likeness::Strong},
      {"Nova Stellan, Analog Devices", Likeness::Weak},
      {"Dara O’Neill, Ellery", Likeness::Weak},
      {"Ludwig van der Berg, Ellery", Likeness::Weak},
      {"周小磊, Aizhou", Likeness::None},
      {"Sparse Networks, Dense Gains", Likeness::None},
      {"Sensors, Systems, and Silicon", Likeness::None},
      {"L3U-Net: Low-Latency, Lightweight", Likeness::None},
      {"A Fast Network, Revisited", Likeness::None},
      {"Nova Stellan", Likeness::None},
      {"Nova Stellan, who works at Ellery University, is late.", Likeness::None},
      {"Nova Stellan, Acme Corp.", Likeness::Strong},
      {"", Likeness::None},
  }));
  CAPTURE(c.line);
  CHECK(person_likeness(c.line, {}) == c.likeness);
}

TEST_CASE("chair lines", "[page][people]") {
  CHECK(parse_chair_line("Session Chair: A B, C") == "A B, C");
  CHECK(parse_chair_line("Session Moderator:A B") == "A B");
  CHECK(parse_chair_line("Session Co-Chairs: A B; C D") == "A B; C D");
  CHECK(parse_chair_line("Moderator: A B") == "A B");
  CHECK(parse_chair_line("Session Chair:") == "");
  CHECK_FALSE(parse_chair_line("Session: Chairs and Tables").has_value());
  CHECK_FALSE(parse_chair_line("A Chair that Learns: Furniture").has_value());
  CHECK_FALSE(parse_chair_line("General Chair").has_value());
}

TEST_CASE("headings that are schedule entries are told from sessions and papers",
          "[page][schedule]") {
  struct Case {
    const char* title;
    bool with_talk;
    const char* type;
  };
  const Case c = GENERATE(values<Case>({
      {"Welcome and Opening Statement", false, "welcome"},
      {"Opening / Welcome", false, "welcome"},
      {"Opening the Black Box", true, ""},
      {"Coffee Break & Networking", false, "break"},
      {"Networking", true, ""},
      {"Lunch", false, "break"},
      {"Networking Architectures for Coins", true, ""},
      {"Keynote by Nova Stellan", false, "keynote"},
      {"Keynote: Eyes", true, "keynote"},
      {"Keynotes of the Deep Sea", true, "keynote"},
      {"Keyword Spotting", true, ""},
      {"Panel Discussion: Coins", false, "other"},
      {"Panels of Solar Cells", true, ""},
      {"Registration", false, "other"},
      {"Closing Remarks", false, "other"},
      {"Closing the Gap", true, ""},
      {"Tutorial: Coins", true, ""},
      {"Session 1 - Short papers", true, ""},
  }));
  CAPTURE(c.title);
  const char* type = schedule_type(c.title, c.with_talk);
  CHECK(std::string(type == nullptr ? "" : type) == c.type);
}

TEST_CASE("escapes of TeX go outside of math only", "[page][text]") {
  CHECK(unescape_tex("0.31\\% of R\\&D, a\\_b") == "0.31% of R&D, a_b");
  CHECK(unescape_tex("$p \\% q$ and \\%") == "$p \\% q$ and %");
  CHECK(unescape_tex("costs $5, 3\\% less") == "costs $5, 3% less");
  CHECK(unescape_tex("ends in \\") == "ends in \\");
  CHECK(unescape_tex("\\$5\\%") == "\\$5%");
}

TEST_CASE("lines keep their numbers whatever ends them", "[page][text]") {
  const std::vector<Line> lines =
      split_page("\xEF\xBB\xBFone\r\n\r\n\xC2\xA0 two\tthree \n\x01\n\rfour\xE2\x80\x8B");
  REQUIRE(lines.size() == 3);
  CHECK(lines[0].text == "one");
  CHECK(lines[1].text == "two three");
  CHECK(lines[1].number == 3);
  CHECK(lines[1].after_blank);
  CHECK(lines[2].text == "four");
  CHECK(lines[2].number == 6);
  CHECK(split_page("a\xFF\xFE b")[0].text.starts_with("a"));
}

TEST_CASE("ids are the event and six words, cut at 64 bytes on a word", "[page][ids]") {
  CHECK(paper_id_base("e22", "How to Manage – Tiny Machine Learning at Scale") ==
        "e22-how-to-manage-tiny-machine-learning");
  CHECK(paper_id_base("e22", "TinyM^2Net: A Flexible System") == "e22-tinym2net-a-flexible-system");
  CHECK(paper_id_base("e22", "*** !!!") == "e22-paper");
  CHECK(id_base("e22", "Žluťoučký kůň", "session") == "e22-zlutoucky-kun");
  const std::string long_id =
      id_base("e22", std::string(40, 'a') + " " + std::string(40, 'b'), "session");
  CHECK(long_id == "e22-" + std::string(40, 'a'));
}

TEST_CASE("ids do not depend on the order of the records, pinned ones stay", "[page][ids]") {
  const IdRequest a{"e-x", "X", "p"};
  const IdRequest b{"e-x", "X!", "p"};
  const IdRequest c{"e-x", "X", "q"};
  const std::vector<std::string> forward = assign_ids({a, b, c}, {});
  const std::vector<std::string> backward = assign_ids({c, b, a}, {});
  CHECK(forward == std::vector<std::string>{backward[2], backward[1], backward[0]});
  CHECK(forward[0] == "e-x");
  CHECK(forward[1].starts_with("e-x-"));
  CHECK(forward[1] != forward[2]);
  const std::vector<std::string> pinned = assign_ids({a, b}, {{"X!", "e-x"}});
  CHECK(pinned[1] == "e-x");
  CHECK(pinned[0] != "e-x");
}

}  // namespace
}  // namespace paperfind::program_page
