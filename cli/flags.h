// THE flag table: parsing, --help and every message about flags read it.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>

namespace paperfind::cli {

enum class Verb : std::uint8_t { None, Search, Show, Facets, Suggest, Eval, Embed, Help, Version };

// Sets of verbs, as bits.
using Verbs = std::uint16_t;
inline constexpr Verbs bit(Verb verb) {
  return static_cast<Verbs>(1U << static_cast<unsigned>(verb));
}

struct VerbSpec {
  Verb verb;
  std::string_view name;
  std::string_view arguments;  // for the usage line
  std::string_view help;
};
std::span<const VerbSpec> verbs();
const VerbSpec& spec_of(Verb verb);
// Null for an unknown name.
const VerbSpec* find_verb(std::string_view name);

enum class FlagId : std::uint8_t {
  Filter,  // one for each facet of the field table
  Not,
  All,
  Phrase,
  Any,
  NoTypo,
  NoSynonyms,
  Sort,
  Count,
  Page,
  AllResults,
  Fields,
  Facets,
  Explain,
  Query,
  Prefix,
  Types,
  Order,
  Queries,
  Qrels,
  Run,
  Baseline,
  Exclude,
  MinNdcg,
  Format,
  Json,
  Db,
  Url,
  Color,
  Quiet,
  Verbose,
  Help,
  Version,
};

struct FlagSpec {
  FlagId id;
  std::string long_name;  // without "--"
  char short_name;        // 0: none
  std::string value;      // what its value is called; empty: it takes none
  Verbs verbs;            // where it may stand
  std::string help;
};
std::span<const FlagSpec> flags();
// The flag of that name among those of `verb`; null when there is none.
const FlagSpec* find_flag(std::string_view long_name, Verb verb);
const FlagSpec* find_flag(char short_name, Verb verb);

}  // namespace paperfind::cli
