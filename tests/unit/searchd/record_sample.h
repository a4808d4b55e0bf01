// Small made-up records for tests of what is drawn from them.
#pragma once

#include <string>

#include "engine/search/record_views.h"
#include "tests/unit/searchd/sample.h"

namespace paperfind::sample {

inline Event event(const std::string& text = "Symposium 2026") {
  Event event;
  event.id = "sym2026";
  event.name = text;
  event.short_name = "SYM 26";
  event.year = 2026;
  event.start = "2026-06-03";
  event.end = "2026-06-05";
  event.tz = "Europe/Zurich";
  event.place = text;
  return event;
}

inline Chair chair(const std::string& text = "Petra Vogel") {
  Chair chair;
  chair.name = text;
  chair.person = "petra-vogel";
  chair.role = text;
  chair.affiliations = {{text, "eth-zurich"}};
  return chair;
}

// A session whose every text is `text`.
inline ProgrammeItem programme_item(const std::string& text = "Efficient models") {
  ProgrammeItem item;
  item.is_session = true;
  item.id = "s12";
  item.title = text;
  item.type = text;
  item.track = text;
  item.start = "2026-06-03T10:30:00+02:00";
  item.end = "2026-06-03T12:00:00+02:00";
  item.tz = "Europe/Zurich";
  item.room = text;
  item.chairs = {chair(text)};
  item.papers = 4;
  return item;
}

inline SessionView session_view(const std::string& text = "Efficient models") {
  SessionView view;
  view.generation = "gen-000002-9f31c2ab";
  view.session.id = "s12";
  view.session.title = text;
  view.session.event = "sym2026";
  view.session.start = "2026-06-03T10:30:00+02:00";
  view.session.end = "2026-06-03T12:00:00+02:00";
  view.session.tz = "Europe/Zurich";
  view.session.room = text;
  view.session.track = text;
  view.session.code = text;
  view.session.description = text;
  view.session.chairs = {chair(text)};
  view.session.stream = "https://example.org/live";
  view.event = event(text);
  view.total = 1;
  view.papers = {hit(text)};
  view.parent = NamedRef{"day1", text};
  view.parts = {programme_item(text)};
  view.previous = NamedRef{"s11", text};
  view.next = NamedRef{"s13", text};
  return view;
}

inline PersonView person_view(const std::string& text = "Ana Díaz") {
  PersonView view;
  view.generation = "gen-000002-9f31c2ab";
  view.person.id = "ana-diaz";
  view.person.name = text;
  view.person.orcid = "0000-0002-1825-0097";
  view.person.homepage = "https://example.org/ana";
  view.person.note = text;
  view.total = 1;
  view.papers_read = 1;
  view.papers = {hit(text)};
  view.variants = {text};
  view.institutions = {{"mit", text, 1, false, "", ""}};
  view.coauthors.distinct = 1;
  view.coauthors.values = {{"bo-okafor", text, 3, false, "", ""}};
  view.namesakes = {{"ana-diaz-2", text, 2, false, text, ""}};
  view.chaired = {programme_item(text)};
  return view;
}

inline InstitutionView institution_view(const std::string& text = "ETH Zürich") {
  InstitutionView view;
  view.generation = "gen-000002-9f31c2ab";
  view.institution.id = "eth-zurich";
  view.institution.name = text;
  view.institution.aliases = {text};
  view.institution.acronyms = {"ETH"};
  view.institution.ror = "https://ror.org/05a28rw58";
  view.institution.country = "CH";
  view.institution.city = text;
  view.institution.url = "https://ethz.ch";
  view.total = 1;
  view.papers = {hit(text)};
  view.people = {{"ana-diaz", text, 1, false, "", ""}};
  view.people_total = 1;
  view.papers_read = 1;
  view.sessions.distinct = 1;
  view.sessions.values = {{"s12", text, 1, false, "", ""}};
  view.parent = NamedRef{"eth-board", text};
  view.units = {{"eth-ai", text, 2, false, "", ""}};
  view.former = {text};
  return view;
}

inline Programme programme(const std::string& text = "Efficient models") {
  Programme programme;
  ProgrammeItem other = programme_item(text);
  other.id = "lunch";
  other.is_session = false;
  other.start = other.end;
  other.end = "";
  ProgrammeItem untimed = programme_item(text);
  untimed.start = untimed.end = "";
  programme.days = {{"2026-06-03",
                     {{"2026-06-03T10:30:00+02:00", {programme_item(text)}},
                      {"2026-06-03T12:00:00+02:00", {other}}}},
                    {"", {{"", {untimed}}}}};
  programme.listed = programme.total = 3;
  return programme;
}

inline ScheduleView schedule_view(const std::string& text = "Symposium 2026") {
  ScheduleView view;
  view.generation = "gen-000002-9f31c2ab";
  view.event = event(text);
  view.programme = programme(text);
  view.other = {{"sym2025", text}};
  return view;
}

inline EventView event_view(const std::string& text = "Symposium 2026") {
  EventView view;
  view.generation = "gen-000002-9f31c2ab";
  view.event = event(text);
  view.event.series = text;
  view.event.publisher = text;
  view.event.isbn = "978-3-16-148410-0";
  view.event.proceedings_title = text;
  view.event.url = "https://example.org/sym2026";
  view.total = 12;
  view.unplaced = 2;
  view.people = 30;
  view.programme = programme(text);
  view.institutions.distinct = 1;
  view.institutions.values = {{"mit", text, 9, false, "", ""}};
  view.other = {{"sym2025", text}};
  return view;
}

}  // namespace paperfind::sample
