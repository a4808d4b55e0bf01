#include "searchd/pages/export_view.h"

#include <algorithm>
#include <initializer_list>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "engine/base/number_text.h"
#include "engine/base/zoned_time.h"
#include "engine/render/export.h"
#include "engine/render/links.h"
#include "searchd/pages/words.h"

namespace paperfind {
namespace {

View link_view(const ExportFormat& format, const std::string& href) {
  View view;
  set_text(view, "label", format.label);
  set_text(view, "about", format.about);
  set_text(view, "type", format.media_type.substr(0, format.media_type.find(';')));
  set_text(view, "href", href);
  return view;
}

// Of what stands at `path`, in the formats named.
std::vector<View> links_at(const std::string& path, std::initializer_list<std::string_view> keys) {
  std::vector<View> links;
  for (const std::string_view key : keys) {
    const ExportFormat& format = *find_export_format(key);
    links.push_back(link_view(format, export_path(format, path)));
  }
  return links;
}

void set_links(View& view, const std::string& what, const std::vector<View>& links) {
  set_list(view, "exports", links);
  set_text(view, "exports_of", what);
}

std::string all_text(std::size_t total) {
  return total == 1 ? "This paper" : "All " + papers_text(total);
}

bool has_time(const std::string& start) { return to_unix_seconds(start).has_value(); }

bool has_time(const Programme& programme) {
  return std::any_of(programme.days.begin(), programme.days.end(), [](const ProgrammeDay& day) {
    return std::any_of(day.slots.begin(), day.slots.end(),
                       [](const ProgrammeSlot& slot) { return has_time(slot.start); });
  });
}

bool has_time(const std::vector<Hit>& papers) {
  return std::any_of(papers.begin(), papers.end(),
                     [](const Hit& hit) { return has_calendar(hit.sessions); });
}

std::vector<View> joined(std::vector<View> links, std::vector<View> more) {
  for (View& link : more) links.push_back(std::move(link));
  return links;
}

std::vector<View> links_of_papers(const std::string& path, std::size_t papers) {
  if (papers == 0) return {};
  return links_at(path, {"bib", "ris", "csl", "csv"});
}

std::vector<View> calendar_links(const std::string& path, bool calendar) {
  if (!calendar) return {};
  return links_at(path, {"ics"});
}

}  // namespace

void set_exports(View& view, const ResultPage& page) {
  const std::size_t total = page.total + page.partial_total;
  std::vector<View> links;
  if (total > 0) {
    for (const ExportFormat& format : all_export_formats()) {
      links.push_back(link_view(format, export_link(format, page.request)));
    }
  }
  set_links(view, all_text(total), links);
}

void set_list_exports(View& view, const ResultPage& page, const std::string& path) {
  std::vector<View> links;
  if (!page.hits.empty()) {
    for (const ExportFormat& format : all_export_formats()) {
      links.push_back(link_view(format, export_path(format, path)));
    }
  }
  set_links(view, all_text(page.hits.size()), links);
}

void set_exports(View& view, const PaperView& paper) {
  const std::string path = paper_path(paper.paper.id);
  set_links(view, "This paper",
            has_calendar(paper.sessions) ? links_at(path, {"bib", "ris", "csl", "ics"})
                                         : links_at(path, {"bib", "ris", "csl"}));
}

void set_exports(View& view, const PersonView& person) {
  const std::string path = person_path(person.person.id);
  set_links(
      view, all_text(person.total),
      joined(links_of_papers(path, person.total), calendar_links(path, has_time(person.papers))));
}

void set_exports(View& view, const InstitutionView& institution) {
  const std::string path = institution_path(institution.institution.id);
  set_links(view, all_text(institution.total),
            joined(links_of_papers(path, institution.total),
                   calendar_links(path, has_time(institution.papers))));
}

void set_exports(View& view, const SessionView& session) {
  const bool calendar = has_time(session.session.start) || has_time(session.papers);
  const std::string path = session_path(session.session.id);
  set_links(view, "This session",
            joined(calendar_links(path, calendar), links_of_papers(path, session.total)));
}

void set_exports(View& view, const EventView& event) {
  const std::string path = event_path(event.event.id);
  set_links(
      view, "This event",
      joined(calendar_links(path, has_time(event.programme)), links_of_papers(path, event.total)));
}

void set_exports(View& view, const ScheduleView& schedule) {
  std::vector<View> links;
  if (has_time(schedule.programme)) {
    const ExportFormat& calendar = *find_export_format("ics");
    links.push_back(link_view(calendar, export_path(calendar, schedule_path(schedule.event.id))));
  }
  set_links(view, "This schedule", links);
}

}  // namespace paperfind
