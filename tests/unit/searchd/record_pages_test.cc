// Pages of sessions, people, institutions, events and of the schedule.
#include <string>
#include <vector>

#include "searchd/pages/event_page.h"
#include "searchd/pages/institution_page.h"
#include "searchd/pages/person_page.h"
#include "searchd/pages/schedule_page.h"
#include "searchd/pages/session_page.h"
#include "searchd/pages/time_text.h"
#include "tests/catch.h"
#include "tests/unit/searchd/drawn_pages.h"
#include "tests/unit/searchd/hostile_text.h"
#include "tests/unit/searchd/record_sample.h"

using namespace paperfind;
using paperfind::testing::attacks;
using paperfind::testing::holds;
using paperfind::testing::skeleton;
using paperfind::testing::templates;

namespace {

Site site() {
  Site site;
  site.name = "Sample Symposium";
  site.base_url = "https://papers.example.org";
  site.css_path = "/assets/site.css";
  site.icon_path = "/favicon.svg";
  return site;
}

std::string drawn(const SessionView& view) { return session_page_html(templates(), site(), view); }

std::string drawn(const PersonView& view) { return person_page_html(templates(), site(), view); }

std::string drawn(const InstitutionView& view) {
  return institution_page_html(templates(), site(), view);
}

std::string drawn(const ScheduleView& view) {
  return schedule_page_html(templates(), site(), view);
}

std::string drawn(const EventView& view) { return event_page_html(templates(), site(), view); }

// The levels of its headings, in order: "1 2 3 3".
std::string headings(const std::string& html) {
  std::string levels;
  for (std::size_t at = html.find("<h"); at != std::string::npos; at = html.find("<h", at + 1)) {
    const char level = html[at + 2];
    if (level >= '1' && level <= '6') levels += (levels.empty() ? "" : " ") + std::string(1, level);
  }
  return levels;
}

}  // namespace

TEST_CASE("text of the corpus adds no tag and no attribute to the page of a record",
          "[pages][xss]") {
  const std::string attack = GENERATE(from_range(attacks()));
  CAPTURE(attack);
  const std::string harmless(attack.size(), 'a');
  CHECK(skeleton(drawn(sample::session_view(attack))) ==
        skeleton(drawn(sample::session_view(harmless))));
  CHECK(skeleton(drawn(sample::person_view(attack))) ==
        skeleton(drawn(sample::person_view(harmless))));
  CHECK(skeleton(drawn(sample::institution_view(attack))) ==
        skeleton(drawn(sample::institution_view(harmless))));
  CHECK(skeleton(drawn(sample::schedule_view(attack))) ==
        skeleton(drawn(sample::schedule_view(harmless))));
  CHECK(skeleton(drawn(sample::event_view(attack))) ==
        skeleton(drawn(sample::event_view(harmless))));
}

TEST_CASE("a session's page says when, where and who, with the zone in words", "[pages]") {
  SessionView view = sample::session_view();
  view.session.room = "Hall B";
  view.session.chairs[0] = sample::chair();
  const std::string html = drawn(view);
  CHECK(holds(html, "<title>Efficient models – Sample Symposium</title>"));
  CHECK(holds(html, "<link rel=\"canonical\" href=\"https://papers.example.org/sessions/s12\">"));
  CHECK(holds(html, "Wed 3 June 2026, 10:30–12:00 CEST"));
  CHECK(holds(html, "Central European Summer Time (CEST)"));
  CHECK(holds(html, "<dt>Room</dt><dd>Hall B</dd>"));
  CHECK(holds(html, "<dt>Chair</dt><dd><a href=\"/authors/petra-vogel\">Petra Vogel</a>"));
  CHECK(holds(html, "<h2>1 paper</h2>"));
  CHECK(holds(html, "<a href=\"/papers/p0421\">"));
  CHECK(holds(html, "<p class=\"slot\">talk 3</p>"));
  CHECK(holds(html, "<a href=\"/search?session=s12\" rel=\"nofollow\">Search and filter"));
  CHECK(holds(html, "<a rel=\"prev\" href=\"/sessions/s11\">"));
  CHECK(holds(html, "<a rel=\"next\" href=\"/sessions/s13\">"));
  CHECK(headings(html) == "1 2 2 3");
}

TEST_CASE("a talk says its own time and room where its session does not", "[pages]") {
  SessionView view = sample::session_view();
  SessionRef& place = view.papers[0].sessions[0];
  place.start = "2026-06-03T11:00:00+02:00";
  place.end = "2026-06-03T11:20:00+02:00";
  place.room = "Annex";
  CHECK(holds(drawn(view), "<p class=\"slot\">talk 3 · 11:00–11:20 · Annex</p>"));
  place.start = "2026-06-04T11:00:00+02:00";
  place.end = "";
  CHECK(holds(drawn(view), "<p class=\"slot\">talk 3 · Thu 4 June 2026, 11:00 CEST · Annex</p>"));
}

