#include "searchd/pages/site.h"

#include "engine/text/normalize.h"
#include "searchd/pages/time_text.h"

namespace paperfind {
namespace {

std::string joined(const std::string& left, const std::string& right) {
  return left.empty() || right.empty() ? left + right : left + " · " + right;
}

std::vector<View> meta_views(const std::vector<MetaTag>& tags) {
  std::vector<View> views;
  for (const MetaTag& tag : tags) {
    View item;
    set_text(item, "name", tag.name);
    set_text(item, "content", tag.content);
    views.push_back(item);
  }
  return views;
}

}  // namespace

Site site_of(const Catalog& catalog) {
  const CorpusFrame& frame = catalog.frame();
  Site site;
  site.name = frame.site.name;
  site.base_url = frame.site.base_url;
  site.address = site.base_url;
  if (!frame.site.languages.empty()) site.lang = frame.site.languages.front();
  if (frame.events.size() == 1) {
    const Event& event = frame.events.front();
    if (site.name.empty()) site.name = event.name;
    site.line = joined(day_range_text(event.start, event.end), event.place);
  }
  if (site.name.empty()) site.name = "Paper search";
  if (!frame.sessions.empty() || !frame.schedule.empty()) site.schedule_path = "/schedule";
  return site;
}

void set_head(View& view, const Site& site, const PageHead& head) {
  set_text(view, "lang", site.lang);
  set_text(view, "site_name", site.name);
  set_text(view, "site_line", site.line);
  set_text(view, "site_schedule", site.schedule_path);
  set_text(view, "title", head.title.empty() ? site.name : head.title + " – " + site.name);
  set_text(view, "description", head.description);
  set_text(view, "canonical", head.canonical.empty() ? "" : site.base_url + head.canonical);
  set_flag(view, "noindex", !head.index);
  set_list(view, "meta", meta_views(head.meta));
  set_text(view, "json_ld_html", head.json_ld_html);
  set_text(view, "css_path", site.css_path);
  set_text(view, "icon_path", site.icon_path);
  set_text(view, "script_path", site.script_path);
  // The query comes as the visitor's bytes, which need not be text.
  set_text(view, "query", repair_utf8(head.query));
  // Only a search has filters that another one is to keep.
  set_list(view, "kept", {});
}

}  // namespace paperfind
