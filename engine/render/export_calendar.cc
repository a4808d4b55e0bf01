// iCalendar (RFC 5545): an event for each slot a paper has in the programme, for a session, for
// each entry of a schedule.
#include <fmt/format.h>

#include <algorithm>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "engine/base/utf8.h"
#include "engine/base/zoned_time.h"
#include "engine/render/export_formats.h"
#include "engine/render/links.h"
#include "engine/render/reference.h"
#include "engine/text/normalize.h"

namespace paperfind::export_formats {
namespace {

constexpr std::size_t kLineBytes = 75;
// Of a time that nothing is known of.
constexpr std::string_view kLongAgo = "19700101T000000Z";

// One content line, folded between characters.
void add_line(std::string& out, std::string_view line) {
  std::size_t room = kLineBytes;
  while (line.size() > room) {
    const std::string_view head = head_of(line, room);
    out += head;
    out += "\r\n ";
    line.remove_prefix(head.size());
    room = kLineBytes - 1;  // the blank counts
  }
  out += line;
  out += "\r\n";
}

// §3.3.11
std::string escaped(std::string_view text) {
  std::string out;
  for (const char c : repair_utf8(text)) {
    const auto byte = static_cast<unsigned char>(c);
    if (c == '\n') {
      out += "\\n";
    } else if (c == '\\' || c == ';' || c == ',') {
      out += '\\';
      out += c;
    } else if (byte >= 0x20 && byte != 0x7F) {
      out += c;
    }
  }
  return out;
}

void add_text(std::string& out, std::string_view name, std::string_view text) {
  const std::string value = escaped(text);
  if (value.find_first_not_of(' ') == std::string::npos) return;
  add_line(out, std::string(name) + ":" + value);
}

std::string date_text(const CivilTime& t) {
  return fmt::format("{:04}{:02}{:02}", t.year, t.month, t.day);
}

std::string time_text(const CivilTime& t) {
  return date_text(t) + fmt::format("T{:02}{:02}{:02}", t.hour, t.minute, t.second);
}

// A moment in Greenwich; a day stands for its beginning.
std::string utc_text(const std::string& time) {
  if (const auto day = parse_date(time)) return time_text(*day) + "Z";
  const Result<std::string> utc = normalize_time(time, "UTC");
  const std::optional<CivilTime> civil = utc.ok() ? civil_of(*utc) : std::nullopt;
  return civil ? time_text(*civil) + "Z" : std::string(kLongAgo);
}

// "DTSTART;TZID=Europe/Zurich:20260603T103000", in UTC where the zone is not known.
void add_time(std::string& out, std::string_view name, const SessionRef& slot,
              const std::string& time) {
  const bool zoned = is_known_zone(slot.tz) && slot.tz != "UTC";
  const Result<std::string> local = normalize_time(time, zoned ? slot.tz : "UTC");
  const std::optional<CivilTime> civil = local.ok() ? civil_of(*local) : std::nullopt;
  if (!civil) return;
  out += name;
  out += zoned ? ";TZID=" + slot.tz + ":" + time_text(*civil) : ":" + time_text(*civil) + "Z";
  out += "\r\n";
}

// Each zone is explained before the first event in it.
std::string zone_text(ExportState& state, const SessionRef& slot) {
  if (slot.tz == "UTC" || !is_known_zone(slot.tz)) return {};
  if (!state.zones.insert(slot.tz).second) return {};
  return calendar_zone(slot.tz);
}

// One entry of the calendar, its texts as the record has them.
struct CalendarEvent {
  std::string path;  // of what it is, for the UID: no two entries have one
  std::string changed;
  std::string updated;  // empty: the record does not say
  SessionRef slot;
  std::string summary, location, categories, description, url;
};

// Minutes since 1970: grows with each change, and fits the 31 bits there are.
std::string sequence_text(const std::string& updated) {
  constexpr std::int64_t kMinute = 60;
  const auto seconds = to_unix_seconds(parse_date(updated) ? updated + "T00:00:00Z" : updated);
  return seconds && *seconds > 0 ? std::to_string(*seconds / kMinute) : "";
}

std::string joined_lines(const std::vector<std::string>& parts, std::string_view between) {
  std::vector<std::string> some;
  for (const std::string& part : parts) {
    if (part.find_first_not_of(" \t\r\n") != std::string::npos) some.push_back(part);
  }
  return reference::joined(some, between);
}

std::string host_of(const ExportState& state) {
  const std::string& site = state.source.site;
  const std::size_t scheme = site.find("://");
  return scheme == std::string::npos ? "paperfind" : site.substr(scheme + 3);
}

// Nothing without a time.
std::string event_text(ExportState& state, const CalendarEvent& event) {
  const SessionRef& slot = event.slot;
  if (!to_unix_seconds(slot.start)) return {};
  std::string out = zone_text(state, slot);
  out += "BEGIN:VEVENT\r\n";
  add_text(out, "UID", event.path + "@" + host_of(state));
  add_line(out, "DTSTAMP:" + utc_text(event.changed));
  if (!event.updated.empty()) add_line(out, "LAST-MODIFIED:" + utc_text(event.updated));
  add_text(out, "SEQUENCE", sequence_text(event.updated));
  add_time(out, "DTSTART", slot, slot.start);
  if (to_unix_seconds(slot.end) > to_unix_seconds(slot.start)) {
    add_time(out, "DTEND", slot, slot.end);
  }
  add_text(out, "SUMMARY", reference::one_line(event.summary));
  add_text(out, "LOCATION", reference::one_line(event.location));
  add_text(out, "CATEGORIES", reference::one_line(event.categories));
  add_text(out, "DESCRIPTION", event.description);
  if (is_web_address(event.url)) add_line(out, "URL:" + event.url);
  return out + "END:VEVENT\r\n";
}

std::string names_of(const Paper& paper) {
  std::vector<std::string> names;
  for (const Author& author : paper.authors) names.push_back(reference::one_line(author.name));
  return reference::joined(names, ", ");
}

std::string names_of(const std::vector<Chair>& chairs) {
  std::vector<std::string> names;
  for (const Chair& chair : chairs) names.push_back(reference::one_line(chair.name));
  return names.empty()
             ? ""
             : (names.size() > 1 ? "Chairs: " : "Chair: ") + reference::joined(names, ", ");
}

std::string place_text(const std::string& room, const Event& event) {
  return joined_lines({room, event.place}, ", ");
}

CalendarEvent talk(const ExportState& state, const PaperView& view, std::size_t at) {
  const SessionRef& slot = view.sessions[at];
  CalendarEvent event;
  event.path = "papers/" + view.paper.id + "/" + slot.id;
  const auto same =
      std::count_if(view.sessions.begin(), view.sessions.begin() + static_cast<std::ptrdiff_t>(at),
                    [&](const SessionRef& other) { return other.id == slot.id; });
  if (same > 0) event.path += "/" + std::to_string(same + 1);
  event.changed = changed_day(view);
  event.updated = view.paper.updated;
  event.slot = slot;
  event.summary = reference::title_of(view.paper);
  event.location = place_text(slot.room, view.event);
  event.categories = slot.title;
  event.description = joined_lines(
      {names_of(view.paper), reference::joined(reference::institution_names(view), "; "),
       view.paper.abstract},
      "\n\n");
  event.url = reference::address_of(state, view.paper);
  return event;
}

std::string on_site(const ExportState& state, const std::string& path) {
  return state.source.site.empty() ? "" : state.source.site + path;
}

CalendarEvent whole_session(const ExportState& state, const SessionView& view) {
  const Session& session = view.session;
  CalendarEvent event;
  event.path = "sessions/" + session.id;
  event.changed = view.event.start;
  event.slot = {session.id, session.title, session.start, session.end, session.tz, session.room,
                {}};
  event.summary = session.title;
  event.location = place_text(session.room, view.event);
  event.categories = session.track;
  std::vector<std::string> papers;
  for (const Hit& hit : view.papers) {
    papers.push_back(joined_lines({reference::title_of(hit.paper), names_of(hit.paper)}, " / "));
  }
  event.description = joined_lines(
      {names_of(session.chairs), session.description, reference::joined(papers, "\n")}, "\n\n");
  event.url = on_site(state, session_path(session.id));
  return event;
}

CalendarEvent programme_entry(const ExportState& state, const ProgrammeItem& item,
                              const Event& of) {
  CalendarEvent event;
  event.path = (item.is_session ? "sessions/" : "schedule/") + item.id;
  event.changed = of.start;
  event.slot = {item.id, item.title, item.start, item.end, item.tz, item.room, {}};
  event.summary = item.title;
  event.location = place_text(item.room, of);
  event.categories = item.track;
  event.description = names_of(item.chairs);
  if (item.is_session) event.url = on_site(state, session_path(item.id));
  return event;
}

// Of a session's own calendar: what its entry does not say already.
bool is_shown(const ExportState& state, const SessionRef& slot) {
  const std::optional<SessionView>& of = state.source.session;
  return !of || (slot.id == of->session.id && slot.start != of->session.start);
}

std::string frame_head(const std::string& title) {
  std::string out = "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//paperfind//paperfind//EN\r\n";
  out += "CALSCALE:GREGORIAN\r\n";
  add_text(out, "X-WR-CALNAME", reference::one_line(title));
  return out;
}

constexpr std::string_view kFrameTail = "END:VCALENDAR\r\n";

}  // namespace

std::string calendar_head(ExportState& state) {
  std::string out = frame_head(state.source.title);
  if (state.source.session) out += event_text(state, whole_session(state, *state.source.session));
  return out;
}

std::string calendar_entry(ExportState& state, const PaperView& view) {
  std::string out;
  for (std::size_t i = 0; i < view.sessions.size(); ++i) {
    if (is_shown(state, view.sessions[i])) out += event_text(state, talk(state, view, i));
  }
  return out;
}

std::string calendar_tail(const ExportState& /*state*/) { return std::string(kFrameTail); }

}  // namespace paperfind::export_formats

namespace paperfind {

std::string schedule_calendar(const ScheduleView& schedule, std::string site) {
  using namespace export_formats;
  ExportState state;
  state.source.site = std::move(site);
  std::string out = frame_head("Schedule of " + schedule.event.name);
  for (const ProgrammeDay& day : schedule.programme.days) {
    for (const ProgrammeSlot& slot : day.slots) {
      for (const ProgrammeItem& item : slot.items) {
        out += event_text(state, programme_entry(state, item, schedule.event));
      }
    }
  }
  return out += kFrameTail;
}

}  // namespace paperfind
