#include "searchd/pages/error_page.h"

#include "engine/text/normalize.h"
#include "searchd/pages/words.h"

namespace paperfind {
namespace {

View error_view(const Site& site, const Problem& problem, const std::string& path) {
  View view;
  PageHead head;
  head.title = problem.title;
  head.canonical = path;
  head.index = false;
  set_head(view, site, head);
  set_text(view, "heading", problem.title);
  set_text(view, "detail", sentence_text(repair_utf8(problem.detail)));
  set_text(view, "hint", sentence_text(repair_utf8(problem.hint)));
  set_text(view, "status", std::to_string(problem.status));
  set_text(view, "request_id", problem.request_id);
  return view;
}

}  // namespace

std::string error_page_html(const TemplateSet& templates, const Site& site,
                            const Problem& problem) {
  return templates.render("error", error_view(site, problem, ""));
}

std::string problem_page_html(const TemplateSet& templates, const Site& site,
                              const Problem& problem) {
  View view = error_view(site, problem, "/problems/" + problem.kind);
  set_text(view, "kind", problem.kind);
  return templates.render("problem", view);
}

}  // namespace paperfind
