#include <cstdint>
#include <string>
#include <vector>

#include "engine/render/json.h"
#include "engine/render/json_parts.h"
#include "engine/render/links.h"

namespace paperfind {
namespace {

void write_days(JsonWriter& out, const Programme& programme) {
  out.member("items_total", std::uint64_t{programme.total});
  out.key("days");
  out.begin_array();
  for (const ProgrammeDay& day : programme.days) {
    out.begin_object();
    out.text_or_null("day", day.day);
    out.key("slots");
    out.begin_array();
    for (const ProgrammeSlot& slot : day.slots) {
      out.begin_object();
      out.text_or_null("start", slot.start);
      out.key("items");
      json_parts::write_programme_items(out, slot.items);
      out.end_object();
    }
    out.end_array();
    out.end_object();
  }
  out.end_array();
}

void write_others(JsonWriter& out, const std::vector<NamedRef>& events) {
  out.key("other");
  out.begin_array();
  for (const NamedRef& event : events) json_parts::write_ref(out, event, {"name", event_path});
  out.end_array();
}

void write_dates(JsonWriter& out, const Event& event) {
  out.text_or_null("start", event.start);
  out.text_or_null("end", event.end);
  out.text_or_null("tz", event.tz);
  out.text_or_null("place", event.place);
}

}  // namespace

std::string schedule_json(const ScheduleView& view) {
  JsonWriter out;
  out.begin_object();
  out.member("generation", view.generation);
  out.member("url", schedule_path(view.event.id));
  json_parts::write_event(out, "event", view.event);
  write_dates(out, view.event);
  write_days(out, view.programme);
  write_others(out, view.other);
  out.end_object();
  return out.take() + '\n';
}

std::string event_json(const EventView& view) {
  const Event& event = view.event;
  JsonWriter out;
  out.begin_object();
  out.member("id", event.id);
  out.member("generation", view.generation);
  json_parts::write_shards(out, view.shards);
  out.member("url", event_path(event.id));
  out.member("name", event.name);
  out.text_or_null("short", event.short_name);
  out.number_or_null("year", event.year);
  write_dates(out, event);
  out.text_or_null("homepage", web_address(event.url));
  out.text_or_null("series", event.series);
  out.text_or_null("publisher", event.publisher);
  out.text_or_null("isbn", event.isbn);
  out.text_or_null("proceedings_title", event.proceedings_title);
  out.member("languages", event.languages);
  out.member("total", std::uint64_t{view.total});
  out.member("unplaced", std::uint64_t{view.unplaced});
  out.member("people_total", std::uint64_t{view.people});
  out.member("institutions_total", std::uint64_t{view.institutions.distinct});
  json_parts::write_counted(out, "institutions", view.institutions.values, institution_path);
  write_days(out, view.programme);
  write_others(out, view.other);
  out.member("schedule", schedule_path(event.id));
  out.member("search", value_link(Facet::Event, event.id));
  out.end_object();
  return out.take() + '\n';
}

}  // namespace paperfind
