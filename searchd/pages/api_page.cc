#include "searchd/pages/api_page.h"

#include <vector>

#include "engine/base/nlohmann_json.h"
#include "engine/base/number_text.h"
#include "engine/schema/fields.h"
#include "engine/search/record_views.h"
#include "engine/search/request_params.h"
#include "engine/search/suggest_page.h"
#include "searchd/api/problems.h"
#include "searchd/pages/help_page.h"
#include "searchd/pages/words.h"

namespace paperfind {
namespace {

std::string list_text(std::span<const ParamChoice> choices) {
  std::string text;
  for (const ParamChoice& choice : choices) {
    text += (text.empty() ? "" : ", ") + std::string(choice.name);
  }
  return text;
}

View param_view(const ParamSpec& spec) {
  View view;
  set_text(view, "name", spec.name);
  set_text(view, "values", values_text(spec));
  set_text(view, "initial", spec.initial);
  set_text(view, "about", sentence_text(std::string(spec.about)));
  std::vector<View> names;
  for (const std::string_view name : spec.names) {
    View item;
    set_text(item, "name", name);
    names.push_back(item);
  }
  set_list(view, "names", names);
  return view;
}

std::vector<View> param_views(const std::vector<ParamSpec>& specs) {
  std::vector<View> views;
  for (const ParamSpec& spec : specs) views.push_back(param_view(spec));
  return views;
}

// Those that an operation has beside the ones of a search.
std::vector<ParamSpec> own_params(ParamSet set) {
  switch (set) {
    case ParamSet::Facet:
      return facet_param_specs();
    case ParamSet::Suggest:
      return suggest_param_specs();
    case ParamSet::Schedule:
    case ParamSet::List:
      return param_specs(set);
    case ParamSet::None:
    case ParamSet::Search:
      break;
  }
  return {};
}

// For a shell: nothing in the address can end the quotes.
std::string curl_line(const std::string& site, const std::string& target) {
  std::string address = site + target;
  for (std::size_t at = address.find('\''); at != std::string::npos; at = address.find('\'', at)) {
    address.replace(at, 1, "%27");
  }
  return "curl '" + address + "'";
}

View example_view(const Site& site, const FilledExample& example) {
  View view;
  set_text(view, "summary", example.summary);
  set_text(view, "href", example.target);
  set_text(view, "curl", curl_line(site.address, example.target));
  return view;
}

std::vector<View> example_views(const Site& site, const Operation& operation,
                                const ApiSamples& samples) {
  std::vector<View> views;
  for (const FilledExample& example : examples_of(operation, {}, samples)) {
    views.push_back(example_view(site, example));
  }
  return views;
}

std::vector<View> problem_views(const Operation& operation, const ApiSamples& samples) {
  std::vector<View> views;
  for (const std::string_view name : operation.problems) {
    const ProblemKind& kind = *find_problem_kind(name);
    const std::vector<FilledExample> examples = examples_of(operation, name, samples);
    View view;
    set_text(view, "kind", kind.name);
    set_text(view, "status", std::to_string(kind.status));
    set_text(view, "href", examples.empty() ? "" : examples.front().target);
    set_text(view, "summary", examples.empty() ? "" : examples.front().summary);
    views.push_back(view);
  }
  return views;
}

std::vector<View> key_views(std::string_view schema) {
  std::vector<View> views;
  for (const SchemaKey& key : schema_keys(schema)) {
    View view;
    set_text(view, "name", key.name);
    set_text(view, "type", key.type);
    set_text(view, "refers", key.refers);
    set_text(view, "about", key.about);
    views.push_back(view);
  }
  return views;
}

View operation_view(const Site& site, const ApiRoute& route, const ApiSamples& samples) {
  const Operation& operation = *route.operation;
  View view;
  set_text(view, "id", operation.id);
  set_text(view, "path", route.pattern);
  set_text(view, "summary", sentence_text(std::string(route.summary)));
  set_text(view, "about", operation.about);
  const bool searches = operation.params == ParamSet::Search ||
                        operation.params == ParamSet::Facet ||
                        operation.params == ParamSet::Suggest;
  const std::vector<View> own = param_views(own_params(operation.params));
  set_flag(view, "searches", searches);
  set_flag(view, "searches_too", searches && !own.empty());
  set_list(view, "params", own);
  set_list(view, "examples", example_views(site, operation, samples));
  set_list(view, "problems", problem_views(operation, samples));
  set_text(view, "schema", operation.schema);
  set_text(view, "media_type", operation.media_type);
  set_flag(view, "moves", operation.moves);
  set_list(view, "keys", key_views(operation.schema));
  return view;
}

std::vector<View> section_views(const Site& site, const ApiDescription& description) {
  std::vector<View> views;
  for (const ApiTag& tag : api_tags()) {
    std::vector<View> operations;
    for (const ApiRoute& route : description.routes) {
      if (route.operation->tag != tag.name) continue;
      operations.push_back(operation_view(site, route, description.samples));
    }
    View view;
    set_text(view, "name", tag.name);
    set_text(view, "about", tag.about);
    set_flag(view, "lists_formats", tag.name == "Exports");
    set_list(view, "operations", operations);
    views.push_back(view);
  }
  return views;
}

std::vector<View> format_views() {
  std::vector<View> views;
  for (const ExportFormat& format : all_export_formats()) {
    View view;
    set_text(view, "suffix", format.suffix);
    set_text(view, "label", format.label);
    set_text(view, "about", format.about);
    set_text(view, "type", bare_media_type(format.media_type));
    views.push_back(view);
  }
  return views;
}

// What is an answer is shown where it is answered.
std::vector<View> type_views(const ApiDescription& description) {
  std::vector<View> views;
  for (const auto& [name, schema] : api_schemas().items()) {
    const auto answers = [&name = name](const ApiRoute& r) { return r.operation->schema == name; };
    if (std::any_of(description.routes.begin(), description.routes.end(), answers)) continue;
    View view;
    set_text(view, "name", name);
    set_text(view, "about", schema.value("description", ""));
    set_list(view, "keys", key_views(name));
    views.push_back(view);
  }
  return views;
}

std::vector<View> limit_views() {
  struct Limit {
    std::string_view of;
    std::size_t most;
    std::string_view unit;
  };
  static const Limit kLimits[] = {
      {"A query", kMaxQueryBytes, "bytes"},
      {"Parameters of a request", kMaxParameters, ""},
      {"Papers a page", kMaxPerPage, ""},
      {"Papers that can be paged through", kMaxWindow, "; exports have all"},
      {"Values of a facet a page", kMaxFacetLimit, ""},
      {"Suggestions", kMaxSuggestRows, ""},
      {"Papers listed with a record", kMaxListedPapers, ""},
      {"Items listed of a programme", kMaxListedProgramme, "; as ics all"},
  };
  std::vector<View> views;
  for (const Limit& limit : kLimits) {
    const bool apart = !limit.unit.empty() && limit.unit.front() != ';';
    View view;
    set_text(view, "of", limit.of);
    set_text(view, "most", number_text(limit.most) + (apart ? " " : "") + std::string(limit.unit));
    views.push_back(view);
  }
  return views;
}

std::vector<View> kind_views() {
  std::vector<View> views;
  for (const ProblemKind& kind : problem_kinds()) {
    View view;
    set_text(view, "kind", kind.name);
    set_text(view, "status", std::to_string(kind.status));
    set_text(view, "about", kind.about);
    views.push_back(view);
  }
  return views;
}

std::vector<View> facet_name_views() {
  std::vector<View> views;
  for (const FacetSpec& facet : kFacets) {
    View view;
    set_text(view, "name", facet.name);
    views.push_back(view);
  }
  return views;
}

}  // namespace

std::string values_text(const ParamSpec& spec) {
  switch (spec.kind) {
    case ParamKind::Text:
      return "at most " + number_text(spec.most) + " bytes";
    case ParamKind::Number:
      return number_text(spec.least) + " to " + number_text(spec.most);
    case ParamKind::Day:
      return "2022-03-28, or 2022";
    case ParamKind::Choice:
      return list_text(spec.choices);
    case ParamKind::Names:
      return (spec.choices.empty() ? "" : list_text(spec.choices) + ", or ") +
             "names with commas between";
    case ParamKind::Value:
      return "ids; may be repeated";
    case ParamKind::Id:
      return "an id";
    case ParamKind::Ids:
      return "ids with commas between";
  }
  return {};
}

std::string api_page_html(const TemplateSet& templates, const Site& site,
                          const ApiDescription& description) {
  View view;
  PageHead head;
  head.title = "Interface for programs";
  head.description = "How programs search these papers: addresses, parameters, answers, examples.";
  head.canonical = "/api";
  set_head(view, site, head);
  set_text(view, "heading", head.title);
  set_text(view, "curl_openapi", curl_line(site.address, "/openapi.json"));
  set_list(view, "sections", section_views(site, description));
  set_list(view, "search_params", param_views(search_param_specs()));
  set_list(view, "facet_names", facet_name_views());
  set_list(view, "formats", format_views());
  set_list(view, "types", type_views(description));
  set_list(view, "limits", limit_views());
  set_list(view, "kinds", kind_views());
  set_typed(view);
  return templates.render("api", view);
}

}  // namespace paperfind
