#include "searchd/pages/event_page.h"

#include <string>
#include <vector>

#include "engine/base/number_text.h"
#include "engine/render/links.h"
#include "engine/schema/fields.h"
#include "searchd/pages/export_view.h"
#include "searchd/pages/json_ld.h"
#include "searchd/pages/programme_views.h"
#include "searchd/pages/record_parts.h"
#include "searchd/pages/time_text.h"
#include "searchd/pages/words.h"

namespace paperfind {
namespace {

void set_facts(View& view, const Event& event) {
  const std::string dates = day_range_text(event.start, event.end);
  set_text(view, "dates", dates.empty() && event.year > 0 ? std::to_string(event.year) : dates);
  set_text(view, "place", event.place);
  set_text(view, "homepage", web_address(event.url));
  set_text(view, "series", event.series);
  set_text(view, "proceedings",
           joined_line({event.proceedings_title, event.publisher,
                        event.isbn.empty() ? "" : "ISBN " + event.isbn}));
}

void set_counts(View& view, const EventView& event) {
  const std::string& id = event.event.id;
  std::vector<View> counts;
  const auto add = [&](std::size_t count, const std::string& text, const std::string& href) {
    if (count == 0) return;
    View item;
    set_text(item, "text", text);
    set_text(item, "href", href);
    counts.push_back(item);
  };
  add(event.total, papers_text(event.total), value_link(Facet::Event, id));
  add(event.people, counted_text(event.people, "author", "authors"),
      values_beside_link(Facet::Author, Facet::Event, id));
  add(event.institutions.distinct,
      counted_text(event.institutions.distinct, "institution", "institutions"),
      values_beside_link(Facet::Institution, Facet::Event, id));
  add(event.programme.total, counted_text(event.programme.total, "session", "sessions"),
      schedule_path(id));
  set_list(view, "counts", counts);
}

}  // namespace

std::string event_page_html(const TemplateSet& templates, const Site& site,
                            const EventView& event) {
  const std::string& id = event.event.id;
  View view;
  PageHead head;
  head.title = title_text(event.event.name);
  head.description = joined_line({head.title, day_range_text(event.event.start, event.event.end),
                                  event.event.place, papers_text(event.total)});
  head.canonical = event_path(id);
  const Crumbs crumbs = {{"/", "All papers"}};
  head.json_ld_html = event_json_ld_html(site, event, crumbs);
  set_head(view, site, head);
  set_crumbs(view, crumbs);
  set_text(view, "heading", head.title);
  set_text(view, "missing", missing_text(event.shards, "listed"));
  set_facts(view, event.event);
  set_counts(view, event);
  set_text(view, "unplaced",
           event.unplaced == 0 || event.programme.total == 0 ? "" : papers_text(event.unplaced));
  set_text(view, "unplaced_href", event.unplaced == 0 ? "" : unplaced_link(id));
  set_programme(view, event.programme);
  set_text(view, "schedule_href", schedule_path(id));
  set_list(view, "institutions", counted_views(event.institutions.values, institution_path));
  set_text(view, "all_institutions",
           event.institutions.truncated ? number_text(event.institutions.distinct) : "");
  set_text(view, "institutions_href", values_beside_link(Facet::Institution, Facet::Event, id));
  set_exports(view, event);
  set_events(view, "other", event.other, event_path);
  return templates.render("event", view);
}

}  // namespace paperfind
