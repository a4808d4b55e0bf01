// What the parameters of the interface may be. What reads them, the description of the interface
// (/openapi.json) and its page (/api) are made from the same rows.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <utility>

namespace paperfind {

// As one is given: name and value, decoded.
using Param = std::pair<std::string, std::string>;

enum class ParamKind : std::uint8_t {
  Text,    // at most `most` bytes
  Number,  // whole, from `least` to `most`
  Day,     // "2022-03-28", or a year, which is its first or its last day
  Choice,  // one of `choices`
  Names,   // those of `names`, with commas between; or one of `choices` in their place
  Value,   // the id of a value of a facet
  Id,      // the id of a record
  Ids,     // ids of papers, with commas between
};

// A word of the interface and the enumerator (or bool) it stands for.
struct ParamChoice {
  std::string_view name;
  int value = 0;
};

struct ParamSpec {
  std::string_view name;  // with "{facet}" in it, one for each facet of the field table
  ParamKind kind = ParamKind::Text;
  std::string_view about = {};    // one line, for people
  std::string_view initial = {};  // what it is unless it is given, as one would write it
  std::string_view example = {};  // empty: the index that serves has one
  std::size_t least = 0;
  std::size_t most = 0;
  std::span<const ParamChoice> choices = {};
  std::span<const std::string_view> names = {};
};

inline constexpr std::string_view kFacetHole = "{facet}";

// Values of facets may be given several times, all else once.
constexpr bool is_repeatable(const ParamSpec& spec) { return spec.kind == ParamKind::Value; }

// The names of a table's rows.
template <std::size_t kSize>
constexpr std::array<std::string_view, kSize> names_of(const auto& table) {
  std::array<std::string_view, kSize> names;
  for (std::size_t i = 0; i < kSize; ++i) names[i] = table[i].name;
  return names;
}

}  // namespace paperfind
