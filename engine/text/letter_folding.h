// The named table of letters that Unicode's case fold and decomposition leave alone, and of the
// marks that go.
#pragma once

#include <string_view>

namespace paperfind {

// What a case-folded, decomposed character is spelled as ("ł" → "l", "œ" → "oe"); empty when it
// stays as it is.
std::string_view folded_letter(char32_t code);

// Accents of Latin, Greek, Cyrillic, Arabic and Hebrew. The marks of Indic and Asian scripts are
// letters in their own right and stay.
bool is_dropped_mark(char32_t code);

// The other established spelling of a composed lower-case letter, beside the folded one: ü → "ue",
// å → "aa", ø → "oe", đ → "dj". Empty when it has none.
std::string_view letter_variant(char32_t code);

}  // namespace paperfind
