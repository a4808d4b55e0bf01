#include "searchd/pages/programme_views.h"

#include <fmt/format.h>

#include <algorithm>
#include <string>

#include "engine/base/number_text.h"
#include "engine/base/zoned_time.h"
#include "engine/render/links.h"
#include "searchd/pages/record_parts.h"
#include "searchd/pages/time_text.h"
#include "searchd/pages/words.h"

namespace paperfind {
namespace {

std::string day_anchor(const ProgrammeDay& day) {
  return "day-" + (day.day.empty() ? "later" : day.day);
}

std::string day_heading(const ProgrammeDay& day) {
  const std::string text = weekday_text(day.day);
  return text.empty() ? "Day not known yet" : text;
}

// The first time of the day, which names its zone; null where there is none.
const ProgrammeItem* first_timed(const ProgrammeDay& day) {
  for (const ProgrammeSlot& slot : day.slots) {
    if (!slot.start.empty() && !slot.items.empty()) return &slot.items.front();
  }
  return nullptr;
}

bool has_one_zone(const ProgrammeDay& day) {
  const ProgrammeItem* first = first_timed(day);
  if (first == nullptr) return true;
  const std::string zone = zone_abbreviation(first->start, first->tz);
  return std::all_of(day.slots.begin(), day.slots.end(), [&](const ProgrammeSlot& slot) {
    return std::all_of(slot.items.begin(), slot.items.end(), [&](const ProgrammeItem& item) {
      return item.start.empty() || zone_abbreviation(item.start, item.tz) == zone;
    });
  });
}

// All end when the first does.
bool ends_together(const ProgrammeSlot& slot) {
  return std::all_of(slot.items.begin(), slot.items.end(),
                     [&](const ProgrammeItem& item) { return item.end == slot.items.front().end; });
}

std::string chairs_text(const std::vector<Chair>& chairs) {
  std::string names;
  for (const Chair& chair : chairs) names += (names.empty() ? "" : ", ") + chair.name;
  if (names.empty()) return {};
  return (chairs.size() > 1 ? "chairs " : "chair ") + names;
}

// `own_time`: what the slot has not said of its time.
View item_view(const ProgrammeItem& item, const std::string& own_time) {
  View view;
  set_text(view, "href", item.is_session ? session_path(item.id) : "");
  set_text(view, "title", title_text(item.title));
  set_text(view, "line",
           joined_line({own_time, item.room, chairs_text(item.chairs),
                        item.papers == 0 ? "" : papers_text(item.papers)}));
  return view;
}

View slot_view(const ProgrammeSlot& slot, bool names_zones) {
  const bool together = !names_zones && ends_together(slot);
  std::vector<View> items;
  for (const ProgrammeItem& item : slot.items) {
    std::string own_time;
    if (names_zones) own_time = slot_text(item.start, item.end, item.tz);
    if (!names_zones && !together) own_time = clock_range_text(item.start, item.end);
    items.push_back(item_view(item, own_time));
  }
  View view;
  const std::string end = together && !slot.items.empty() ? slot.items.front().end : "";
  const std::string time = clock_range_text(slot.start, end);
  set_text(view, "time", time.empty() ? "Time not known" : time);
  set_list(view, "items", items);
  return view;
}

std::vector<View> day_views(const Programme& programme) {
  std::vector<View> views;
  for (const ProgrammeDay& day : programme.days) {
    const bool one_zone = has_one_zone(day);
    std::vector<View> slots;
    for (const ProgrammeSlot& slot : day.slots) slots.push_back(slot_view(slot, !one_zone));
    const ProgrammeItem* first = first_timed(day);
    View view;
    set_text(view, "anchor", day_anchor(day));
    set_text(view, "heading", day_heading(day));
    set_text(view, "zone", one_zone && first != nullptr ? zone_text(first->start, first->tz) : "");
    set_list(view, "slots", slots);
    views.push_back(view);
  }
  return views;
}

}  // namespace

void set_programme(View& view, const Programme& programme) {
  set_list(view, "days", day_views(programme));
  std::vector<View> jump;
  for (const ProgrammeDay& day : programme.days) {
    View item;
    set_text(item, "href", "#" + day_anchor(day));
    set_text(item, "text", day_heading(day));
    jump.push_back(item);
  }
  set_list(view, "jump", jump.size() > 1 ? jump : std::vector<View>());
  const std::size_t left_out = programme.total - programme.listed;
  set_text(view, "cut",
           left_out == 0 ? "" : fmt::format("{} more are not listed here.", number_text(left_out)));
}

void set_events(View& view, const std::string& key, const std::vector<NamedRef>& events,
                std::string (*path)(std::string_view)) {
  std::vector<View> items;
  for (const NamedRef& event : events) {
    View item;
    set_text(item, "href", path(event.id));
    set_text(item, "text", title_text(event.name));
    items.push_back(item);
  }
  set_list(view, key, items);
}

}  // namespace paperfind
