#include "engine/search/read_param.h"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

#include "engine/base/nearest.h"
#include "engine/base/parse_number.h"
#include "engine/base/zoned_time.h"

namespace paperfind {

Error bad_param(std::string_view name, std::string message, std::string hint) {
  return {ErrorCode::InvalidInput, std::move(message), std::string(name), std::move(hint)};
}

Error unknown_param(const Param& given, std::string_view of, std::string hint) {
  const auto& [name, value] = given;
  if (name.empty()) {
    const std::string whole = "=" + value;
    return bad_param(whole,
                     fmt::format("\"{}\" is not a parameter of {}: it has no name", whole, of),
                     "name=value, with %26 for an & within");
  }
  return bad_param(name, fmt::format("{} is not a parameter of {}", name, of), std::move(hint));
}

Error given_twice(std::string_view name) {
  return bad_param(name, fmt::format("{} is given twice", name), "only facets may be repeated");
}

Status read_choice(const ParamSpec& spec, std::string_view name, std::string_view text, int& out) {
  std::string allowed;
  for (const ParamChoice& choice : spec.choices) {
    if (choice.name == text) {
      out = choice.value;
      return {};
    }
    allowed += (allowed.empty() ? "" : ", ") + std::string(choice.name);
  }
  return bad_param(name, fmt::format("\"{}\" is not a value of {}", text, name),
                   "one of " + allowed);
}

Status read_number(const ParamSpec& spec, std::string_view text, std::size_t& out) {
  const auto value = parse_number<std::size_t>(text);
  if (!value || *value < spec.least || *value > spec.most) {
    return bad_param(spec.name, fmt::format("{} must be a whole number from {} to {}", spec.name,
                                            spec.least, spec.most));
  }
  out = *value;
  return {};
}

Status read_text(const ParamSpec& spec, const std::string& text, std::string& out) {
  if (text.size() > spec.most) {
    return bad_param(spec.name, fmt::format("is longer than {} bytes", spec.most));
  }
  out = text;
  return {};
}

Status read_day(const ParamSpec& spec, const std::string& text, bool last, std::string& out) {
  const bool year_only =
      text.size() == 4 && text.find_first_not_of("0123456789") == std::string::npos;
  const std::string day = year_only ? text + (last ? "-12-31" : "-01-01") : text;
  if (!parse_date(day)) {
    return bad_param(spec.name, fmt::format("\"{}\" is not a day", text), "2022-03-28 or 2022");
  }
  out = day;
  return {};
}

Status read_names(const ParamSpec& spec, std::string_view text, std::vector<std::string>& out) {
  constexpr std::size_t kFew = 8;  // are told whole where none is near
  const std::vector<std::string> known(spec.names.begin(), spec.names.end());
  while (!text.empty()) {
    const std::size_t comma = std::min(text.find(','), text.size());
    const std::string name(text.substr(0, comma));
    text.remove_prefix(std::min(comma + 1, text.size()));
    if (std::find(known.begin(), known.end(), name) == known.end()) {
      const std::string all =
          known.size() <= kFew ? fmt::format("one of {}", fmt::join(known, ", ")) : std::string();
      return bad_param(spec.name, fmt::format("\"{}\" is not known here", name),
                       nearest(name, known).value_or(all));
    }
    if (std::find(out.begin(), out.end(), name) == out.end()) out.push_back(name);
  }
  return {};
}

std::string_view choice_name(std::span<const ParamChoice> choices, int value) {
  const auto found = std::find_if(choices.begin(), choices.end(),
                                  [value](const ParamChoice& one) { return one.value == value; });
  return found == choices.end() ? choices.front().name : found->name;
}

std::string joined_names(const std::vector<std::string>& names) {
  return fmt::format("{}", fmt::join(names, ","));
}

}  // namespace paperfind
