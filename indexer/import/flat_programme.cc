// When and where: the event, the sessions and the schedule entries of a record in the flat form.
#include <algorithm>
#include <utility>

#include "engine/base/nlohmann_json.h"
#include "engine/base/parse_number.h"
#include "engine/base/zoned_time.h"
#include "indexer/import/event_name.h"
#include "indexer/import/flat_reader.h"
#include "indexer/import/source_time.h"
#include "indexer/import/text_repair.h"

namespace paperfind {

using nlohmann::json;

namespace {

constexpr const char* kUtc = "UTC";
constexpr std::string_view kSessionTypes[] = {"oral",    "poster", "short",
                                              "keynote", "panel",  "workshop"};
constexpr std::string_view kEntryTypes[] = {"break", "welcome", "keynote", "other"};

template <typename List>
bool holds(const List& list, std::string_view word) {
  return std::find(std::begin(list), std::end(list), word) != std::end(list);
}

}  // namespace

// As a number, as text, or else the last thing in the event's name that looks like one.
void FlatReader::year(const ImportSettings& settings) {
  if (settings.year != 0) {
    record_.event.year = settings.year;
    return;
  }
  std::string text = line("year");
  if (!has("year")) {
    text = year_in(record_.event.name);
    repair("year taken from the event's name");
  }
  const auto year = parse_number<int>(text);
  if (!year || *year < 1000 || *year > 9999) return fail("year is missing or no year");
  record_.event.year = *year;
}

std::string FlatReader::zone_of(const json& object, const char* key) {
  std::string zone = part(object, key);
  if (zone.empty() || is_known_zone(zone)) return zone;
  repair("a time zone nobody knows, left out");
  return {};
}

void FlatReader::event(const ImportSettings& settings) {
  Event& event = record_.event;
  const json* value = member("event");
  if (value != nullptr && value->is_object()) {
    event.name = part(*value, "name");
    event.short_name = part(*value, "short");
    event.start = part(*value, "start");
    event.end = part(*value, "end");
    event.tz = zone_of(*value, "tz");
    event.place = part(*value, "place");
    event.publisher = part(*value, "publisher");
    event.proceedings_title = part(*value, "proceedings_title");
    const bool days = parse_date(event.start) && parse_date(event.end) && event.start <= event.end;
    if (!days && !(event.start.empty() && event.end.empty())) {
      repair("days of an event that are none, left out");
      event.start = event.end = {};
    }
  } else {
    event.name = line("event");
  }
  if (event.name.empty()) event.name = settings.fallback_event;
  if (!settings.event.empty()) event.name = settings.event;
  if (!settings.zone.empty()) event.tz = settings.zone;
  year(settings);
}

// A time in the zone given, as RFC 3339; empty, and said so, when it cannot be read.
std::string FlatReader::time(const json& object, const char* key, const std::string& zone) {
  const auto it = object.find(key);
  if (it == object.end() || it->is_null()) return {};
  const std::string text = it->is_number_integer() ? it->dump() : part(object, key);
  if (text.empty()) return {};
  if (auto time = read_source_time(text, zone)) return *time;
  repair("a time that cannot be read, left out");
  return {};
}

void FlatReader::times(const json& object, const std::string& zone, Presentation& slot) {
  slot.start = time(object, "start", zone);
  slot.end = time(object, "end", zone);
  const auto from = to_unix_seconds(slot.start);
  const auto to = to_unix_seconds(slot.end);
  if (!from || !to || *from <= *to) return;
  slot.end.clear();
  repair("an end before its start, left out");
}

void FlatReader::presentation(const json& value) {
  FlatPresentation out;
  Session& session = out.session;
  if (value.is_string()) {
    session.title = part(json{{"title", value}}, "title");
    out.key = session.title;
  } else if (value.is_object()) {
    session.title = part(value, "title");
    out.key = part(value, "key");
    if (out.key.empty()) out.key = session.title;
    if (session.title.empty()) session.title = out.key;
    session.tz = zone_of(value, "tz");
    const std::string& event_zone = record_.event.tz.empty() ? kUtc : record_.event.tz;
    const std::string zone = session.tz.empty() ? event_zone : session.tz;
    Presentation when;
    times(value, zone, when);
    session.start = when.start;
    session.end = when.end;
    session.room = part(value, "room");
    session.track = part(value, "track");
    session.description = part(value, "description");
    const std::string type = part(value, "type");
    if (holds(kSessionTypes, type)) session.type = type;
    if (const auto slot = value.find("slot"); slot != value.end() && slot->is_object()) {
      times(*slot, zone, out.slot);
      out.slot.room = part(*slot, "room");
    }
  } else if (!value.is_null()) {
    return fail("sessions holds something that is no session");
  }
  const bool known = std::any_of(
      record_.presentations.begin(), record_.presentations.end(),
      [&](const FlatPresentation& other) { return !out.key.empty() && other.key == out.key; });
  if (known) return repair("repeated sessions");
  if (!out.key.empty() || !out.slot.start.empty()) record_.presentations.push_back(std::move(out));
}

void FlatReader::presentations() {
  if (std::string session = line("session"); !session.empty()) presentation(session);
  const json* list = member("sessions");
  if (list == nullptr) return;
  if (!list->is_array()) return fail("sessions is neither a list nor null");
  for (const json& value : *list) presentation(value);
}

void FlatReader::entry() {
  const json* value = member("entry");
  if (value == nullptr || !value->is_object()) return;
  ScheduleEntry entry;
  entry.title = record_.paper.title.empty() ? "Untitled" : record_.paper.title;
  const std::string type = part(*value, "type");
  entry.type = holds(kEntryTypes, type) ? type : "other";
  Presentation when;
  times(*value, record_.event.tz.empty() ? kUtc : record_.event.tz, when);
  entry.start = when.start;
  entry.end = when.end;
  entry.room = part(*value, "room");
  record_.entry = std::move(entry);
}

}  // namespace paperfind
