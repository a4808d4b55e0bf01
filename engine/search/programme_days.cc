#include "engine/search/programme_days.h"

#include <algorithm>
#include <cstdint>
#include <limits>
#include <optional>
#include <string>
#include <tuple>
#include <utility>

#include "engine/base/zoned_time.h"
#include "engine/schema/programme.h"
#include "engine/search/record_tools.h"

namespace paperfind {
namespace {

constexpr std::size_t kDateBytes = 10;

struct TimedItem {
  std::string day;
  std::optional<std::int64_t> start;
  ProgrammeItem item;
};

bool comes_before(const TimedItem& a, const TimedItem& b) {
  const auto key = [](const TimedItem& timed) {
    return std::make_tuple(timed.day.empty(), std::string_view(timed.day), !timed.start.has_value(),
                           timed.start.value_or(0));
  };
  return key(a) < key(b);
}

// A time has the offset of its zone, so its date is the day there.
TimedItem timed(ProgrammeItem item, const std::string& day) {
  const std::optional<std::int64_t> start = to_unix_seconds(item.start);
  return {start ? item.start.substr(0, kDateBytes) : day, start, std::move(item)};
}

ProgrammeItem entry_item(const ScheduleEntry& entry, const std::string& zone) {
  ProgrammeItem item;
  item.id = entry.id;
  item.title = entry.title;
  item.type = entry.type;
  item.start = entry.start;
  item.end = entry.end;
  item.tz = zone;
  item.room = entry.room;
  return item;
}

std::vector<TimedItem> items_of(const Snapshot& snapshot, std::string_view event,
                                ProgrammeParts parts) {
  const CorpusFrame& frame = snapshot.catalog().frame();
  std::vector<TimedItem> items;
  for (const Session* session : sessions_of_event(frame, event)) {
    items.push_back(timed(programme_item(snapshot, *session), session->day));
  }
  if (parts == ProgrammeParts::Sessions) return items;
  const Event* known = snapshot.catalog().event(event);
  for (const ScheduleEntry& entry : frame.schedule) {
    if (entry.event != event) continue;
    items.push_back(timed(entry_item(entry, known == nullptr ? "" : known->tz), ""));
  }
  return items;
}

// Days without a time of day are days of the event, wherever one is.
void move_to_zone(const std::string& zone, std::vector<TimedItem>& items) {
  for (TimedItem& timed : items) {
    if (!timed.start) continue;
    for (std::string* time : {&timed.item.start, &timed.item.end}) {
      Result<std::string> moved = normalize_time(*time, zone);
      if (moved.ok()) *time = std::move(moved).value();
    }
    timed.item.tz = zone;
    timed.day = timed.item.start.substr(0, kDateBytes);
  }
}

}  // namespace

Programme programme_of(const Snapshot& snapshot, std::string_view event, ProgrammeParts parts,
                       const ProgrammeForm& form) {
  std::vector<TimedItem> items = items_of(snapshot, event, parts);
  if (!form.zone.empty()) move_to_zone(form.zone, items);
  std::stable_sort(items.begin(), items.end(), comes_before);
  Programme programme;
  programme.total = items.size();
  programme.listed = std::min(items.size(), form.most);
  std::optional<std::int64_t> slot_start;
  for (std::size_t i = 0; i < programme.listed; ++i) {
    TimedItem& next = items[i];
    const bool new_day = i == 0 || programme.days.back().day != next.day;
    if (new_day) programme.days.push_back({next.day, {}});
    std::vector<ProgrammeSlot>& slots = programme.days.back().slots;
    if (new_day || slot_start != next.start) {
      slots.push_back({next.start ? next.item.start : "", {}});
    }
    slot_start = next.start;
    slots.back().items.push_back(std::move(next.item));
  }
  return programme;
}

}  // namespace paperfind
