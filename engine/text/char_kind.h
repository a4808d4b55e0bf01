// What a character does in a word.
#pragma once

#include <array>
#include <cstdint>

namespace paperfind {

enum class CharKind : std::uint8_t {
  Other,       // parts words: blanks, brackets, most punctuation, emoji
  Letter,      // letters and marks of scripts written with blanks
  Digit,       // every kind of number
  Cjk,         // Han, Hiragana, Katakana, Bopomofo: no blanks, taken as bigrams
  Hangul,      // words by blanks, but no part of a Latin one beside them: "AI가"
  Complex,     // Thai, Lao, Khmer, Myanmar …: no blanks, parted by ICU's dictionaries
  Apostrophe,  // vanishes between letters: O'Connor
  Hyphen,
  Dot,
  Comma,
  Caret,
  Underscore,
  Plus,
  Hash,
  Ampersand,
  Slash,
  At,
  Glue,  // no character: where markup ends one word and begins the next with no blank
};

// Stands for CharKind::Glue in cleaned text. The control character itself never gets there.
inline constexpr char32_t kGlueChar = 0x1F;

inline constexpr std::array<CharKind, 128> kAsciiKinds = [] {
  std::array<CharKind, 128> kinds{};
  for (char c = 'a'; c <= 'z'; ++c) kinds[static_cast<unsigned char>(c)] = CharKind::Letter;
  for (char c = 'A'; c <= 'Z'; ++c) kinds[static_cast<unsigned char>(c)] = CharKind::Letter;
  for (char c = '0'; c <= '9'; ++c) kinds[static_cast<unsigned char>(c)] = CharKind::Digit;
  kinds['\''] = kinds['`'] = CharKind::Apostrophe;
  kinds['-'] = CharKind::Hyphen;
  kinds['.'] = CharKind::Dot;
  kinds[','] = CharKind::Comma;
  kinds['^'] = CharKind::Caret;
  kinds['_'] = CharKind::Underscore;
  kinds['+'] = CharKind::Plus;
  kinds['#'] = CharKind::Hash;
  kinds['&'] = CharKind::Ampersand;
  kinds['/'] = CharKind::Slash;
  kinds['@'] = CharKind::At;
  kinds[kGlueChar] = CharKind::Glue;
  return kinds;
}();

CharKind kind_of_wide(char32_t code);

inline CharKind kind_of(char32_t code) {
  return code < 128 ? kAsciiKinds[code] : kind_of_wide(code);
}

inline bool is_word_kind(CharKind kind) {
  return kind == CharKind::Letter || kind == CharKind::Digit;
}

}  // namespace paperfind
