// What other people's programs make of exports of hostile records: bibtex, libical, pugixml.
#include <libical/ical.h>

#include <algorithm>
#include <cstddef>
#include <memory>
#include <pugixml.hpp>
#include <string>
#include <vector>

#include "engine/render/export.h"
#include "tests/catch.h"
#include "tests/support/process.h"
#include "tests/support/temp_dir.h"
#include "tests/unit/render/nasty_papers.h"
#include "tests/unit/searchd/record_sample.h"

namespace paperfind {
namespace {

std::vector<PaperView> all_papers() {
  std::vector<PaperView> papers = sample::nasty_papers();
  papers.push_back(sample::plain_paper());
  return papers;
}

std::string exported(const char* key) {
  Export out(*find_export_format(key), {"Papers", "https://papers.example.org", "/x", "/y", ""});
  std::string text = out.head();
  for (const PaperView& paper : all_papers()) text += out.entry(paper);
  return text + out.tail();
}

// A style that has bibtex look at what styles look at: names, their parts, the case of titles.
constexpr std::string_view kStyle = R"(
ENTRY { author title year month } { } { }
INTEGERS { i n }
FUNCTION {names}
{ author num.names$ 'n :=
  #1 'i :=
  { i n #1 + < }
  { author i "<{vv }{ll}{, jj}{, ff}>" format.name$ write$ newline$
    i #1 + 'i := }
  while$ }
FUNCTION {item}
{ "ITEM " cite$ * write$ newline$
  author empty$ 'skip$ 'names if$
  "TITLE " title "t" change.case$ * write$ newline$ }
FUNCTION {inproceedings} {item}
FUNCTION {article} {item}
FUNCTION {misc} {item}
MACRO {jun} {"June"}
READ
ITERATE {call.type$}
)";

testing::RunResult run_bibtex(const testing::TempDir& folder, const std::string& entries) {
  testing::write_text(folder / "style.bst", std::string(kStyle));
  testing::write_text(folder / "papers.bib", entries);
  testing::write_text(folder / "paper.aux",
                      "\\citation{*}\n\\bibdata{papers}\n\\bibstyle{style}\n");
  testing::RunOptions options;
  options.folder = folder.path();
  options.environment = {{"BIBINPUTS", "."}, {"BSTINPUTS", "."}, {"max_strings", "200000"}};
  return testing::run({"bibtex", "paper"}, options);
}

// bibtex breaks a line at a length that differs between its versions, and indents what goes on.
std::string joined_lines(std::string text) {
  constexpr std::string_view kBreak = "\n  ";
  for (std::size_t at = text.find(kBreak); at != std::string::npos; at = text.find(kBreak, at)) {
    text.replace(at, kBreak.size(), " ");
  }
  return text;
}

TEST_CASE("bibtex reads hostile records without a complaint", "[bibtex]") {
  const testing::TempDir folder;
  const testing::RunResult result = run_bibtex(folder, exported("bib"));
  CAPTURE(result.out);
  CHECK(result.exit_code == 0);
  CHECK(result.out.find("Warning") == std::string::npos);
  CHECK(result.out.find("error") == std::string::npos);
  const std::string made = joined_lines(testing::read_text(folder / "paper.bbl"));
  std::size_t items = 0;
  for (std::size_t at = made.find("ITEM "); at != std::string::npos;
       at = made.find("ITEM ", at + 1))
    ++items;
  CHECK(items == all_papers().size());
  CAPTURE(made.substr(std::max<std::size_t>(made.size(), 400) - 400));
  CHECK(made.find("<Díaz, Ana>\n<van~der Berg, III, Jan>\n") != std::string::npos);
  CHECK(made.find("TITLE {Pruning} attention heads of {BERT} \\& co: 60\\% of {$L_1$}\n") !=
        std::string::npos);
}

TEST_CASE("bibtex reads thousands of entries where it is given room", "[bibtex]") {
  constexpr std::size_t kMany = 3000;
  Export out(*find_export_format("bib"), {"Papers", "https://papers.example.org", "", "", ""});
  std::string text = out.head();
  PaperView paper = sample::plain_paper();
  for (std::size_t i = 0; i < kMany; ++i) {
    paper.paper.id = "p" + std::to_string(i);
    text += out.entry(paper);
  }
  const testing::TempDir folder;
  const testing::RunResult result = run_bibtex(folder, text + out.tail());
  CAPTURE(result.out);
  CHECK(result.exit_code == 0);
  const std::string written = testing::read_text(folder / "paper.bbl");
  CHECK(written.find("ITEM p" + std::to_string(kMany - 1) + "\n") != std::string::npos);
}

std::size_t events_in(const std::string& calendar) {
  const std::unique_ptr<icalcomponent, void (*)(icalcomponent*)> root(
      icalparser_parse_string(calendar.c_str()), icalcomponent_free);
  REQUIRE(root != nullptr);
  CHECK(icalcomponent_isa(root.get()) == ICAL_VCALENDAR_COMPONENT);
  const std::string read = icalcomponent_as_ical_string(root.get());
  const std::size_t complaint = read.find("X-LIC-ERROR");
  CHECK((complaint == std::string::npos ? "" : read.substr(complaint, 300)) == "");
  CHECK(icalcomponent_count_errors(root.get()) == 0);
  CHECK(icalrestriction_check(root.get()) != 0);
  CHECK(icalcomponent_count_components(root.get(), ICAL_VTIMEZONE_COMPONENT) == 1);
  return static_cast<std::size_t>(
      icalcomponent_count_components(root.get(), ICAL_VEVENT_COMPONENT));
}

TEST_CASE("libical reads calendars of hostile records, and knows their hours", "[calendar]") {
  const std::string calendar = exported("ics");
  CHECK(events_in(calendar) == all_papers().size());
  ScheduleView schedule;
  schedule.event = sample::event();
  const ProgrammeItem item = sample::programme_item("<b>;,\\n");
  schedule.programme.days = {{"2026-06-03", {{item.start, {item}}}}};
  CHECK(events_in(schedule_calendar(schedule, "https://papers.example.org")) == 1);

  const std::unique_ptr<icalcomponent, void (*)(icalcomponent*)> root(
      icalparser_parse_string(calendar.c_str()), icalcomponent_free);
  icalcomponent* event = icalcomponent_get_first_component(root.get(), ICAL_VEVENT_COMPONENT);
  REQUIRE(event != nullptr);
  const icaltimetype start = icalcomponent_get_dtstart(event);
  REQUIRE(start.zone != nullptr);
  // 10:30 in Zürich in June, by the rules that the calendar itself brings.
  CHECK(icaltime_as_timet_with_zone(start, start.zone) == 1780475400);
}

TEST_CASE("pugixml reads a feed of hostile records", "[atom]") {
  pugi::xml_document feed;
  const std::string text = exported("atom");
  const pugi::xml_parse_result parsed = feed.load_buffer(text.data(), text.size());
  CAPTURE(parsed.description());
  REQUIRE(parsed);
  std::size_t entries = 0;
  for (const pugi::xml_node entry : feed.child("feed").children("entry")) {
    ++entries;
    for (const char* once : {"id", "title", "updated"}) CHECK(entry.child(once));
    // Tags of a record would be elements beside its text.
    CHECK(entry.child("title").first_child().type() == pugi::node_pcdata);
    CHECK(entry.child("title").first_child() == entry.child("title").last_child());
  }
  CHECK(entries == all_papers().size());
}

}  // namespace
}  // namespace paperfind
