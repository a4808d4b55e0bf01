#include <algorithm>

#include "engine/search/own_params.h"
#include "engine/search/read_param.h"
#include "engine/search/request_params.h"

namespace paperfind {
namespace {

constexpr auto kTypeNames = names_of<kSuggestTypes.size()>(kSuggestTypes);

Status read_types(const ParamSpec& spec, const std::string& value, SuggestRequest& request) {
  std::vector<std::string> names;
  Status read = read_names(spec, value, names);
  if (!read.ok()) return read;
  request.types.clear();
  for (const std::string& name : names) {
    const auto at = std::find(kTypeNames.begin(), kTypeNames.end(), name) - kTypeNames.begin();
    request.types.push_back(kSuggestTypes[static_cast<std::size_t>(at)].type);
  }
  return {};
}

constexpr OwnParam<SuggestRequest> kOwnParams[] = {
    {{.name = "n",
      .kind = ParamKind::Number,
      .about = "suggestions wanted in all",
      .initial = "8",
      .example = "5",
      .least = 1,
      .most = kMaxSuggestRows},
     [](const ParamSpec& spec, const std::string& value, SuggestRequest& request) {
       return read_number(spec, value, request.rows);
     }},
    {{.name = "types",
      .kind = ParamKind::Names,
      .about = "the groups wanted and their order, else all of them",
      .example = "phrase,person",
      .names = kTypeNames},
     read_types},
};

}  // namespace

Result<SuggestRequest> suggest_request_from(const Params& params, UnknownParams unknown) {
  SuggestRequest request;
  const Result<Params> context = read_own<SuggestRequest>(kOwnParams, params, unknown, request);
  if (!context.ok()) return context.error();
  Result<SearchRequest> searched = search_request_from(*context, unknown);
  if (!searched.ok()) return searched.error();
  request.context = std::move(searched).value();
  return request;
}

std::vector<ParamSpec> suggest_param_specs() { return specs_of<SuggestRequest>(kOwnParams); }

Params params_of(const SuggestRequest& request) {
  const SuggestRequest defaults;
  Params params = params_of(request.context);
  if (request.rows != defaults.rows) params.emplace_back("n", std::to_string(request.rows));
  std::string types;
  for (const SuggestType type : request.types) {
    types += (types.empty() ? "" : ",") + std::string(name_of(type));
  }
  if (!types.empty()) params.emplace_back("types", types);
  return params;
}

}  // namespace paperfind