TEST_CASE("a session of which little is known has a page all the same", "[pages]") {
  SessionView view;
  view.session.id = "s1";
  const std::string nothing = drawn(view);
  CHECK(holds(nothing, "<h1>Untitled</h1>"));
  CHECK(holds(nothing, "Time not known yet"));
  CHECK(holds(nothing, "<h2>No papers</h2>"));
  CHECK_FALSE(holds(nothing, "<dt>Chair"));
  CHECK_FALSE(holds(nothing, "rel=\"prev\""));
  CHECK_FALSE(holds(nothing, "href=\"\""));
  view.session.day = "2026-06-03";
  CHECK(holds(drawn(view), "Wednesday 3 June 2026"));
}

TEST_CASE("a list that was cut says how many there are and leads to them", "[pages]") {
  SessionView view = sample::session_view();
  view.total = 1234;
  const std::string html = drawn(view);
  CHECK(holds(html, "<h2>1,234 papers</h2>"));
  CHECK(holds(html, "<a href=\"/search?session=s12\" rel=\"nofollow\">All 1,234 papers</a>"));
}

TEST_CASE("times name their zone as it is on that day", "[pages]") {
  // The clocks change in the night before 29 March 2026.
  CHECK(zone_text("2026-03-28T09:00:00+01:00", "Europe/Zurich") ==
        "Central European Standard Time (CET)");
  CHECK(zone_text("2026-03-29T09:00:00+02:00", "Europe/Zurich") ==
        "Central European Summer Time (CEST)");
  CHECK(zone_text("2022-03-28T09:30:00-07:00", "America/Los_Angeles") ==
        "Pacific Daylight Time (PDT)");
  CHECK(zone_text("", "Europe/Zurich").empty());
  CHECK(zone_text("2022-03-28T09:30:00-07:00", "").empty());
  CHECK(weekday_text("2026-03-29") == "Sunday 29 March 2026");
  CHECK(weekday_text("2026-02-30").empty());
  CHECK(clock_range_text("2026-03-28T09:00:00+01:00", "2026-03-28T10:00:00+01:00") ==
        "09:00–10:00");
  CHECK(clock_range_text("2026-03-28T23:00:00+01:00", "2026-03-29T00:30:00+01:00") ==
        "23:00 – Sun 29 March 2026, 00:30");
  CHECK(clock_range_text("", "2026-03-28T10:00:00+01:00").empty());
}

TEST_CASE("a person's page has names, places, papers, co-authors and namesakes", "[pages]") {
  PersonView view = sample::person_view();
  view.variants = {"A. Díaz", "Ana M. Díaz"};
  view.institutions = {{"mit", "Massachusetts Institute of Technology", 1, false, "", ""}};
  view.coauthors.values[0].label = "Bo Okafor";
  view.namesakes[0].hint = "ETH Zürich";
  const std::string html = drawn(view);
  CHECK(holds(html, "<title>Ana Díaz – Sample Symposium</title>"));
  CHECK(
      holds(html, "<link rel=\"canonical\" href=\"https://papers.example.org/authors/ana-diaz\">"));
  CHECK(holds(html, "<dt>Also as</dt><dd>A. Díaz; Ana M. Díaz</dd>"));
  CHECK(holds(html, "<a href=\"/institutions/mit\">Massachusetts Institute of Technology</a>"));
  CHECK(holds(html, "<a href=\"https://orcid.org/0000-0002-1825-0097\""));
  CHECK(holds(html, "<a href=\"/authors/bo-okafor\">Bo Okafor</a>"));
  CHECK(holds(html, "<h2>Other people with this name</h2>"));
  CHECK(holds(html, "<span class=\"hint\">ETH Zürich</span>"));
  CHECK(holds(html, "<a href=\"/sessions/s12\">"));
  CHECK(headings(html) == "1 2 3 2 2 2");
  CHECK_FALSE(holds(html, "those of the newest"));
}

TEST_CASE("a person's page says what it rests on where there are very many papers", "[pages]") {
  PersonView view = sample::person_view();
  view.total = 1234;
  view.papers_read = 500;
  view.coauthors.truncated = true;
  view.coauthors.distinct = 321;
  const std::string html = drawn(view);
  CHECK(holds(html, "Names and institutions are those of the newest 500 papers."));
  CHECK(holds(html, "<a href=\"/search?author=ana-diaz\" rel=\"nofollow\">All 1,234 papers</a>"));
  CHECK(holds(html, "<a href=\"/facets/author?all.author=ana-diaz\" rel=\"nofollow\">All 321"));
}

