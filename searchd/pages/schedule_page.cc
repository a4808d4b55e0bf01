#include "searchd/pages/schedule_page.h"

#include "engine/render/links.h"
#include "searchd/pages/export_view.h"
#include "searchd/pages/json_ld.h"
#include "searchd/pages/programme_views.h"
#include "searchd/pages/record_parts.h"
#include "searchd/pages/time_text.h"
#include "searchd/pages/words.h"

namespace paperfind {

std::string schedule_page_html(const TemplateSet& templates, const Site& site,
                               const ScheduleView& schedule) {
  const Event& event = schedule.event;
  const std::string name = title_text(event.name);
  View view;
  PageHead head;
  head.title = "Schedule of " + name;
  head.description = joined_line({head.title, day_range_text(event.start, event.end), event.place});
  head.canonical = schedule_path(event.id);
  const Crumbs crumbs = {{"/", "All papers"}, {event_path(event.id), name}};
  head.json_ld_html = crumbs_json_ld_html(site, crumbs, {head.canonical, head.title});
  set_head(view, site, head);
  set_crumbs(view, crumbs);
  set_text(view, "heading", "Schedule");
  set_text(view, "event_href", event_path(event.id));
  set_text(view, "event_name", name);
  set_text(view, "dates", joined_line({day_range_text(event.start, event.end), event.place}));
  set_programme(view, schedule.programme);
  set_text(view, "own_zone_href", schedule.zone.empty() ? "" : head.canonical);
  set_text(view, "own_zone_of", head.canonical);
  set_text(view, "zone_shown", schedule.zone.empty() ? event.tz : schedule.zone);
  set_text(view, "zone_script_path", site.zone_script_path);
  set_exports(view, schedule);
  set_events(view, "other", schedule.other, schedule_path);
  return templates.render("schedule", view);
}

}  // namespace paperfind
