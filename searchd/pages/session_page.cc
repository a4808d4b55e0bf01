#include "searchd/pages/session_page.h"

#include <fmt/format.h>

#include <string>
#include <utility>
#include <vector>

#include "engine/base/number_text.h"
#include "engine/render/links.h"
#include "searchd/pages/export_view.h"
#include "searchd/pages/json_ld.h"
#include "searchd/pages/record_parts.h"
#include "searchd/pages/time_text.h"
#include "searchd/pages/words.h"

namespace paperfind {
namespace {

std::string time_of(const Session& session) {
  const std::string time = slot_text(session.start, session.end, session.tz);
  return time.empty() ? weekday_text(session.day) : time;
}

std::string description_of(const SessionView& view) {
  std::string out = title_text(view.session.title);
  for (const std::string& part : {view.event.name, time_of(view.session), view.session.room}) {
    if (!part.empty()) out += ", " + part;
  }
  return fmt::format("{}: {}.", out, papers_text(view.total));
}

Crumbs crumbs_of(const Event& event) {
  Crumbs crumbs = {{"/", "All papers"}};
  if (event.id.empty()) return crumbs;
  crumbs.emplace_back(event_path(event.id),
                      event.short_name.empty() ? event.name : event.short_name);
  crumbs.emplace_back(schedule_path(event.id), "Schedule");
  return crumbs;
}

void set_facts(View& view, const Session& session) {
  const std::string time = time_of(session);
  const bool has_clock = !clock_range_text(session.start, session.end).empty();
  set_text(view, "time", time.empty() ? "Time not known yet" : time);
  set_text(view, "zone", has_clock ? zone_text(session.start, session.tz) : "");
  set_text(view, "room", session.room);
  set_text(view, "track", session.track);
  set_text(view, "code", session.code);
  set_list(view, "chairs", chair_views(session.chairs));
  set_flag(view, "several_chairs", session.chairs.size() > 1);
  set_list(view, "paragraphs", paragraph_views(session.description));
  set_text(view, "stream", web_address(session.stream));
}

}  // namespace

std::string session_page_html(const TemplateSet& templates, const Site& site,
                              const SessionView& session) {
  View view;
  PageHead head;
  head.title = title_text(session.session.title);
  head.description = description_of(session);
  head.canonical = session_path(session.session.id);
  const Crumbs crumbs = crumbs_of(session.event);
  head.json_ld_html = session_json_ld_html(site, session, crumbs);
  set_head(view, site, head);
  set_crumbs(view, crumbs);
  set_text(view, "heading", head.title);
  set_text(view, "missing", missing_text(session.shards, "listed"));
  set_text(view, "event_name", session.event.name);
  set_text(view, "event_href", session.event.id.empty() ? "" : event_path(session.event.id));
  set_facts(view, session.session);
  set_papers(view, listed_paper_views(session.papers, session.session), session.total,
             value_link(Facet::Session, session.session.id));
  set_exports(view, session);
  set_ref(view, "parent", session.parent, session_path);
  set_list(view, "parts", session_line_views(session.parts));
  set_ref(view, "previous", session.previous, session_path);
  set_ref(view, "next", session.next, session_path);
  set_flag(view, "neighbours", session.previous.has_value() || session.next.has_value());
  return templates.render("session", view);
}

}  // namespace paperfind
