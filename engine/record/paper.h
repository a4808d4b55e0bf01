// What a corpus is made of: plain values, in the terms of docs/corpus-format.md. Strings are UTF-8; an empty string
// or list means "not given". Times are RFC 3339 with an offset ("2022-03-28T09:30:00-07:00"), days "2022-03-28".
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace paperfind {

// Keys "x_…" of a record: kept as canonical JSON text, never interpreted.
using ExtraFields = std::map<std::string, std::string>;

struct Affiliation {
  std::string raw;          // as printed: "Dept. of CS, ETH Zürich"
  std::string institution;  // id of the canonical institution, where a person or the authority file said so
  friend bool operator==(const Affiliation&, const Affiliation&) = default;
};

struct Author {
  std::string name;         // display form: "Zuzana Jelčicoová"
  std::string source_name;  // as the source had it, if different: "Zuzana JELČICOOVÁ"
  std::string given;
  std::string family;
  std::string person;  // person id
  std::string orcid;   // "0000-0002-1825-0097"
  std::vector<Affiliation> affiliations;
  bool presenting = false;
  bool corresponding = false;
  friend bool operator==(const Author&, const Author&) = default;
};

// One slot of a paper in the programme; a paper may have several.
struct Presentation {
  std::string session;              // session id
  std::optional<int> position;      // from 1, in programme order within the session
  std::string start;
  std::string end;
  std::string room;
  friend bool operator==(const Presentation&, const Presentation&) = default;
};

struct Video {
  std::string url;         // may be empty when only announced
  bool announced = false;  // the source says a video exists or will, without an address
  std::string title;
  std::string provider;    // "YouTube"
  int duration = 0;        // seconds, 0 = unknown
  std::string captions;
  std::string transcript;
  std::string thumbnail;
  std::string recorded;    // day
  friend bool operator==(const Video&, const Video&) = default;
};

struct Translation {
  std::string title;
  std::string abstract;
  friend bool operator==(const Translation&, const Translation&) = default;
};

enum class PaperStatus : std::uint8_t { Active, Withdrawn, Retracted };

struct Paper {
  std::string id;
  std::string title;  // may be empty: shown as "Untitled"
  std::vector<Author> authors;
  std::string abstract;  // plain text and $math$; paragraphs parted by '\n'
  std::string event;     // event id
  std::vector<Presentation> presentations;
  std::string type;  // "full", "short", …; free
  std::string track;
  std::vector<std::string> keywords;
  std::string lang;  // BCP 47
  std::string doi;
  std::string arxiv;
  std::string pages;
  std::string pdf;
  std::string html;
  std::vector<std::string> slides;
  std::string poster;
  std::vector<std::string> code;
  std::vector<std::string> data;
  std::vector<Video> videos;
  std::string award;
  std::string license;
  std::string published;     // day
  std::string updated;       // day
  std::string visible_from;  // day or time; earlier it is in no answer
  PaperStatus status = PaperStatus::Active;
  std::string status_note;
  std::vector<std::string> aliases;  // former ids
  std::vector<std::string> related;  // paper ids
  std::map<std::string, Translation> translations;  // by language
  ExtraFields extra;
  friend bool operator==(const Paper&, const Paper&) = default;
};

struct Chair {
  std::string name;
  std::string person;
  std::string role;
  std::vector<Affiliation> affiliations;
  friend bool operator==(const Chair&, const Chair&) = default;
};

struct Session {
  std::string id;
  std::string title;
  std::string event;
  std::string track;
  std::string day;
  std::string start;
  std::string end;
  std::string tz;
  std::string room;
  std::vector<Chair> chairs;
  std::string description;
  std::string stream;
  std::string type;  // oral, poster, short, keynote, panel, workshop
  std::string parent;
  std::optional<int> order;  // programme order where there are no times
  std::string code;
  ExtraFields extra;
  friend bool operator==(const Session&, const Session&) = default;
};

// A break, a welcome, a keynote: shown in the schedule, never a paper, never a facet value.
struct ScheduleEntry {
  std::string id;
  std::string title;
  std::string event;  // given by the file's event; explicit in .jsonl
  std::string type;   // break, welcome, keynote, other
  std::string start;
  std::string end;
  std::string room;
  ExtraFields extra;
  friend bool operator==(const ScheduleEntry&, const ScheduleEntry&) = default;
};

struct Person {
  std::string id;
  std::string name;
  std::vector<std::string> variants;
  std::string orcid;
  std::string homepage;
  std::vector<std::string> not_same_as;
  std::string note;
  std::string merged_into;
  std::vector<std::string> papers;  // ids; not empty: the name means this person there, only there
  ExtraFields extra;
  friend bool operator==(const Person&, const Person&) = default;
};

struct Institution {
  std::string id;
  std::string name;
  std::vector<std::string> aliases;
  std::vector<std::string> acronyms;
  std::string ror;      // "https://ror.org/042nb2s44"
  std::string country;  // ISO 3166 alpha-2
  std::string city;
  std::string parent;
  std::string url;
  std::vector<std::string> match;  // ICU regular expressions over the folded raw string
  std::string successor;
  ExtraFields extra;
  friend bool operator==(const Institution&, const Institution&) = default;
};

struct Event {
  std::string id;
  std::string name;
  std::string short_name;  // key "short"
  int year = 0;
  std::string start;  // day
  std::string end;    // day
  std::string tz;
  std::string place;
  std::string url;
  std::string series;
  std::string publisher;
  std::string isbn;
  std::string proceedings_title;
  std::vector<std::string> languages;
  std::vector<std::string> facets;  // order shown
  std::string logo;
  ExtraFields extra;
  friend bool operator==(const Event&, const Event&) = default;
};

// One event's file: what an importer makes and a maintainer edits.
struct EventFile {
  Event event;
  std::vector<Session> sessions;
  std::vector<Paper> papers;
  std::vector<ScheduleEntry> schedule;
  friend bool operator==(const EventFile&, const EventFile&) = default;
};

// What the paper comes with, for the facet "has": of pdf, video, slides, code, data, poster, in that order.
// A video that is only announced counts.
std::vector<std::string> paper_has(const Paper& paper);

}  // namespace paperfind
