#include "searchd/api/parameters.h"

#include <fmt/format.h>

#include <algorithm>

#include "engine/base/nlohmann_json.h"
#include "engine/query/value_range.h"
#include "engine/schema/fields.h"
#include "searchd/api/description.h"

namespace paperfind {
namespace {

using Json = nlohmann::ordered_json;

Json choice_names(const ParamSpec& spec) {
  Json names = Json::array();
  for (const ParamChoice& choice : spec.choices) names.push_back(choice.name);
  return names;
}

Json list_schema(Json item) { return {{"type", "array"}, {"items", std::move(item)}}; }

Json names_schema(const ParamSpec& spec) {
  Json names = Json::array();
  for (const std::string_view name : spec.names) names.push_back(name);
  Json list = list_schema({{"type", "string"}, {"enum", std::move(names)}});
  if (spec.choices.empty()) return list;
  const Json instead = {{"type", "string"}, {"enum", choice_names(spec)}};
  return {{"anyOf", Json::array({std::move(list), instead})}};
}

Json schema_of(const ParamSpec& spec) {
  switch (spec.kind) {
    case ParamKind::Text:
      return {{"type", "string"}, {"maxLength", spec.most}};
    case ParamKind::Number:
      return {{"type", "integer"}, {"minimum", spec.least}, {"maximum", spec.most}};
    case ParamKind::Day:
      return {{"type", "string"}, {"pattern", "^[0-9]{4}(-[0-9]{2}-[0-9]{2})?$"}};
    case ParamKind::Choice:
      return {{"type", "string"}, {"enum", choice_names(spec)}};
    case ParamKind::Names:
      return names_schema(spec);
    case ParamKind::Value:
    case ParamKind::Ids:
      return list_schema({{"type", "string"}});
    case ParamKind::Id:
      break;
  }
  return {{"type", "string"}};
}

bool is_list(const ParamSpec& spec) {
  return spec.kind == ParamKind::Names || spec.kind == ParamKind::Value ||
         spec.kind == ParamKind::Ids;
}

Json value_json(const ParamSpec& spec, const std::string& text) {
  if (spec.kind == ParamKind::Number) return std::stoul(text);
  const bool instead = std::any_of(spec.choices.begin(), spec.choices.end(),
                                   [&text](const ParamChoice& one) { return one.name == text; });
  if (!is_list(spec) || instead) return text;
  Json list = Json::array();
  for (std::size_t at = 0; at <= text.size();) {
    const std::size_t end = std::min(text.find(',', at), text.size());
    list.push_back(text.substr(at, end - at));
    at = end + 1;
  }
  return list;
}

// What the index has for a parameter without an example of its own.
std::string sample_for(const ParamSpec& spec, std::string_view facet, const ApiSamples& samples) {
  const std::string_view sample = spec.kind == ParamKind::Text  ? "words"
                                  : spec.kind == ParamKind::Ids ? "paper"
                                  : spec.kind == ParamKind::Id  ? spec.name
                                                                : facet;
  const auto found = samples.find(sample);
  return found == samples.end() ? std::string() : found->second;
}

// Years and days have ranges too.
std::string range_text(const ParamSpec& spec, std::string_view facet) {
  if (spec.name != kFacetHole) return {};
  const FacetSpec* found = find_facet(facet);
  const bool ranged = found != nullptr && has_ranges(found->facet);
  return ranged ? ", or of a range " + range_example(found->facet) : "";
}

}  // namespace

std::string param_name(const ParamSpec& spec, std::string_view facet) {
  std::string name(spec.name);
  const std::size_t hole = name.find(kFacetHole);
  if (hole != std::string::npos) name.replace(hole, kFacetHole.size(), facet);
  return name;
}

Json query_parameter_json(const ParamSpec& spec, std::string_view facet,
                          const ApiSamples& samples) {
  Json schema = schema_of(spec);
  if (!spec.initial.empty()) schema["default"] = value_json(spec, std::string(spec.initial));
  Json out = {{"name", param_name(spec, facet)},
              {"in", "query"},
              {"description", std::string(spec.about) + range_text(spec, facet)}};
  if (is_list(spec)) {
    out["style"] = "form";
    out["explode"] = is_repeatable(spec);
  }
  out["schema"] = std::move(schema);
  const std::string example =
      spec.example.empty() ? sample_for(spec, facet, samples) : std::string(spec.example);
  if (!example.empty()) out["example"] = value_json(spec, example);
  return out;
}

Json path_parameter_json(std::string_view name, const Operation& operation,
                         const ApiSamples& samples) {
  Json schema = {{"type", "string"}};
  Json example;
  std::string about = fmt::format("id of the {}", operation.sample);
  if (name == "format") {
    about = "the format, as a suffix";
    for (const ExportFormat* format : formats_of(operation))
      schema["enum"].push_back(format->suffix);
    example = schema["enum"].front();
  } else {
    if (operation.sample == "facet") {
      about = "name of the facet";
      for (const FacetSpec& facet : kFacets) schema["enum"].push_back(facet.name);
    }
    const auto found = samples.find(operation.sample);
    if (found != samples.end()) example = found->second;
  }
  Json out = {{"name", name}, {"in", "path"}, {"description", about}, {"required", true}};
  out["schema"] = std::move(schema);
  if (!example.is_null()) out["example"] = std::move(example);
  return out;
}

}  // namespace paperfind
