#include "engine/search/request_params.h"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <functional>
#include <optional>
#include <set>

#include "engine/base/nearest.h"
#include "engine/base/zoned_time.h"
#include "engine/query/value_range.h"
#include "engine/schema/fields.h"

namespace paperfind {
namespace {

// A word of the interface and the value it stands for. The first row is the default.
template <typename Value>
struct Choice {
  std::string_view name;
  Value value;
};

constexpr Choice<SortKey> kSorts[] = {
    {"relevance", SortKey::Relevance}, {"-year", SortKey::YearDescending},
    {"year", SortKey::Year},           {"title", SortKey::Title},
    {"author", SortKey::Author},       {"programme", SortKey::Programme}};
constexpr Choice<MatchMode> kModes[] = {
    {"auto", MatchMode::Auto}, {"all", MatchMode::All}, {"any", MatchMode::Any}};
constexpr Choice<TypoMode> kTypos[] = {
    {"auto", TypoMode::Auto}, {"off", TypoMode::Off}, {"suggest", TypoMode::Suggest}};
constexpr Choice<HighlightMode> kHighlights[] = {{"html", HighlightMode::Html},
                                                 {"ranges", HighlightMode::Ranges},
                                                 {"none", HighlightMode::None}};
constexpr Choice<FacetOrder> kOrders[] = {{"count", FacetOrder::Count},
                                          {"label", FacetOrder::Label},
                                          {"programme", FacetOrder::Programme}};
constexpr Choice<bool> kAutoOrOff[] = {{"auto", true}, {"off", false}};
constexpr Choice<bool> kFlags[] = {{"0", false}, {"1", true}};

// Keys of a result one can ask for with fields=.
constexpr std::string_view kResultFields[] = {
    "id",       "rank",         "match",    "score",     "url",        "title",
    "authors",  "institutions", "sessions", "event",     "year",       "type",
    "track",    "award",        "has",      "links",     "snippet",    "matched_in",
    "abstract", "keywords",     "doi",      "source_id", "explanation"};

Error bad(const std::string& param, std::string message, std::string hint = {}) {
  return {ErrorCode::InvalidInput, std::move(message), param, std::move(hint)};
}

template <typename Value, std::size_t N>
Status choose(const std::string& param, std::string_view text, const Choice<Value> (&choices)[N],
              Value& out) {
  std::string allowed;
  for (const auto& choice : choices) {
    if (choice.name == text) {
      out = choice.value;
      return {};
    }
    allowed += (allowed.empty() ? "" : ", ") + std::string(choice.name);
  }
  return bad(param, fmt::format("\"{}\" is not a value of {}", text, param), "one of " + allowed);
}

template <typename Value, std::size_t N>
std::string_view name_of(Value value, const Choice<Value> (&choices)[N]) {
  for (const auto& choice : choices) {
    if (choice.value == value) return choice.name;
  }
  return choices[0].name;
}

struct Range {
  std::size_t least;
  std::size_t most;
};

Status read_number(const std::string& param, std::string_view text, Range range, std::size_t& out) {
  std::size_t value = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (error != std::errc() || end != text.data() + text.size() || value < range.least ||
      value > range.most) {
    return bad(param, fmt::format("{} must be a whole number from {} to {}", param, range.least,
                                  range.most));
  }
  out = value;
  return {};
}

Status read_day(const std::string& param, const std::string& text, bool last, std::string& out) {
  const bool year_only =
      text.size() == 4 && text.find_first_not_of("0123456789") == std::string::npos;
  const std::string day = year_only ? text + (last ? "-12-31" : "-01-01") : text;
  if (!parse_date(day))
    return bad(param, fmt::format("\"{}\" is not a day", text), "2022-03-28 or 2022");
  out = day;
  return {};
}

// The facet whose range "year=2019..2021" is, or null for a value like any other.
const FacetSpec* range_facet(std::string_view name, std::string_view value) {
  const FacetSpec* spec = find_facet(name);
  const bool ranged = spec != nullptr && has_ranges(spec->facet);
  return ranged && value.find("..") != std::string_view::npos ? spec : nullptr;
}

Status read_range(const FacetSpec& spec, const std::string& value, SearchRequest& request) {
  const std::optional<ValueRange> range = parse_range(spec.facet, value);
  if (!range || range->reversed) {
    return bad(std::string(spec.name), fmt::format("\"{}\" is no range of {}s", value, spec.name),
               range_example(spec.facet));
  }
  const ValueRange days = in_days(spec.facet, *range);
  request.from = days.first;
  request.to = days.last;
  return {};
}

Status read_names(const std::string& param, std::string_view text,
                  std::span<const std::string> known, std::vector<std::string>& out) {
  while (!text.empty()) {
    const std::size_t comma = text.find(',');
    const std::string name(text.substr(0, comma));
    text.remove_prefix(comma == std::string_view::npos ? text.size() : comma + 1);
    if (std::find(known.begin(), known.end(), name) == known.end()) {
      return bad(param, fmt::format("\"{}\" is not known here", name),
                 nearest(name, known).value_or(""));
    }
    if (std::find(out.begin(), out.end(), name) == out.end()) out.push_back(name);
  }
  return {};
}

std::vector<std::string> facet_names() {
  std::vector<std::string> names;
  for (const FacetSpec& spec : kFacets) names.emplace_back(spec.name);
  return names;
}

// One parameter of /search other than a facet's.
struct ParamSpec {
  std::string_view name;
  std::function<Status(const std::string& name, const std::string& value, SearchRequest&)> read;
};

const std::vector<ParamSpec>& search_params() {
  using R = SearchRequest;
  using S = const std::string&;
  static const std::vector<ParamSpec> kTable = {
      {"q",
       [](S n, S v, R& r) -> Status {
         if (v.size() > kMaxQueryBytes) {
           return bad(n, fmt::format("the query is longer than {} bytes", kMaxQueryBytes));
         }
         r.query = v;
         return {};
       }},
      {"from", [](S n, S v, R& r) { return read_day(n, v, false, r.from); }},
      {"to", [](S n, S v, R& r) { return read_day(n, v, true, r.to); }},
      {"sort", [](S n, S v, R& r) { return choose(n, v, kSorts, r.sort); }},
      {"page",
       [](S n, S v, R& r) {
         return read_number(n, v, {1, kMaxWindow}, r.page);
       }},
      {"per_page",
       [](S n, S v, R& r) {
         return read_number(n, v, {1, kMaxPerPage}, r.per_page);
       }},
      {"facets",
       [](S n, S v, R& r) -> Status {
         r.no_facets = v == "none";
         if (v == "all" || r.no_facets) return {};
         return read_names(n, v, facet_names(), r.facets);
       }},
      {"facet_limit",
       [](S n, S v, R& r) {
         return read_number(n, v, {1, kMaxFacetLimit}, r.facet_limit);
       }},
      {"facet_zero", [](S n, S v, R& r) { return choose(n, v, kFlags, r.facet_zero); }},
      {"highlight", [](S n, S v, R& r) { return choose(n, v, kHighlights, r.highlight); }},
      {"snippet",
       [](S n, S v, R& r) {
         return read_number(n, v, {0, 60}, r.snippet_words);
       }},
      {"mode", [](S n, S v, R& r) { return choose(n, v, kModes, r.mode); }},
      {"typo", [](S n, S v, R& r) { return choose(n, v, kTypos, r.typo); }},
      {"relax", [](S n, S v, R& r) { return choose(n, v, kAutoOrOff, r.relax); }},
      {"synonyms", [](S n, S v, R& r) { return choose(n, v, kAutoOrOff, r.synonyms); }},
      {"explain", [](S n, S v, R& r) { return choose(n, v, kFlags, r.explain); }},
      {"fields",
       [](S n, S v, R& r) {
         static const std::vector<std::string> kKnown(std::begin(kResultFields),
                                                      std::end(kResultFields));
         return read_names(n, v, kKnown, r.fields);
       }},
  };
  return kTable;
}

FacetFilter& filter_of(SearchRequest& request, std::string_view facet) {
  for (FacetFilter& filter : request.filters) {
    if (filter.facet == facet) return filter;
  }
  return request.filters.emplace_back(FacetFilter{std::string(facet), {}, {}, {}});
}

// "session", "not.session", "all.session": the values it belongs to, or null for another name.
std::vector<std::string>* facet_values_for(SearchRequest& request, std::string_view name) {
  const bool none = name.starts_with("not.");
  const bool all = name.starts_with("all.");
  const FacetSpec* spec = find_facet(none || all ? name.substr(4) : name);
  if (spec == nullptr) return nullptr;
  FacetFilter& filter = filter_of(request, spec->name);
  return none ? &filter.excluded : all ? &filter.all : &filter.any;
}

std::vector<std::string> all_names() {
  std::vector<std::string> names = facet_names();
  for (const ParamSpec& spec : search_params()) names.emplace_back(spec.name);
  return names;
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

Error given_twice(const std::string& name) {
  return bad(name, fmt::format("{} is given twice", name), "only facets may be repeated");
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
      return bad(name, "an empty value names nothing", "leave the parameter out");
    }
    values->push_back(value);
    return {};
  }
  constexpr std::string_view kOrderPrefix = "facet_order.";
  if (name.starts_with(kOrderPrefix) && find_facet(name.substr(kOrderPrefix.size())) != nullptr) {
    return choose(name, value, kOrders, request.facet_order[name.substr(kOrderPrefix.size())]);
  }
  for (const ParamSpec& spec : search_params()) {
    if (spec.name != name) continue;
    Status read = spec.read(name, value, request);
    return unknown == UnknownParams::Ignore && name != "q" ? Status() : read;
  }
  if (unknown == UnknownParams::Ignore) return {};
  return bad(name, fmt::format("{} is not a parameter of this search", name),
             nearest(name, all_names()).value_or(""));
}

}  // namespace

