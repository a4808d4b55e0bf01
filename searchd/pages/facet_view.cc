#include "searchd/pages/facet_view.h"

#include <algorithm>

#include "engine/base/number_text.h"
#include "engine/render/links.h"
#include "engine/schema/fields.h"
#include "engine/search/request_params.h"
#include "searchd/pages/request_edit.h"
#include "searchd/pages/words.h"

namespace paperfind {
namespace {

std::string link(const SearchRequest& request) { return link_to("/search", request); }

const FacetCounts* counts_of(const ResultPage& page, std::string_view facet) {
  const auto found = std::find_if(page.facets.begin(), page.facets.end(),
                                  [facet](const FacetCounts& f) { return f.name == facet; });
  return found == page.facets.end() ? nullptr : &*found;
}

bool has_selection(const FacetCounts& facet) {
  return std::any_of(facet.values.begin(), facet.values.end(),
                     [](const FacetValue& value) { return value.selected; }) ||
         (facet.missing && facet.missing->selected);
}

// A facet with one value and nothing missing tells visitors nothing, nor does one without papers.
bool is_worth_showing(const FacetCounts& facet) {
  const std::size_t choices = facet.values.size() + (facet.missing ? 1 : 0);
  const bool any = (facet.missing && facet.missing->count > 0) ||
                   std::any_of(facet.values.begin(), facet.values.end(),
                               [](const FacetValue& value) { return value.count > 0; });
  return has_selection(facet) || (choices >= 2 && any);
}

// How many of a facet's values stand beside the results. A page is read, so it shows fewer than the
// answer holds, unless somebody asked for a number; a link that hides two values would be no help.
std::size_t shown_values(const ResultPage& page, const FacetCounts& facet) {
  constexpr std::size_t kShown = 10;
  constexpr std::size_t kSpared = 2;
  const std::size_t all = facet.values.size();
  if (page.request.facet_limit != SearchRequest{}.facet_limit) return all;
  if (!facet.truncated && all <= kShown + kSpared) return all;
  // Selected values come first.
  const std::size_t selected = static_cast<std::size_t>(
      std::count_if(facet.values.begin(), facet.values.end(),
                    [](const FacetValue& value) { return value.selected; }));
  return std::min(all, std::max(kShown, selected));
}

std::string all_values_link(const ResultPage& page, const std::string& facet) {
  return link_to("/facets/" + facet, on_page(page.request, 1));
}

View facet_view(const ResultPage& page, const FacetCounts& facet) {
  View view;
  set_text(view, "name", facet.name);
  set_text(view, "label", facet.label);
  std::vector<View> values;
  const std::size_t shown = shown_values(page, facet);
  for (std::size_t i = 0; i < shown; ++i) {
    values.push_back(facet_value_view(page.request, facet.name, facet.values[i]));
  }
  if (facet.missing) {
    const View missing = facet_value_view(page.request, facet.name, *facet.missing);
    // "Not given" is a value like any other: chosen, it comes first.
    values.insert(facet.missing->selected ? values.begin() : values.end(), missing);
  }
  set_list(view, "values", values);
  const bool more = facet.truncated || shown < facet.values.size();
  set_text(view, "more_href", more ? all_values_link(page, facet.name) : "");
  set_text(view, "distinct", number_text(facet.distinct));
  return view;
}

View chip(const std::string& label, const std::string& value, const SearchRequest& without) {
  View view;
  set_text(view, "label", label);
  set_text(view, "value", value);
  set_text(view, "href", link(without));
  return view;
}

struct Clause {
  FilterKind kind;
  std::string_view words;
  std::vector<std::string> FacetFilter::*values;
};

constexpr Clause kClauses[] = {
    {FilterKind::Any, "", &FacetFilter::any},
    {FilterKind::All, "all of ", &FacetFilter::all},
    {FilterKind::None, "not ", &FacetFilter::excluded},
};

}  // namespace

std::string facet_label(std::string_view facet) {
  const FacetSpec* spec = find_facet(facet);
  return std::string(spec == nullptr ? facet : spec->label);
}

std::string value_label(const ResultPage& page, const Catalog& catalog, std::string_view facet,
                        const std::string& value) {
  if (value == kNoValue) {
    const FacetSpec* spec = find_facet(facet);
    return std::string(spec == nullptr ? kNoValue : spec->none_label);
  }
  if (const FacetCounts* counts = counts_of(page, facet)) {
    for (const FacetValue& listed : counts->values) {
      if (listed.id == value && !listed.label.empty()) return listed.label;
    }
  }
  if (facet == "session" && catalog.session(value) != nullptr) {
    return catalog.session(value)->title;
  }
  if (facet == "institution" && catalog.institution(value) != nullptr) {
    return catalog.institution(value)->name;
  }
  if (facet == "author" && catalog.person(value) != nullptr) return catalog.person(value)->name;
  return value;
}

View facet_value_view(const SearchRequest& request, std::string_view facet,
                      const FacetValue& value) {
  View view;
  set_text(view, "label", value.label);
  // In a value search: the other name that was found. An institution's ROR address is for programs.
  const std::string& hint = value.alias.empty() ? value.hint : value.alias;
  set_text(view, "hint", is_web_address(hint) ? "" : hint);
  set_text(view, "count", number_text(value.count));
  set_text(view, "count_unit", papers_unit(value.count));
  set_flag(view, "selected", value.selected);
  // A value without papers is shown only so that the list holds still: it leads nowhere.
  const bool dead = value.count == 0 && !value.selected;
  const SearchRequest target = value.selected
                                   ? without_value(request, facet, FilterKind::Any, value.id)
                                   : with_value(request, facet, value.id);
  set_text(view, "href", dead ? "" : link(target));
  return view;
}

std::vector<View> facet_views(const ResultPage& page) {
  std::vector<View> views;
  for (const FacetCounts& facet : page.facets) {
    if (is_worth_showing(facet)) views.push_back(facet_view(page, facet));
  }
  return views;
}

std::vector<View> chip_views(const ResultPage& page, const Catalog& catalog) {
  const SearchRequest& request = page.request;
  std::vector<View> views;
  for (const FacetFilter& filter : request.filters) {
    for (const Clause& clause : kClauses) {
      for (const std::string& value : filter.*clause.values) {
        const std::string label = value_label(page, catalog, filter.facet, value);
        views.push_back(chip(facet_label(filter.facet), std::string(clause.words) + label,
                             without_value(request, filter.facet, clause.kind, value)));
      }
    }
  }
  SearchRequest open = on_page(request, 1);
  open.from.clear();
  if (!request.from.empty()) views.push_back(chip("From", request.from, open));
  open = on_page(request, 1);
  open.to.clear();
  if (!request.to.empty()) views.push_back(chip("To", request.to, open));
  return views;
}

}  // namespace paperfind
