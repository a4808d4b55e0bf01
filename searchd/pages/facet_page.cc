#include "searchd/pages/facet_page.h"

#include <vector>

#include "engine/base/number_text.h"
#include "engine/search/request_params.h"
#include "engine/text/normalize.h"
#include "searchd/pages/facet_view.h"
#include "searchd/pages/request_edit.h"
#include "searchd/pages/words.h"

namespace paperfind {
namespace {

std::string page_link(const FacetPage& page, std::size_t number) {
  Params params = params_of(on_page(page.request.context, 1));
  std::erase_if(params, [](const auto& p) { return p.first == "per_page"; });
  if (!page.request.prefix.empty()) params.emplace_back("prefix", page.request.prefix);
  if (number > 1) params.emplace_back("page", std::to_string(number));
  const std::string query = encode_query(params);
  return "/facets/" + page.facet.name + (query.empty() ? "" : "?" + query);
}

// What the box that narrows the list must carry along.
std::vector<View> kept_params(const SearchRequest& context) {
  std::vector<View> views;
  for (const auto& [name, value] : params_of(on_page(context, 1))) {
    if (name == "per_page") continue;
    View view;
    set_text(view, "name", name);
    set_text(view, "value", value);
    views.push_back(view);
  }
  return views;
}

}  // namespace

std::string facet_page_html(const TemplateSet& templates, const Site& site, const FacetPage& page) {
  const FacetCounts& facet = page.facet;
  const SearchRequest& context = page.request.context;
  View view;
  PageHead head;
  head.title = facet.label + " (" + number_text(facet.distinct) + ")";
  head.description = "Papers of " + site.name + " by " + facet.label + ".";
  head.canonical = page_link(page, page.request.page);
  head.index = false;
  head.query = is_blank_query(context) ? "" : context.query;
  set_head(view, site, head);
  set_list(view, "context", kept_params(context));
  set_text(view, "facet_path", "/facets/" + facet.name);
  set_text(view, "facet_label", facet.label);
  set_text(view, "heading", head.title);
  set_text(view, "prefix", repair_utf8(page.request.prefix));
  set_text(view, "back_href", link_to("/search", on_page(context, 1)));
  std::vector<View> values;
  for (const FacetValue& value : facet.values) {
    values.push_back(facet_value_view(context, facet.name, value));
  }
  const bool last = !page.more && page.request.prefix.empty();
  if (facet.missing && last) {
    values.push_back(facet_value_view(context, facet.name, *facet.missing));
  }
  set_list(view, "values", values);
  set_text(view, "next_href", page.more ? page_link(page, page.request.page + 1) : "");
  set_text(view, "previous_href",
           page.request.page > 1 ? page_link(page, page.request.page - 1) : "");
  return templates.render("facet", view);
}

}  // namespace paperfind
