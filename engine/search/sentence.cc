#include "engine/search/sentence.h"

#include <algorithm>
#include <array>
#include <string>

#include "engine/base/ascii.h"
#include "engine/base/utf8.h"

namespace paperfind {
namespace {

// Words whose stop ends no sentence, in small letters and sorted (checked below).
constexpr std::array<std::string_view, 32> kAbbreviations = {
    "al",  "alg",  "approx", "ca",  "cf",   "ch", "def", "dr",  "eg",  "eq",   "eqn",
    "eqs", "fig",  "figs",   "ie",  "lem",  "mr", "mrs", "ms",  "pp",  "prof", "prop",
    "ref", "refs", "resp",   "sec", "sect", "st", "tab", "thm", "viz", "vs"};
static_assert(std::is_sorted(kAbbreviations.begin(), kAbbreviations.end()));

// A single letter is an initial or the end of "e.g." far more often than the end of a sentence.
bool is_abbreviation(std::string_view word) {
  if (character_count(word) == 1) return true;
  constexpr std::size_t kLongest = 6;
  if (word.size() > kLongest) return false;
  const std::string small = ascii_lower(word);
  return std::binary_search(kAbbreviations.begin(), kAbbreviations.end(), small);
}

bool is_blank(char c) { return c == ' ' || c == '\t' || c == '\r'; }

// The full stop of Chinese and Japanese needs no blank after it.
constexpr std::string_view kWideStops[] = {"。", "！", "？"};

// Does what stands between two words end a sentence? `next` is the first letter after it.
bool ends_sentence(std::string_view between, std::string_view word, char next) {
  if (between == " ") return false;
  if (between.find('\n') != std::string_view::npos) return true;
  for (const std::string_view stop : kWideStops) {
    if (between.find(stop) != std::string_view::npos) return true;
  }
  const std::size_t stop = between.find_first_of(".!?");
  if (stop == std::string_view::npos) return false;
  // Brackets and quotation marks may close after the stop, but a blank must follow somewhere.
  if (std::none_of(between.begin() + static_cast<std::ptrdiff_t>(stop), between.end(), is_blank)) {
    return false;
  }
  if (between[stop] != '.') return true;
  return !(next >= 'a' && next <= 'z') && !(stop == 0 && is_abbreviation(word));
}

}  // namespace

bool starts_sentence(std::string_view text, std::span<const Token> tokens, std::size_t at) {
  if (at == 0 || at == tokens.size()) return true;
  const Token& before = tokens[at - 1];
  const std::uint32_t begin = tokens[at].begin;
  return begin > before.end &&
         ends_sentence(text.substr(before.end, begin - before.end),
                       text.substr(before.begin, before.end - before.begin), text[begin]);
}

}  // namespace paperfind
