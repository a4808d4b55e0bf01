#include <optional>
#include <utility>

#include "engine/base/nlohmann_json.h"
#include "engine/record/json_reader.h"
#include "indexer/import/schedule_file.h"

namespace paperfind {
namespace {

using nlohmann::json;

// The text of a member: numbers as such, pretalx's {"en": …, "de": …} in English or else the first.
std::string text_of(const json& object, const char* key) {
  const auto it = object.is_object() ? object.find(key) : object.end();
  if (it == object.end() || !object.is_object()) return {};
  const json* value = &*it;
  if (value->is_object() && !value->empty()) {
    value = value->contains("en") ? &(*value)["en"] : &*value->begin();
  }
  if (value->is_string()) return value->get<std::string>();
  return value->is_number() ? value->dump() : std::string();
}

const json& member(const json& object, const char* key) {
  static const json kNothing;
  const auto it = object.is_object() ? object.find(key) : object.end();
  return it == object.end() || !object.is_object() ? kNothing : *it;
}

void read_people(const json& event, ScheduleFile::Talk& talk) {
  for (const char* list : {"persons", "speakers"}) {
    for (const json& person : member(event, list)) {
      std::string name =
          person.is_string() ? person.get<std::string>() : text_of(person, "public_name");
      for (const char* key : {"full_public_name", "name"}) {
        if (name.empty()) name = text_of(person, key);
      }
      std::string affiliation = text_of(person, "affiliation");
      if (affiliation.empty()) affiliation = text_of(person, "organization");
      if (!name.empty()) talk.people.push_back({std::move(name), std::move(affiliation)});
    }
  }
}

ScheduleFile::Talk talk_of(const json& event) {
  ScheduleFile::Talk talk;
  talk.line = 1;
  if (!event.is_object()) {
    talk.fault = "is no event: an object should stand here";
    return talk;
  }
  for (const char* key : kTalkIds) {
    if (talk.id.empty()) talk.id = text_of(event, key);
  }
  for (const auto& [name, text] : kTalkTexts) talk.*text = text_of(event, name);
  talk.license = text_of(event, "recording_license");
  read_people(event, talk);
  for (const char* list : {"links", "attachments"}) {
    for (const json& link : member(event, list)) {
      talk.links.push_back({text_of(link, "url"), text_of(link, "title")});
    }
  }
  return talk;
}

// Counted as one event, since nobody knows how many there are.
ScheduleFile::Talk unreadable(const char* why) {
  ScheduleFile::Talk talk;
  talk.line = 1;
  talk.fault = why;
  return talk;
}

void read_room(const std::string& day, const std::string& room, const json& events,
               ScheduleFile& out) {
  if (!events.is_array()) {
    out.talks.push_back(unreadable("is no list of events, which a room should be"));
    return;
  }
  for (const json& event : events) {
    ScheduleFile::Talk talk = talk_of(event);
    talk.day = day;
    talk.room = room;
    out.talks.push_back(std::move(talk));
  }
}

// The rooms of a day by their names, or as a list of {"name": …, "events": …}.
void read_day(const json& day, ScheduleFile& out) {
  const std::string date = text_of(day, "date").substr(0, 10);
  const json& rooms = member(day, "rooms");
  if (rooms.is_object()) {
    for (const auto& [room, events] : rooms.items()) read_room(date, room, events, out);
  } else if (rooms.is_array()) {
    for (const json& room : rooms) {
      read_room(date, text_of(room, "name"), member(room, "events"), out);
    }
  } else {
    out.talks.push_back(unreadable("is no day with rooms"));
  }
}

}  // namespace

Result<ScheduleFile> schedule_from_json(const std::string& text) {
  std::vector<JsonProblem> problems;
  const std::optional<json> root = parse_json(text, problems, NulRule::Keep);
  if (!root) return Error{ErrorCode::InvalidData, problems.front().message};
  const json& schedule =
      root->is_object() && root->contains("schedule") ? (*root)["schedule"] : *root;
  const json& conference = member(schedule, "conference");
  const json& days = member(conference, "days");
  if (!days.is_array()) {
    return Error{ErrorCode::InvalidData, "is no schedule: it has no /schedule/conference/days"};
  }
  ScheduleFile out;
  out.title = text_of(conference, "title");
  out.acronym = text_of(conference, "acronym");
  out.start = text_of(conference, "start").substr(0, 10);
  out.end = text_of(conference, "end").substr(0, 10);
  out.zone = text_of(conference, "time_zone_name");
  for (const json& day : days) read_day(day, out);
  return out;
}

}  // namespace paperfind