TEST_CASE("a person of whom there is no paper has a page all the same", "[pages]") {
  PersonView view;
  view.person.id = "petra-vogel";
  view.person.name = "Petra Vogel";
  view.person.homepage = "javascript:alert(1)";
  const std::string html = drawn(view);
  CHECK(holds(html, "<h1>Petra Vogel</h1>"));
  CHECK(holds(html, "<h2>No papers</h2>"));
  CHECK_FALSE(holds(html, "javascript:"));
  CHECK_FALSE(holds(html, "Co-authors"));
  CHECK_FALSE(holds(html, "Other people"));
}

TEST_CASE("an institution's page has names, place, people, sessions and papers", "[pages]") {
  InstitutionView view = sample::institution_view();
  view.institution.aliases = {"Swiss Federal Institute", "ETH"};
  view.institution.city = "Zürich";
  view.former = {"Polytechnikum"};
  view.people[0].label = "Ana Díaz";
  const std::string html = drawn(view);
  CHECK(holds(html, "<title>ETH Zürich – Sample Symposium</title>"));
  CHECK(holds(html, "href=\"https://papers.example.org/institutions/eth-zurich\">"));
  CHECK(holds(html, "<dt>Also as</dt><dd>Swiss Federal Institute; ETH</dd></div>"));
  CHECK(holds(html, "<dt>Formerly</dt><dd>Polytechnikum</dd>"));
  CHECK(holds(html, "<a href=\"/search?country=CH\" rel=\"nofollow\">Zürich, Switzerland</a>"));
  CHECK(holds(html, "<a href=\"https://ror.org/05a28rw58\" rel=\"noopener noreferrer\">"));
  CHECK(holds(html, "<h2>1 person</h2>"));
  CHECK(holds(html, "<a href=\"/authors/ana-diaz\">Ana Díaz</a>"));
  CHECK(holds(html, "<a href=\"/sessions/s12\">"));
  CHECK(holds(html, "<a href=\"/institutions/eth-ai\">"));
  CHECK(headings(html) == "1 2 2 2 3");
}

TEST_CASE("an institution's page says which people it lists where there are very many", "[pages]") {
  InstitutionView view = sample::institution_view();
  view.total = 5000;
  view.papers_read = 2000;
  view.people_total = 1500;
  view.sessions.truncated = true;
  view.sessions.distinct = 300;
  const std::string html = drawn(view);
  CHECK(holds(html, "<h2>1,500 people</h2>"));
  CHECK(holds(html, "Of the newest 2,000 papers."));
  CHECK(holds(html, "The 1 with most papers."));
  CHECK(holds(html, "<a href=\"/facets/session?all.institution=eth-zurich\" rel=\"nofollow\">"));
  CHECK(holds(html, "All 5,000 papers"));
}

TEST_CASE("an institution of which only the name is known has no empty heading", "[pages]") {
  InstitutionView view;
  view.institution.id = "acme";
  view.institution.name = "Acme";
  view.institution.url = "javascript:alert(1)";
  const std::string html = drawn(view);
  CHECK(holds(html, "<h2>No papers</h2>"));
  CHECK_FALSE(holds(html, "javascript:"));
  CHECK_FALSE(holds(html, "<dt>"));
  CHECK_FALSE(holds(html, "Sessions"));
}

TEST_CASE("a schedule names each day with its zone, and what is where", "[pages]") {
  ScheduleView view = sample::schedule_view();
  ProgrammeItem& talks = view.programme.days[0].slots[0].items[0];
  talks.title = "Efficient models";
  talks.room = "Hall B";
  talks.chairs = {sample::chair(), sample::chair("Wu Li")};
  view.programme.days[0].slots[1].items[0].title = "Lunch";
  const std::string html = drawn(view);
  CHECK(holds(html, "<title>Schedule of Symposium 2026 – Sample Symposium</title>"));
  CHECK(holds(html, "href=\"https://papers.example.org/schedule?event=sym2026\">"));
  CHECK(holds(html, "<h2>Wednesday 3 June 2026</h2>"));
  CHECK(holds(html, "<p class=\"zone\">Times in Central European Summer Time (CEST)</p>"));
  CHECK(holds(html, "<p class=\"time\">10:30–12:00</p>"));
  CHECK(holds(html,
              "<a href=\"/sessions/s12\">Efficient models</a> <span class=\"why\">Hall B · chairs "
              "Petra Vogel, Wu Li · 4 papers</span>"));
  // What is no session has no page.
  CHECK(holds(html, "<span class=\"entry\">Lunch</span>"));
  CHECK_FALSE(holds(html, "/sessions/lunch"));
  CHECK(holds(html, "<a href=\"#day-2026-06-03\">"));
  CHECK(holds(html, "id=\"day-2026-06-03\""));
  CHECK(holds(html, "<h2>Day not known yet</h2>"));
  CHECK(holds(html, "<a href=\"/schedule?event=sym2025\">"));
  CHECK(headings(html) == "1 2 2 2");
}

