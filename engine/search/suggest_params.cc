#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <set>

#include "engine/base/nearest.h"
#include "engine/search/request_params.h"

namespace paperfind {
namespace {

Error bad(const std::string& param, std::string message, std::string hint = {}) {
  return {ErrorCode::InvalidInput, std::move(message), param, std::move(hint)};
}

Status read_rows(const std::string& text, std::size_t& rows) {
  std::size_t value = 0;
  const char* last = text.data() + text.size();
  const auto [end, error] = std::from_chars(text.data(), last, value);
  if (error != std::errc() || end != last || value < 1 || value > kMaxSuggestRows) {
    return bad("n", fmt::format("n must be a whole number from 1 to {}", kMaxSuggestRows));
  }
  rows = value;
  return {};
}

Status read_types(std::string_view text, std::vector<SuggestType>& types) {
  std::vector<std::string> names;
  for (const SuggestTypeSpec& spec : kSuggestTypes) names.emplace_back(spec.name);
  std::vector<SuggestType> read;
  while (!text.empty()) {
    const std::size_t comma = std::min(text.find(','), text.size());
    const std::string name(text.substr(0, comma));
    text.remove_prefix(std::min(comma + 1, text.size()));
    const auto known = std::find(names.begin(), names.end(), name);
    if (known == names.end()) {
      return bad(
          "types", fmt::format("\"{}\" is not known here", name),
          nearest(name, names).value_or("one of " + fmt::format("{}", fmt::join(names, ", "))));
    }
    const SuggestType type = kSuggestTypes[static_cast<std::size_t>(known - names.begin())].type;
    if (std::find(read.begin(), read.end(), type) == read.end()) read.push_back(type);
  }
  types = std::move(read);
  return {};
}

}  // namespace

Result<SuggestRequest> suggest_request_from(const Params& params, UnknownParams unknown) {
  SuggestRequest request;
  Params context;
  std::set<std::string> seen;
  for (const auto& [name, value] : params) {
    if (name != "n" && name != "types") {
      context.emplace_back(name, value);
      continue;
    }
    Status read;
    if (!seen.insert(name).second) {
      read = bad(name, fmt::format("{} is given twice", name), "only facets may be repeated");
    } else {
      read = name == "n" ? read_rows(value, request.rows) : read_types(value, request.types);
    }
    if (!read.ok() && unknown == UnknownParams::Reject) return read.error();
  }
  Result<SearchRequest> searched = search_request_from(context, unknown);
  if (!searched.ok()) return searched.error();
  request.context = std::move(searched).value();
  return request;
}

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
