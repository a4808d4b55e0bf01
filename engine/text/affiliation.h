// Printed affiliations as the words in which names of institutions are looked for.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace paperfind {

// What stood before a word and is no word of a name.
enum class Gap : std::uint8_t { None, And, At, Of, Open, Close };  // Open, Close: brackets

struct AffiliationWord {
  std::string text;          // folded
  bool starts_part = false;  // after a comma, semicolon, slash, dagger, " - "
  Gap gap = Gap::None;
};

// Case, accents (also those that came loose: "Universit ¨at"), punctuation, "the", "and", "of",
// "at" and legal forms (Inc, GmbH) at the end of a part do not count. 512 words at most:
// biographies pasted into the field are longer.
std::vector<AffiliationWord> affiliation_words(std::string_view raw);

// The words of a name joined by blanks: the key under which names are compared.
std::string affiliation_key(std::string_view name);

// The parts of `raw` without any blank, folded: "CarnegieMellonUniversity" and "Universit ¨at" are
// found by their letters.
std::vector<std::string> squeezed_parts(std::string_view raw);

// `text` with every word that has one in its umlaut spelling, folded; empty when none has.
std::string umlaut_spelling(std::string_view text);

}  // namespace paperfind
