// Acronyms a text explains: "keyword spotting (KWS)" and "KWS (keyword spotting)".
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace paperfind {

// What a short form may be: 2 to 8 letters and digits, two of them capitals.
inline constexpr std::size_t kMaxAcronymBytes = 8;

struct AcronymPair {
  std::string acronym;  // as written, without the 's' of a plural
  std::string words;    // as written, single blanks between
  friend bool operator==(const AcronymPair&, const AcronymPair&) = default;
};

// True for "KWS", "IoT", "kNN"; false for "Table", "2022", "III".
bool is_acronym(std::string_view word);

// Every pair in order of text, by a cautious reading (after Schwartz & Hearst 2003): each letter of
// the acronym begins a word of the long form or follows inside a word whose first letter was used,
// in order; no word but small ones ("of") goes unused; half of the letters begin a word.
std::vector<AcronymPair> find_acronyms(std::string_view text);

}  // namespace paperfind
