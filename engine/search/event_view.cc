#include "engine/search/event_view.h"

#include <fmt/format.h>

#include <algorithm>
#include <string>
#include <string_view>
#include <tuple>
#include <unordered_set>
#include <utility>
#include <vector>

#include "engine/base/zoned_time.h"
#include "engine/search/programme_days.h"

namespace paperfind {
namespace {

std::vector<const Event*> newest_first(const Catalog& catalog) {
  std::vector<const Event*> events;
  for (const Event& event : catalog.frame().events) events.push_back(&event);
  const auto key = [](const Event* event) {
    return std::make_tuple(event->year, std::string_view(event->start),
                           std::string_view(event->id));
  };
  std::sort(events.begin(), events.end(),
            [&](const Event* a, const Event* b) { return key(a) > key(b); });
  return events;
}

std::vector<const Event*> with_programme(const Catalog& catalog) {
  std::unordered_set<std::string_view> ids;
  for (const Session& session : catalog.frame().sessions) ids.insert(session.event);
  for (const ScheduleEntry& entry : catalog.frame().schedule) ids.insert(entry.event);
  std::vector<const Event*> events = newest_first(catalog);
  std::erase_if(events, [&](const Event* event) { return !ids.contains(event->id); });
  return events;
}

void add_other(std::vector<NamedRef>& other, const Event& event) {
  if (other.size() < kMaxListedValues) other.push_back({event.id, event.name});
}

Error unknown_event(std::string_view id) {
  return {ErrorCode::NotFound, fmt::format("there is no event \"{}\"", id), "event"};
}

}  // namespace

Result<EventView> event_view(const RecordTools& tools, std::string_view id) {
  const Catalog& catalog = tools.snapshot.catalog();
  const Event* event = catalog.event(id);
  if (event == nullptr) return unknown_event(id);
  EventView view;
  view.generation = tools.snapshot.name();
  view.shards = shard_report(tools.index);
  view.event = *event;
  const std::vector<DocId> docs = papers_with(tools, Facet::Event, id);
  view.total = docs.size();
  const FacetCounts sessions = values_among(tools.snapshot, Facet::Session, docs);
  if (sessions.missing) view.unplaced = sessions.missing->count;
  view.people = values_among(tools.snapshot, Facet::Author, docs).distinct;
  view.institutions = values_among(tools.snapshot, Facet::Institution, docs);
  view.programme = programme_of(tools.snapshot, id, ProgrammeParts::Sessions);
  for (const Event* other : newest_first(catalog)) {
    const bool same_series = !event->series.empty() && other->series == event->series;
    if (same_series && other != event) add_other(view.other, *other);
  }
  return view;
}

Result<ScheduleView> schedule_view(const Snapshot& snapshot, const ScheduleRequest& request) {
  const std::string& event = request.event;
  if (!request.zone.empty() && !is_known_zone(request.zone)) {
    return Error{ErrorCode::InvalidInput, fmt::format("\"{}\" is no time zone", request.zone), "tz",
                 "an IANA name such as Europe/Zurich"};
  }
  const Catalog& catalog = snapshot.catalog();
  std::vector<const Event*> events = with_programme(catalog);
  const Event* chosen = catalog.event(event);
  if (chosen == nullptr && !event.empty()) return unknown_event(event);
  if (chosen == nullptr && events.empty()) events = newest_first(catalog);
  if (chosen == nullptr && !events.empty()) chosen = events.front();
  if (chosen == nullptr) return Error{ErrorCode::NotFound, "there is no event"};
  ScheduleView view;
  view.generation = snapshot.name();
  view.event = *chosen;
  view.zone = request.zone;
  view.programme =
      programme_of(snapshot, chosen->id, ProgrammeParts::All, {request.zone, request.most});
  for (const Event* other : events) {
    if (other != chosen) add_other(view.other, *other);
  }
  return view;
}

}  // namespace paperfind