Result<SearchRequest> search_request_from(const Params& params, UnknownParams unknown) {
  if (params.size() > kMaxParameters) {
    return bad("", fmt::format("more than {} parameters", kMaxParameters), "ask for less at once");
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
        bad("page", fmt::format("only the first {} papers can be paged through", kMaxWindow),
            "narrow the search with a filter");
    if (unknown == UnknownParams::Reject) return too_deep;
    request.page = kMaxWindow / request.per_page;
  }
  return request;
}

Result<FacetRequest> facet_request_from(std::string_view facet, const Params& params,
                                        UnknownParams unknown) {
  FacetRequest request;
  request.facet = facet;
  Params context;
  std::set<std::string> seen;
  for (const auto& [name, value] : params) {
    const bool own = name == "prefix" || name == "page" || name == "per_page" || name == "order";
    if (!own) {
      context.emplace_back(name, value);
      continue;
    }
    Status read;
    if (!seen.insert(name).second) {
      read = given_twice(name);
    } else if (name == "page") {
      read = read_number(name, value, {1, kMaxWindow}, request.page);
    } else if (name == "per_page") {
      read = read_number(name, value, {1, kMaxFacetLimit}, request.per_page);
    } else if (name == "order") {
      read = choose(name, value, kOrders, request.context.facet_order[request.facet]);
    } else if (value.size() > kMaxQueryBytes) {
      read = bad(name, fmt::format("is longer than {} bytes", kMaxQueryBytes));
    } else {
      request.prefix = value;
    }
    if (!read.ok() && unknown == UnknownParams::Reject) return read.error();
  }
  Result<SearchRequest> searched = search_request_from(context, unknown);
  if (!searched.ok()) return searched.error();
  auto order = std::move(request.context.facet_order);
  request.context = std::move(searched).value();
  request.context.facet_order.merge(order);
  return request;
}

