#include "searchd/pages/list_page.h"

#include <vector>

#include "engine/base/number_text.h"
#include "engine/text/normalize.h"
#include "searchd/pages/export_view.h"
#include "searchd/pages/hit_view.h"
#include "searchd/pages/words.h"

namespace paperfind {

std::string list_page_html(const TemplateSet& templates, const Site& site, const ResultPage& page,
                           const std::string& path) {
  View view;
  PageHead head;
  head.title = page.hits.empty() ? "Shortlist" : "Shortlist of " + papers_text(page.hits.size());
  head.canonical = path;
  head.index = false;
  set_head(view, site, head);
  set_text(view, "heading", page.hits.empty() ? "There is no paper on this list" : head.title);
  std::vector<View> notices, results;
  for (const std::string& notice : page.query.notices) {
    View item;
    set_text(item, "text", repair_utf8(notice));
    notices.push_back(item);
  }
  for (const Hit& hit : page.hits) {
    View item = hit_view(hit);
    set_flag(item, "partial_begins", false);
    results.push_back(item);
  }
  set_list(view, "notices", notices);
  set_list(view, "results", results);
  set_list_exports(view, page, path);
  return templates.render("list", view);
}

std::string demo_page_html(const TemplateSet& templates, const Site& site,
                           const EmbeddedScript& script) {
  View view;
  PageHead head;
  head.title = "Search box";
  head.canonical = "/demo";
  head.index = false;
  set_head(view, site, head);
  set_text(view, "heading", "Search the papers: " + site.name);
  set_text(view, "script_path", script.path);
  const std::string at = site.base_url.empty() ? "https://search.example.org" : site.base_url;
  set_text(view, "lines", embed_lines(at, script));
  return templates.render("demo", view);
}

}  // namespace paperfind
