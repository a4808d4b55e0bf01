#include "searchd/pages/record_parts.h"

#include <fmt/format.h>

#include <algorithm>
#include <optional>

#include "engine/base/number_text.h"
#include "engine/render/links.h"
#include "searchd/pages/hit_view.h"
#include "searchd/pages/time_text.h"
#include "searchd/pages/words.h"

namespace paperfind {
namespace {

std::string talk_text(const SessionRef& place) {
  return place.position ? fmt::format("talk {}", *place.position) : "";
}

View place_view(const SessionRef& place) {
  View view;
  set_text(view, "href", session_path(place.id));
  set_text(view, "title", title_text(place.title));
  set_text(
      view, "line",
      joined_line({talk_text(place), slot_text(place.start, place.end, place.tz), place.room}));
  return view;
}

// A talk on the day of its session needs no date.
std::string time_beside(const SessionRef& place, const Session& session) {
  if (place.start == session.start) return {};
  const bool same_day = place.start.substr(0, 10) == session.start.substr(0, 10);
  return same_day ? clock_range_text(place.start, place.end)
                  : slot_text(place.start, place.end, place.tz);
}

View place_beside(const SessionRef& place, const Session& session) {
  View view;
  set_text(view, "href", "");
  set_text(view, "title", "");
  set_text(view, "line",
           joined_line({talk_text(place), time_beside(place, session),
                        place.room == session.room ? "" : place.room}));
  return view;
}

// `place` makes the view of one place; nothing where it is not to be shown.
template <typename Place>
std::vector<View> paper_views(const std::vector<Hit>& papers, const Place& place) {
  std::vector<View> views;
  for (const Hit& hit : papers) {
    View view = hit_view(hit);
    std::vector<View> slots;
    for (const SessionRef& ref : hit.sessions) {
      if (const std::optional<View> slot = place(ref)) slots.push_back(*slot);
    }
    set_list(view, "slots", slots);
    views.push_back(view);
  }
  return views;
}

}  // namespace

std::string joined_line(const std::vector<std::string>& parts) {
  std::string line;
  for (const std::string& part : parts) {
    if (!part.empty()) line += (line.empty() ? "" : " · ") + part;
  }
  return line;
}

void set_crumbs(View& view, const Crumbs& crumbs) {
  std::vector<View> items;
  for (const auto& [href, text] : crumbs) {
    View item;
    set_text(item, "href", href);
    set_text(item, "text", text);
    items.push_back(item);
  }
  set_list(view, "crumbs", items);
}

std::vector<View> listed_paper_views(const std::vector<Hit>& papers) {
  return paper_views(papers, [](const SessionRef& ref) { return std::optional(place_view(ref)); });
}

std::vector<View> listed_paper_views(const std::vector<Hit>& papers, const Session& session) {
  return paper_views(papers, [&](const SessionRef& ref) -> std::optional<View> {
    if (ref.id != session.id) return std::nullopt;
    return place_beside(ref, session);
  });
}

void set_papers(View& view, const std::vector<View>& papers, std::size_t total,
                const std::string& search_href) {
  set_text(view, "papers_heading", total == 0 ? "No papers" : papers_text(total));
  set_list(view, "papers", papers);
  set_text(view, "search_href", search_href);
  set_text(view, "all_papers", total > papers.size() ? papers_text(total) : "");
}

std::vector<View> counted_views(const std::vector<FacetValue>& values,
                                std::string (*path)(std::string_view)) {
  std::vector<View> views;
  for (const FacetValue& value : values) {
    View view;
    set_text(view, "href", path(value.id));
    set_text(view, "label", title_text(value.label));
    set_text(view, "hint", value.hint);
    set_text(view, "count", number_text(value.count));
    set_text(view, "count_unit", papers_unit(value.count));
    views.push_back(view);
  }
  return views;
}

std::vector<View> chair_views(const std::vector<Chair>& chairs) {
  std::vector<View> views;
  for (const Chair& chair : chairs) {
    View view;
    set_text(view, "name", chair.name);
    set_text(view, "href", chair.person.empty() ? "" : person_path(chair.person));
    set_text(view, "role", chair.role);
    set_text(view, "affiliation", chair.affiliations.empty() ? "" : chair.affiliations.front().raw);
    views.push_back(view);
  }
  return views;
}

std::vector<View> session_line_views(const std::vector<ProgrammeItem>& items) {
  std::vector<View> views;
  for (const ProgrammeItem& item : items) {
    View view;
    set_text(view, "href", session_path(item.id));
    set_text(view, "title", title_text(item.title));
    set_text(view, "line",
             joined_line({slot_text(item.start, item.end, item.tz), item.room,
                          item.papers == 0 ? "" : papers_text(item.papers)}));
    views.push_back(view);
  }
  return views;
}

std::string names_text(const std::vector<std::string>& names) {
  std::string text;
  for (std::size_t i = 0; i < std::min(names.size(), kMaxListedValues); ++i) {
    text += (i == 0 ? "" : "; ") + names[i];
  }
  return names.size() > kMaxListedValues ? text + "; …" : text;
}

std::vector<View> paragraph_views(std::string_view text) {
  std::vector<View> views;
  while (!text.empty()) {
    const std::size_t end = std::min(text.find('\n'), text.size());
    if (text.substr(0, end).find_first_not_of(" \t\r") != std::string_view::npos) {
      View item;
      set_text(item, "text", text.substr(0, end));
      views.push_back(item);
    }
    text.remove_prefix(std::min(end + 1, text.size()));
  }
  return views;
}

void set_ref(View& view, const std::string& key, const std::optional<NamedRef>& ref,
             std::string (*path)(std::string_view)) {
  set_text(view, key + "_href", ref ? path(ref->id) : "");
  set_text(view, key + "_title", ref ? title_text(ref->name) : "");
}

}  // namespace paperfind
