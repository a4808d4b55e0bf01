// What the pages of sessions, people, institutions and events show, with nothing rendered yet.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

#include "engine/record/paper.h"
#include "engine/search/result_page.h"

namespace paperfind {

struct NamedRef {
  std::string id;
  std::string name;
};

// Lists of a record are cut there; the search that `total` counts has the rest.
inline constexpr std::size_t kMaxListedPapers = 100;
inline constexpr std::size_t kMaxListedValues = 50;
inline constexpr std::size_t kMaxListedProgramme = 500;

// Where a paper's page is and when its record changed last, as far as the record says.
struct PaperStamp {
  std::string id;
  std::string changed;  // day: of its update, else of its publication; may be empty
};

// A line of a programme: a session, or another entry of the schedule, which has no page.
struct ProgrammeItem {
  bool is_session = false;
  std::string id;
  std::string title;
  std::string type;
  std::string track;
  std::string start;  // may be empty
  std::string end;
  std::string tz;  // IANA
  std::string room;
  std::vector<Chair> chairs;
  std::size_t papers = 0;  // withdrawn ones aside
};

struct SessionView {
  std::string generation;
  ShardReport shards;
  Session session;  // with its event's zone where it names none
  Event event;
  std::size_t total = 0;    // papers, withdrawn ones aside
  std::vector<Hit> papers;  // by position, then time, then in programme order
  std::optional<NamedRef> parent;
  std::vector<ProgrammeItem> parts;  // sessions that have it as their parent
  // In the event's programme.
  std::optional<NamedRef> previous;
  std::optional<NamedRef> next;
};

struct PersonView {
  std::string generation;
  ShardReport shards;
  Person person;            // as the authority file has it, or only id and name
  std::size_t total = 0;    // papers, withdrawn ones aside
  std::vector<Hit> papers;  // newest first
  // What of the papers read says about the person: forms of the name beside person.name, the ones
  // of the authority file first; where the person was, with the papers there, most first.
  std::vector<std::string> variants;
  std::vector<FacetValue> institutions;
  std::size_t papers_read = 0;  // less than `total` where there are very many
  FacetCounts coauthors;        // most papers together first
  // Other people whose name folds to the same, and those the authority file says this is not; a
  // hint tells where they are.
  std::vector<FacetValue> namesakes;
  std::vector<ProgrammeItem> chaired;  // sessions
};

struct InstitutionView {
  std::string generation;
  ShardReport shards;
  Institution institution;  // as the authority file has it, or only id and name
  std::size_t total = 0;    // papers, withdrawn ones aside
  std::vector<Hit> papers;  // newest first
  // Who says to be there, with the papers that say so, most first, of the newest `papers_read`.
  std::vector<FacetValue> people;
  std::size_t people_total = 0;
  std::size_t papers_read = 0;  // less than `total` where there are very many
  FacetCounts sessions;         // with papers from there, in programme order
  std::optional<NamedRef> parent;
  std::vector<FacetValue> units;    // institutions that have it as their parent
  std::vector<std::string> former;  // names of institutions that became it
};

// What begins at one time, in parallel.
struct ProgrammeSlot {
  std::string start;  // empty: at no time of day that is known
  std::vector<ProgrammeItem> items;
};

struct ProgrammeDay {
  std::string day;  // "2022-03-28"; empty: not known
  std::vector<ProgrammeSlot> slots;
};

// In order of time; what has no time comes last on its day, what has no day last of all.
struct Programme {
  std::vector<ProgrammeDay> days;
  std::size_t listed = 0;
  std::size_t total = 0;  // more than listed where there are very many
};

struct ScheduleRequest {
  std::string event = {};  // empty: the newest with a programme
  std::string zone = {};   // IANA, that times and days are given in; empty: that of each
  std::size_t most = kMaxListedProgramme;
};

struct ScheduleView {
  std::string generation;
  Event event;
  std::string zone;             // asked for; empty: none
  Programme programme;          // sessions and the schedule's other entries
  std::vector<NamedRef> other;  // events with a programme, newest first
};

struct EventView {
  std::string generation;
  ShardReport shards;
  Event event;
  std::size_t total = 0;     // papers, withdrawn ones aside
  std::size_t unplaced = 0;  // of these, in no session
  std::size_t people = 0;
  Programme programme;          // sessions
  FacetCounts institutions;     // most papers first
  std::vector<NamedRef> other;  // events of the same series, newest first
};

}  // namespace paperfind
