#include "engine/record/field_checks.h"

#include <fmt/format.h>

#include <algorithm>
#include <optional>
#include <string>

#include "engine/base/ascii.h"
#include "engine/base/nlohmann_json.h"
#include "engine/base/zoned_time.h"
#include "engine/record/identifiers.h"

namespace paperfind {
namespace {

using nlohmann::json;

enum class Form { Id, Day, Zone, Url, Report, FileName, Base, Doi, Arxiv, Orcid, Ror };

// A path inside a record, '*' standing for every element of a list, and the form of the string
// there.
struct Rule {
  std::string_view path;
  Form form;
};

constexpr Rule kPaperRules[] = {
    {"id", Form::Id},
    {"authors/*/person", Form::Id},
    {"authors/*/orcid", Form::Orcid},
    {"authors/*/affiliations/*/institution", Form::Id},
    {"event", Form::Id},
    {"presentations/*/session", Form::Id},
    {"doi", Form::Doi},
    {"arxiv", Form::Arxiv},
    {"pdf", Form::Url},
    {"html", Form::Url},
    {"slides/*", Form::Url},
    {"poster", Form::Url},
    {"code/*", Form::Url},
    {"data/*", Form::Url},
    {"videos/*/url", Form::Url},
    {"videos/*/captions", Form::Url},
    {"videos/*/transcript", Form::Url},
    {"videos/*/thumbnail", Form::Url},
    {"videos/*/recorded", Form::Day},
    {"published", Form::Day},
    {"updated", Form::Day},
    {"aliases/*", Form::Id},
    {"related/*", Form::Id},
};
constexpr Rule kSessionRules[] = {
    {"id", Form::Id},      {"event", Form::Id},
    {"parent", Form::Id},  {"day", Form::Day},
    {"tz", Form::Zone},    {"chairs/*/person", Form::Id},
    {"stream", Form::Url}, {"chairs/*/affiliations/*/institution", Form::Id},
};
constexpr Rule kScheduleRules[] = {{"id", Form::Id}, {"event", Form::Id}};
constexpr Rule kEventRules[] = {{"id", Form::Id},   {"start", Form::Day}, {"end", Form::Day},
                                {"tz", Form::Zone}, {"url", Form::Url},   {"logo", Form::Url}};
constexpr Rule kPersonRules[] = {{"id", Form::Id},          {"orcid", Form::Orcid},
                                 {"homepage", Form::Url},   {"not_same_as/*", Form::Id},
                                 {"merged_into", Form::Id}, {"papers/*", Form::Id}};
constexpr Rule kInstitutionRules[] = {{"id", Form::Id},
                                      {"ror", Form::Ror},
                                      {"parent", Form::Id},
                                      {"url", Form::Url},
                                      {"successor", Form::Id}};
constexpr Rule kSiteRules[] = {
    {"base_url", Form::Base}, {"synonyms", Form::FileName}, {"report_url", Form::Report}};

struct RuleList {
  const Rule* begin;
  const Rule* end;
};

template <std::size_t N>
constexpr RuleList list_of(const Rule (&rules)[N]) {
  return {rules, rules + N};
}

RuleList rules_of(SchemaKind kind) {
  switch (kind) {
    case SchemaKind::Paper:
      return list_of(kPaperRules);
    case SchemaKind::Session:
      return list_of(kSessionRules);
    case SchemaKind::ScheduleEntry:
      return list_of(kScheduleRules);
    case SchemaKind::Event:
      return list_of(kEventRules);
    case SchemaKind::Person:
      return list_of(kPersonRules);
    case SchemaKind::Institution:
      return list_of(kInstitutionRules);
    case SchemaKind::Site:
      return list_of(kSiteRules);
    default:
      return {nullptr, nullptr};  // files: their records are checked one by one
  }
}

bool starts_with_scheme(std::string_view text, std::string_view scheme) {
  return text.size() > scheme.size() &&
         std::equal(scheme.begin(), scheme.end(), text.begin(),
                    [](char wanted, char c) { return wanted == ascii_lower(c); });
}

// Good enough to stand in a link: a web address with a host, and nothing a browser would cut or
// reinterpret.
bool is_web_address(std::string_view text) {
  const bool https = starts_with_scheme(text, "https://");
  if (!https && !starts_with_scheme(text, "http://")) return false;
  const char first = text[https ? 8 : 7];
  if (first == '/' || first == '?' || first == '#' || first == ':') return false;
  return std::none_of(text.begin(), text.end(), [](char c) {
    return static_cast<unsigned char>(c) <= ' ' || c == 0x7f || c == '\\';
  });
}

// What is wrong with a text of that form, and what would be right.
struct Fault {
  std::string message;
  std::string hint;
};

std::string shown(const std::string& text) {
  constexpr std::size_t kMaxBytes = 80;
  const json cut = text.size() <= kMaxBytes ? text : text.substr(0, kMaxBytes);
  return cut.dump(-1, ' ', false, json::error_handler_t::replace);
}

std::optional<Fault> replace_by(std::string& text, std::optional<std::string> parsed,
                                std::string_view what, std::string_view example) {
  if (!parsed) {
    return Fault{fmt::format("{} is not {}", shown(text), what), fmt::format("like {}", example)};
  }
  text = std::move(*parsed);
  return std::nullopt;
}

std::optional<Fault> require(bool good, const std::string& text, std::string_view what,
                             std::string_view hint) {
  if (good) return std::nullopt;
  return Fault{fmt::format("{} is not {}", shown(text), what), std::string(hint)};
}

constexpr std::string_view kUrlHint =
    "a full address starting with http:// or https://, blanks written as %20";

std::optional<Fault> check_form(Form form, std::string& text) {
  switch (form) {
    case Form::Id:
      return require(is_valid_id(text), text, "an id",
                     "letters, digits, '.', '_' and '-', up to 64, not starting with '.', not "
                     "ending in a suffix such as .bib or .json");
    case Form::Day:
      return require(parse_date(text).has_value(), text, "a day that exists", "like 2022-03-28");
    case Form::Zone:
      return require(is_known_zone(text), text, "a time zone",
                     "an IANA name such as America/Los_Angeles, no abbreviation such as PST");
    case Form::Url:
      return require(is_web_address(text), text, "a web address", kUrlHint);
    case Form::Base:
      return require(is_web_address(text) && text.back() != '/', text,
                     "an address without a slash at the end", kUrlHint);
    case Form::Report:
      return require(is_web_address(text) || starts_with_scheme(text, "mailto:"), text,
                     "an address to report to", "it starts with https://, http:// or mailto:");
    case Form::FileName:
      return require(text.find('/') == std::string::npos && text.front() != '.', text,
                     "a file name", "the name of a file beside site.json");
    case Form::Doi:
      return replace_by(text, parse_doi(text), "a DOI", "10.1000/182");
    case Form::Arxiv:
      return replace_by(text, parse_arxiv(text), "an arXiv id", "2203.01234");
    case Form::Orcid:
      return replace_by(text, parse_orcid(text), "an ORCID with a right check digit",
                        "0000-0002-1825-0097");
    case Form::Ror:
      return replace_by(text, parse_ror(text), "a ROR id with right check digits",
                        "https://ror.org/042nb2s44");
  }
  return std::nullopt;
}

// Follows `path` through `value`; `pointer` is where we are.
void apply(const Rule& rule, std::string_view path, json& value, const std::string& pointer,
           std::vector<Violation>& out) {
  if (path.empty()) {
    // An empty string means "not given"; where something must stand the schema says so.
    if (!value.is_string() || value.get_ref<const std::string&>().empty()) return;
    if (auto fault = check_form(rule.form, value.get_ref<std::string&>())) {
      out.push_back({pointer, PointAt::Value, std::move(fault->message), std::move(fault->hint)});
    }
    return;
  }
  const std::size_t slash = std::min(path.find('/'), path.size());
  const std::string_view step = path.substr(0, slash);
  const std::string_view rest = path.substr(std::min(slash + 1, path.size()));
  if (step == "*") {
    if (!value.is_array()) return;
    for (std::size_t i = 0; i < value.size(); ++i) {
      apply(rule, rest, value[i], fmt::format("{}/{}", pointer, i), out);
    }
  } else if (value.is_object()) {
    const auto it = value.find(step);
    if (it != value.end()) apply(rule, rest, *it, fmt::format("{}/{}", pointer, step), out);
  }
}

std::optional<std::string> given(const json& object, const char* key) {
  const auto it = object.find(key);
  if (it == object.end() || !it->is_string()) return std::nullopt;
  const std::string& text = it->get_ref<const std::string&>();
  return text.empty() ? std::nullopt : std::optional<std::string>(text);
}

// Event days are days, so their order is that of their text.
void check_event_days(const json& event, std::vector<Violation>& out) {
  const auto start = given(event, "start");
  const auto end = given(event, "end");
  if (start && end && *end < *start) {
    out.push_back({"/end", PointAt::Value, "ends before it starts", "swap start and end"});
  }
}

void check_one_time(json& object, const char* key, std::string_view zone, std::string_view pointer,
                    std::vector<Violation>& out) {
  const auto text = given(object, key);
  if (!text) return;
  Result<std::string> time = normalize_time(*text, zone);
  if (time.ok()) {
    object[key] = std::move(time).value();
  } else {
    out.push_back({fmt::format("{}/{}", pointer, key), PointAt::Value, time.error().message,
                   time.error().hint.empty() ? "like 2022-03-28T09:30" : time.error().hint});
  }
}

}  // namespace

std::vector<Violation> check_fields(SchemaKind kind, json& record) {
  std::vector<Violation> out;
  const RuleList rules = rules_of(kind);
  for (const Rule* rule = rules.begin; rule != rules.end; ++rule) {
    apply(*rule, rule->path, record, "", out);
  }
  if (kind == SchemaKind::Event) check_event_days(record, out);
  return out;
}

std::vector<Violation> check_record(const SchemaChecker& checker, SchemaKind kind, json& record) {
  std::vector<Violation> out = checker.explain(kind, record);
  const std::size_t by_schema = out.size();
  for (Violation& violation : check_fields(kind, record)) {
    const bool known =
        std::any_of(out.begin(), out.begin() + static_cast<std::ptrdiff_t>(by_schema),
                    [&](const Violation& other) { return other.pointer == violation.pointer; });
    if (!known) out.push_back(std::move(violation));
  }
  return out;
}

void check_times(json& object, std::string_view zone, std::string_view pointer,
                 std::vector<Violation>& out) {
  const std::size_t before = out.size();
  check_one_time(object, "start", zone, pointer, out);
  check_one_time(object, "end", zone, pointer, out);
  const auto start = given(object, "start");
  const auto end = given(object, "end");
  if (out.size() > before || !start || !end) return;
  const auto from = to_unix_seconds(*start);
  const auto to = to_unix_seconds(*end);
  if (from && to && *to < *from) {
    out.push_back({std::string(pointer) + "/end", PointAt::Value, "ends before it starts",
                   "swap start and end, or mind midnight"});
  }
}

void check_day_or_time(json& object, const char* key, std::string_view zone,
                       std::vector<Violation>& out) {
  const auto text = given(object, key);
  if (!text || parse_date(*text)) return;
  check_one_time(object, key, zone, "", out);
}

}  // namespace paperfind