Params params_of(const SearchRequest& request) {
  const SearchRequest defaults;
  Params params;
  const auto add = [&params](std::string name, std::string_view value) {
    params.emplace_back(std::move(name), value);
  };
  const auto add_list = [&](const std::string& name, const std::vector<std::string>& values) {
    std::string text;
    for (const std::string& value : values) text += (text.empty() ? "" : ",") + value;
    if (!text.empty()) add(name, text);
  };
  if (!request.query.empty()) add("q", request.query);
  for (const FacetFilter& filter : request.filters) {
    for (const std::string& value : filter.any) add(filter.facet, value);
    for (const std::string& value : filter.all) add("all." + filter.facet, value);
    for (const std::string& value : filter.excluded) add("not." + filter.facet, value);
  }
  if (request.explain) add("explain", "1");
  if (request.facet_limit != defaults.facet_limit)
    add("facet_limit", std::to_string(request.facet_limit));
  for (const auto& [facet, order] : request.facet_order)
    add("facet_order." + facet, name_of(order, kOrders));
  if (request.facet_zero) add("facet_zero", "1");
  if (request.no_facets) add("facets", "none");
  add_list("facets", request.facets);
  add_list("fields", request.fields);
  if (!request.from.empty()) add("from", request.from);
  if (request.highlight != defaults.highlight)
    add("highlight", name_of(request.highlight, kHighlights));
  if (request.mode != defaults.mode) add("mode", name_of(request.mode, kModes));
  if (request.per_page != defaults.per_page) add("per_page", std::to_string(request.per_page));
  if (!request.relax) add("relax", "off");
  if (request.snippet_words != defaults.snippet_words)
    add("snippet", std::to_string(request.snippet_words));
  if (!request.synonyms) add("synonyms", "off");
  if (!request.to.empty()) add("to", request.to);
  if (request.typo != defaults.typo) add("typo", name_of(request.typo, kTypos));
  if (request.sort != defaults.sort) add("sort", name_of(request.sort, kSorts));
  if (request.page != 1) add("page", std::to_string(request.page));
  return params;
}

}  // namespace paperfind