TEST_CASE("what is parallel has one time, and its own where it ends apart", "[pages]") {
  ScheduleView view = sample::schedule_view();
  ProgrammeSlot& slot = view.programme.days[0].slots[0];
  slot.items.push_back(slot.items.front());
  slot.items[0].room = slot.items[1].room = "Hall";
  CHECK(holds(drawn(view), "<p class=\"time\">10:30–12:00</p>"));
  slot.items[1].end = "2026-06-03T11:00:00+02:00";
  const std::string apart = drawn(view);
  CHECK(holds(apart, "<p class=\"time\">10:30</p>"));
  CHECK(holds(apart, "<span class=\"why\">10:30–12:00 · Hall"));
  CHECK(holds(apart, "<span class=\"why\">10:30–11:00 · Hall"));
}

TEST_CASE("where one day has times in two zones, each says its own", "[pages]") {
  ScheduleView view = sample::schedule_view();
  ProgrammeItem& second = view.programme.days[0].slots[1].items[0];
  second.start = "2026-06-03T12:00:00+01:00";
  second.tz = "Europe/London";
  const std::string html = drawn(view);
  CHECK_FALSE(holds(html, "Times in"));
  CHECK(holds(html, "Wed 3 June 2026, 10:30–12:00 CEST"));
  CHECK(holds(html, "Wed 3 June 2026, 12:00 BST"));
}

TEST_CASE("days before and after the clocks change name their zone as it is", "[pages]") {
  ScheduleView view = sample::schedule_view();
  ProgrammeItem item = sample::programme_item();
  item.start = "2026-03-28T09:00:00+01:00";
  item.end = "2026-03-28T10:00:00+01:00";
  ProgrammeItem next = item;
  next.start = "2026-03-29T09:00:00+02:00";
  next.end = "2026-03-29T10:00:00+02:00";
  view.programme.days = {{"2026-03-28", {{item.start, {item}}}},
                         {"2026-03-29", {{next.start, {next}}}}};
  const std::string html = drawn(view);
  CHECK(holds(html, "Times in Central European Standard Time (CET)"));
  CHECK(holds(html, "Times in Central European Summer Time (CEST)"));
}

TEST_CASE("a schedule says what it leaves out, and that there is none yet", "[pages]") {
  ScheduleView view = sample::schedule_view();
  view.programme.total += 1234;
  CHECK(holds(drawn(view), "1,234 more are not listed here."));
  view.programme = {};
  view.other.clear();
  const std::string none = drawn(view);
  CHECK(holds(none, "There is no programme yet."));
  CHECK_FALSE(holds(none, "class=\"jump\""));
  CHECK(headings(none) == "1");
}

TEST_CASE("an event's page has dates, counts with links, and sessions by day", "[pages]") {
  EventView view = sample::event_view();
  view.event.place = "Zürich";
  view.institutions.values[0].label = "MIT";
  const std::string html = drawn(view);
  CHECK(holds(html, "<title>Symposium 2026 – Sample Symposium</title>"));
  CHECK(holds(html, "href=\"https://papers.example.org/events/sym2026\">"));
  CHECK(holds(html, "<dt>Date</dt><dd>3–5 June 2026</dd>"));
  CHECK(holds(html, "<dt>Place</dt><dd>Zürich</dd>"));
  CHECK(holds(html, "<a href=\"/search?event=sym2026\" rel=\"nofollow\">12 papers</a>"));
  CHECK(
      holds(html, "<a href=\"/facets/author?all.event=sym2026\" rel=\"nofollow\">30 authors</a>"));
  CHECK(holds(
      html, "<a href=\"/search?session=~none&amp;event=sym2026\" rel=\"nofollow\">2 papers in no"));
  CHECK(holds(html, "<h2>Wednesday 3 June 2026</h2>"));
  CHECK(holds(html, "<a href=\"/schedule?event=sym2026\">Schedule with breaks"));
  CHECK(holds(html, "<a href=\"/institutions/mit\">MIT</a>"));
  CHECK(holds(html, "<a href=\"/events/sym2025\">"));
}

TEST_CASE("an event without sessions says so and has its papers", "[pages]") {
  EventView view;
  view.event.id = "old";
  view.event.name = "Old Symposium";
  view.event.year = 1999;
  view.total = 3;
  view.unplaced = 3;
  const std::string html = drawn(view);
  CHECK(holds(html, "<dt>Date</dt><dd>1999</dd>"));
  CHECK(holds(html, "No sessions are known."));
  CHECK(holds(html, ">3 papers</a>"));
  CHECK_FALSE(holds(html, "in no session"));
  CHECK_FALSE(holds(html, "Schedule with"));
}
