#include "cli/values.h"

#include <algorithm>
#include <optional>
#include <utility>

#include "engine/base/nlohmann_json.h"
#include "engine/record/identifiers.h"
#include "engine/schema/fields.h"
#include "engine/text/normalize.h"

namespace paperfind::cli {
namespace {

using nlohmann::json;

constexpr std::size_t kValuesNamed = 5;

// The value with that id, if some paper has it.
Result<std::optional<ResolvedFilter>> by_id(Source& source, const TypedFilter& filter) {
  const auto none = std::optional<ResolvedFilter>();
  const bool is_none = filter.value == kNoValue;
  if (!is_none && !is_valid_id(filter.value)) return none;
  // A selected value is listed first, whatever its count.
  const auto body =
      source.get("facets/" + filter.facet, {{filter.facet, filter.value}, {"per_page", "1"}});
  if (!body.ok()) return body.error();
  const json answer = json::parse(*body);
  if (is_none) {
    const FacetSpec* spec = find_facet(filter.facet);
    const std::string label(spec != nullptr ? spec->none_label : kNoValue);
    return std::optional(ResolvedFilter{filter.prefix, filter.facet, filter.value, label});
  }
  for (const json& value : answer.at("values")) {
    if (value.at("id") == filter.value && value.at("count") > 0) {
      return std::optional(ResolvedFilter{filter.prefix, filter.facet, filter.value,
                                          value.at("label").get<std::string>()});
    }
  }
  return none;
}

bool is_year(const TypedFilter& filter) {
  return filter.facet == spec_of(Facet::Year).name && filter.value.size() == 4 &&
         std::all_of(filter.value.begin(), filter.value.end(),
                     [](char c) { return c >= '0' && c <= '9'; });
}

bool is_called(const json& value, const std::string& key) {
  const json& alias = value.at("matched_alias");
  return fold_key(value.at("label").get<std::string>()) == key ||
         (alias.is_string() && fold_key(alias.get<std::string>()) == key);
}

std::string list_ids(const json& values) {
  std::string out;
  for (std::size_t i = 0; i < std::min(values.size(), kValuesNamed); ++i) {
    out += (i == 0 ? "" : ", ") + values[i].at("id").get<std::string>();
  }
  return out + (values.size() > kValuesNamed ? ", …" : "");
}

Result<ResolvedFilter> by_name(Source& source, const TypedFilter& filter) {
  const auto body =
      source.get("facets/" + filter.facet,
                 {{"prefix", filter.value}, {"per_page", std::to_string(kMaxFacetLimit)}});
  if (!body.ok()) return body.error();
  const json candidates = json::parse(*body).at("values");
  const std::string key = fold_key(filter.value);
  json called = json::array();
  for (const json& value : candidates) {
    if (is_called(value, key)) called.push_back(value);
  }
  const std::string flag = "--" + (filter.prefix == "not."   ? "not"
                                   : filter.prefix == "all." ? "all"
                                                             : filter.facet);
  if (called.size() == 1) {
    return ResolvedFilter{filter.prefix, filter.facet, called[0].at("id").get<std::string>(),
                          called[0].at("label").get<std::string>()};
  }
  // A year is a value of its own right, also where no paper has it.
  if (called.empty() && is_year(filter)) {
    return ResolvedFilter{filter.prefix, filter.facet, filter.value, filter.value};
  }
  if (called.empty()) {
    return Error{ErrorCode::InvalidInput,
                 "no " + filter.facet + " is called \"" + filter.value + "\"", flag,
                 candidates.empty() ? "paperfind facets " + filter.facet + " lists them"
                                    : "did you mean " + list_ids(candidates) + "?"};
  }
  return Error{ErrorCode::InvalidInput,
               "\"" + filter.value + "\" is the name of " + std::to_string(called.size()), flag,
               "say which: " + list_ids(called)};
}

}  // namespace

Result<std::vector<ResolvedFilter>> resolve_filters(Source& source,
                                                    const std::vector<TypedFilter>& filters) {
  std::vector<ResolvedFilter> out;
  for (const TypedFilter& filter : filters) {
    auto known = by_id(source, filter);
    if (!known.ok()) return known.error();
    if (known->has_value()) {
      out.push_back(**std::move(known));
      continue;
    }
    auto named = by_name(source, filter);
    if (!named.ok()) return named.error();
    out.push_back(std::move(named).value());
  }
  return out;
}

Params search_params(const Options& options, const std::vector<ResolvedFilter>& filters) {
  Params out;
  if (!options.query.empty()) out.emplace_back("q", options.query);
  for (const ResolvedFilter& filter : filters) {
    out.emplace_back(filter.prefix + filter.facet, filter.id);
  }
  out.insert(out.end(), options.params.begin(), options.params.end());
  return out;
}

}  // namespace paperfind::cli
