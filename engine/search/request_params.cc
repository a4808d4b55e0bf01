#include "engine/search/request_params.h"

#include <fmt/format.h>

#include <algorithm>
#include <iterator>
#include <optional>
#include <set>
#include <utility>

#include "engine/base/nearest.h"
#include "engine/query/value_range.h"
#include "engine/schema/fields.h"
#include "engine/search/read_param.h"
#include "engine/search/search_params.h"

namespace paperfind {
namespace {

// The facet whose range "year=2019..2021" is, or null for a value like any other.
const FacetSpec* range_facet(std::string_view name, std::string_view value) {
  const FacetSpec* spec = find_facet(name);
  const bool ranged = spec != nullptr && has_ranges(spec->facet);
  return ranged && value.find("..") != std::string_view::npos ? spec : nullptr;
}

Status read_range(const FacetSpec& spec, const std::string& value, SearchRequest& request) {
  const std::optional<ValueRange> range = parse_range(spec.facet, value);
  if (!range || range->reversed) {
    return bad_param(spec.name, fmt::format("\"{}\" is no range of {}s", value, spec.name),
                     range_example(spec.facet));
  }
  const ValueRange days = in_days(spec.facet, *range);
  request.from = days.first;
  request.to = days.last;
  return {};
}

FacetFilter& filter_of(SearchRequest& request, std::string_view facet) {
  for (FacetFilter& filter : request.filters) {
    if (filter.facet == facet) return filter;
  }
  return request.filters.emplace_back(FacetFilter{std::string(facet), {}, {}, {}});
}

// "session", "not.session", "all.session": the values it belongs to, or null for another name.
std::vector<std::string>* facet_values_for(SearchRequest& request, std::string_view name) {
  for (const FacetParam& param : facet_params()) {
    if (!name.starts_with(param.prefix)) continue;
    const FacetSpec* facet = find_facet(name.substr(param.prefix.size()));
    if (facet != nullptr) return &(filter_of(request, facet->name).*param.values);
  }
  return nullptr;
}

std::vector<std::string> all_names() {
  std::vector<std::string> names;
  for (const FacetSpec& facet : kFacets) names.emplace_back(facet.name);
  for (const SearchParam& param : search_params()) names.emplace_back(param.spec.name);
  return names;
}

Status read_facet_order(std::string_view name, const std::string& value, const std::string& facet,
                        SearchRequest& request) {
  int chosen = 0;
  Status read = read_choice(facet_order_param(), name, value, chosen);
  if (read.ok()) request.facet_order[facet] = static_cast<FacetOrder>(chosen);
  return read;
}

// Equal searches become equal values.
void make_canonical(SearchRequest& request) {
  std::erase_if(request.filters, [](const FacetFilter& f) {
    return f.any.empty() && f.all.empty() && f.excluded.empty();
  });
  std::sort(request.filters.begin(), request.filters.end(),
            [](const FacetFilter& a, const FacetFilter& b) {
              return find_facet(a.facet) < find_facet(b.facet);
            });
  for (FacetFilter& filter : request.filters) {
    for (auto* values : {&filter.any, &filter.all, &filter.excluded}) {
      std::sort(values->begin(), values->end());
      values->erase(std::unique(values->begin(), values->end()), values->end());
    }
  }
}

Status read_param(const std::string& name, const std::string& value, UnknownParams unknown,
                  SearchRequest& request) {
  if (const FacetSpec* facet = range_facet(name, value)) {
    Status read = read_range(*facet, value, request);
    return unknown == UnknownParams::Ignore ? Status() : read;
  }
  if (std::vector<std::string>* values = facet_values_for(request, name)) {
    if (value.empty() && unknown == UnknownParams::Ignore) return {};  // a form's "All"
    if (value.empty()) {
      return bad_param(name, "an empty value names nothing", "leave the parameter out");
    }
    values->push_back(value);
    return {};
  }
  if (name.starts_with(kFacetOrderPrefix)) {
    const std::string facet = name.substr(kFacetOrderPrefix.size());
    if (find_facet(facet) != nullptr) {
      Status read = read_facet_order(name, value, facet, request);
      return unknown == UnknownParams::Ignore ? Status() : read;
    }
  }
  for (const SearchParam& param : search_params()) {
    if (param.spec.name != name) continue;
    Status read = param.read(param.spec, value, request);
    return unknown == UnknownParams::Ignore && name != "q" ? Status() : read;
  }
  if (unknown == UnknownParams::Ignore) return {};
  return unknown_param({name, value}, "this search", nearest(name, all_names()).value_or(""));
}

// Those that say which part of a search is shown stand behind those that say which search it is.
int canonical_rank(std::string_view name) { return name == "page" ? 2 : name == "sort" ? 1 : 0; }

}  // namespace

Result<SearchRequest> search_request_from(const Params& params, UnknownParams unknown) {
  if (params.size() > kMaxParameters) {
    return bad_param("", fmt::format("more than {} parameters", kMaxParameters),
                     "ask for less at once");
  }
  SearchRequest request;
  std::set<std::string> seen;
  for (const auto& [name, value] : params) {
    // A range is another way to say from and to.
    const bool range = range_facet(name, value) != nullptr;
    const bool repeatable = !range && facet_values_for(request, name) != nullptr;
    const bool again = range ? !seen.insert("from").second || !seen.insert("to").second
                             : !repeatable && !seen.insert(name).second;
    if (again) {
      if (unknown == UnknownParams::Ignore) continue;
      return given_twice(name);
    }
    if (Status read = read_param(name, value, unknown, request); !read.ok()) return read.error();
  }
  make_canonical(request);
  if (request.page > kMaxWindow / request.per_page) {
    const Error too_deep =
        bad_param("page", fmt::format("only the first {} papers can be paged through", kMaxWindow),
                  "narrow the search with a filter");
    if (unknown == UnknownParams::Reject) return too_deep;
    request.page = kMaxWindow / request.per_page;
  }
  return request;
}

Params params_of(const SearchRequest& request) {
  Params params;
  if (!request.query.empty()) params.emplace_back("q", request.query);
  for (const FacetFilter& filter : request.filters) {
    for (const FacetParam& param : facet_params()) {
      for (const std::string& value : filter.*param.values) {
        params.emplace_back(std::string(param.prefix) + filter.facet, value);
      }
    }
  }
  Params rest;
  for (const SearchParam& param : search_params()) {
    std::string value = param.write(param.spec, request);
    if (param.spec.name != "q" && value != param.spec.initial) {
      rest.emplace_back(param.spec.name, std::move(value));
    }
  }
  for (const auto& [facet, order] : request.facet_order) {
    rest.emplace_back(std::string(kFacetOrderPrefix) + facet,
                      choice_name(facet_order_param().choices, static_cast<int>(order)));
  }
  std::sort(rest.begin(), rest.end(), [](const auto& a, const auto& b) {
    return std::pair(canonical_rank(a.first), a.first) <
           std::pair(canonical_rank(b.first), b.first);
  });
  std::move(rest.begin(), rest.end(), std::back_inserter(params));
  return params;
}

std::vector<ParamSpec> search_param_specs() {
  std::vector<ParamSpec> specs;
  for (const SearchParam& param : search_params()) {
    specs.push_back(param.spec);
    // Behind the query stands what narrows it.
    if (param.spec.name == "q") {
      for (const FacetParam& facet : facet_params()) specs.push_back(facet.spec);
    }
    if (param.spec.name == "facet_limit") specs.push_back(facet_order_param());
  }
  return specs;
}

}  // namespace paperfind
