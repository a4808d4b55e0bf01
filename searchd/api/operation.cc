#include "searchd/api/operation.h"

#include <algorithm>

#include "engine/search/request_params.h"

namespace paperfind {
namespace {

constexpr ParamSpec kScheduleParams[] = {
    {.name = "event", .kind = ParamKind::Id, .about = "which event's, else the newest's"}};
constexpr ParamSpec kListParams[] = {
    {.name = "ids", .kind = ParamKind::Ids, .about = "the papers, in this order"}};

// `own` before those of a search, which they take the place of where they have its names.
std::vector<ParamSpec> before_search(std::vector<ParamSpec> own) {
  const std::size_t count = own.size();
  for (const ParamSpec& spec : search_param_specs()) {
    const auto end = own.begin() + static_cast<std::ptrdiff_t>(count);
    const bool taken = std::any_of(own.begin(), end,
                                   [&spec](const ParamSpec& one) { return one.name == spec.name; });
    if (!taken) own.push_back(spec);
  }
  return own;
}

std::string percent_encoded(const std::string& value) {
  return encode_query({{"", value}}).substr(1);
}

}  // namespace

std::span<const ParamSpec> schedule_param_specs() { return kScheduleParams; }
std::span<const ParamSpec> list_param_specs() { return kListParams; }

std::vector<ParamSpec> param_specs(ParamSet set) {
  switch (set) {
    case ParamSet::None:
      break;
    case ParamSet::Search:
      return search_param_specs();
    case ParamSet::Facet:
      return before_search(facet_param_specs());
    case ParamSet::Suggest:
      return before_search(suggest_param_specs());
    case ParamSet::Schedule:
      return {std::begin(kScheduleParams), std::end(kScheduleParams)};
    case ParamSet::List:
      return {std::begin(kListParams), std::end(kListParams)};
  }
  return {};
}

std::vector<const ExportFormat*> formats_of(const Operation& operation) {
  std::vector<const ExportFormat*> formats;
  if (operation.exports == Exports::None) return formats;
  for (const ExportFormat& format : all_export_formats()) {
    if (operation.exports == Exports::All || format.key == "ics") formats.push_back(&format);
  }
  return formats;
}

std::string_view bare_media_type(std::string_view media_type) {
  return media_type.substr(0, media_type.find(';'));
}

std::string filled(std::string_view target, const ApiSamples& samples) {
  std::string out;
  while (!target.empty()) {
    const std::size_t hole = std::min(target.find('{'), target.size());
    out += target.substr(0, hole);
    target.remove_prefix(hole);
    if (target.empty()) break;
    const std::size_t end = target.find('}');
    const auto sample = samples.find(target.substr(1, end - 1));
    if (sample == samples.end()) return {};
    out += percent_encoded(sample->second);
    target.remove_prefix(end + 1);
  }
  return out;
}

}  // namespace paperfind
