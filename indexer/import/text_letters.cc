#include "indexer/import/text_letters.h"

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <iterator>
#include <optional>

#include "engine/text/normalize.h"

namespace paperfind {
namespace {

// Windows-1252's 0x80 to 0x9F; 0 where it has nothing.
constexpr std::array<char32_t, 32> kWindows1252 = {
    0x20AC, 0,      0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021, 0x02C6, 0x2030, 0x0160,
    0x2039, 0x0152, 0,      0x017D, 0,      0,      0x2018, 0x2019, 0x201C, 0x201D, 0x2022,
    0x2013, 0x2014, 0x02DC, 0x2122, 0x0161, 0x203A, 0x0153, 0,      0x017E, 0x0178};

bool is_ascii_upper(char32_t c) { return c >= U'A' && c <= U'Z'; }
bool is_ascii_lower(char32_t c) { return c >= U'a' && c <= U'z'; }
bool is_ascii_letter(char32_t c) { return is_ascii_upper(c) || is_ascii_lower(c); }
// Letters of the Latin alphabet, with or without accents.
bool is_latin(char32_t c) {
  return is_ascii_letter(c) || (c >= 0xC0 && c <= 0x24F && c != 0xD7 && c != 0xF7);
}

// The byte a character stood for, were it read as Windows-1252; 0 for what is none of 0x80..0xFF.
unsigned char byte_of(char32_t c) {
  if (c >= 0x80 && c <= 0xFF) return static_cast<unsigned char>(c);
  if (c == 0) return 0;
  const auto it = std::find(kWindows1252.begin(), kWindows1252.end(), c);
  if (it == kWindows1252.end()) return 0;
  return static_cast<unsigned char>(0x80 + (it - kWindows1252.begin()));
}

bool is_trail(unsigned char byte) { return byte >= 0x80 && byte <= 0xBF; }

char32_t at(const std::u32string& text, std::size_t where) {
  return where < text.size() ? text[where] : 0;
}

struct Misread {
  char32_t code = 0;
  std::size_t length = 0;
};

// A character of the Latin alphabet or of punctuation whose UTF-8 bytes stand at `i`, each as a
// character of its own. 0xC2 to 0xC5 lead everything below U+0180, 0xE2 punctuation.
std::optional<Misread> misread_at(const std::u32string& text, std::size_t i) {
  const unsigned char lead = byte_of(text[i]);
  const unsigned char second = byte_of(at(text, i + 1));
  if (!is_trail(second)) return std::nullopt;
  if (lead >= 0xC2 && lead <= 0xC5) {
    const auto code = static_cast<char32_t>((lead & 0x1FU) << 6U | (second & 0x3FU));
    const bool beside_letter = (i > 0 && is_latin(text[i - 1])) || is_latin(at(text, i + 2));
    // "5 Å“" may mean an Angstrom before a quotation mark.
    if (lead >= 0xC4 && !beside_letter) return std::nullopt;
    return Misread{code, 2};
  }
  const unsigned char third = byte_of(at(text, i + 2));
  if (lead != 0xE2 || !is_trail(third) || (second != 0x80 && second != 0x84)) return std::nullopt;
  const auto code = static_cast<char32_t>(0x2000U | (second & 0x3FU) << 6U | (third & 0x3FU));
  return Misread{code, 3};
}

std::u32string repair_mojibake_once(const std::u32string& text) {
  std::u32string out;
  out.reserve(text.size());
  for (std::size_t i = 0; i < text.size();) {
    const std::optional<Misread> misread = text[i] < 0x80 ? std::nullopt : misread_at(text, i);
    out += misread ? misread->code : text[i];
    i += misread ? misread->length : 1;
  }
  return out;
}

struct SpacingAccent {
  char32_t sign;
  char32_t mark;
  bool starts_words;  // and is not something else there: a hat of mathematics, a quotation mark
};

constexpr SpacingAccent kSpacingAccents[] = {
    {0x60, 0x300, false},  {0xA8, 0x308, true},   {0xAF, 0x304, false},  {0xB4, 0x301, true},
    {0xB8, 0x327, true},   {0x2C6, 0x302, false}, {0x2C7, 0x30C, true},  {0x2D8, 0x306, false},
    {0x2D9, 0x307, false}, {0x2DA, 0x30A, true},  {0x2DB, 0x328, false}, {0x2DC, 0x303, false},
    {0x2DD, 0x30B, false},
};

const SpacingAccent* accent_at(char32_t c) {
  const auto* it = std::find_if(std::begin(kSpacingAccents), std::end(kSpacingAccents),
                                [&](const SpacingAccent& accent) { return accent.sign == c; });
  return it == std::end(kSpacingAccents) ? nullptr : it;
}

// The one letter that letter and mark make; 0 when Unicode has none.
char32_t composed(char32_t letter, char32_t mark) {
  if (letter == 0x131) letter = U'i';  // a dotless i waits for its dots
  if (!is_ascii_letter(letter)) return 0;
  const std::u32string one = to_code_points(compose(to_utf8({letter, mark})));
  return one.size() == 1 ? one.front() : 0;
}

// Letters before `i` in its word.
std::size_t letters_before(const std::u32string& text, std::size_t i) {
  std::size_t count = 0;
  while (count < i && is_latin(text[i - 1 - count])) ++count;
  return count;
}

// The same sign again behind a word: the two are quotation marks.
bool closes_later(const std::u32string& text, std::size_t i) {
  constexpr std::size_t kNear = 60;
  const std::size_t end = std::min(text.size(), i + kNear);
  for (std::size_t k = i + 1; k < end; ++k) {
    if (text[k] == text[i] && is_latin(text[k - 1]) && !is_latin(at(text, k + 1))) return true;
  }
  return false;
}

// What stands at `i` is all that is left of an English word behind its apostrophe: "we´re". Of the
// others ("can´t", "I´ve") no letter takes an acute.
bool ends_contraction(const std::u32string& text, std::size_t i) {
  constexpr std::u32string_view kEnds[] = {U"s", U"m", U"re", U"ll"};
  const std::u32string_view rest = std::u32string_view(text).substr(i);
  return std::any_of(std::begin(kEnds), std::end(kEnds), [&](std::u32string_view end) {
    return rest.starts_with(end) && !is_latin(at(text, i + end.size()));
  });
}

bool is_joined(const std::u32string& text, std::size_t i, const SpacingAccent& accent) {
  const char32_t letter = at(text, i + 1);
  if (composed(letter, accent.mark) == 0) return false;
  const std::size_t before = letters_before(text, i);
  if (before == 0) return accent.starts_words && !closes_later(text, i);
  const char32_t previous = text[i - 1];
  if (is_ascii_upper(letter) && (before == 1 || is_ascii_lower(previous))) return false;
  if (accent.sign == U'`') {
    return std::u32string_view(U"aeiouAEIOU").find(letter) != std::u32string_view::npos &&
           text.find(U'`', i + 1) == std::u32string::npos && at(text, i - 1) != U'`';
  }
  if (accent.sign != 0xB4) return true;
  // "l´analyse", "it´s", "we´re": an apostrophe. "T´ecnico" is none, nor is "universit´es".
  const bool elision =
      before == 1 && std::u32string_view(U"ldsnmjc").find(previous) != std::u32string_view::npos;
  return !elision && !ends_contraction(text, i + 1);
}

// Words that do not end in the middle, and beginnings of words that do not begin there, without
// their accents: "une ´etude", "Grande ´ecole".
constexpr std::u32string_view kWholeWords[] = {U"a",  U"an", U"and", U"au",  U"d",   U"de", U"des",
                                               U"du", U"en", U"et",  U"l",   U"la",  U"le", U"les",
                                               U"of", U"ou", U"par", U"sur", U"the", U"un", U"une"};
constexpr std::u32string_view kWordStarts[] = {
    U"echange", U"ecole",      U"econom", U"ecrit",  U"editeur", U"education", U"egal",
    U"electr",  U"eleve",      U"energ",  U"equipe", U"etat",    U"etranger",  U"etud",
    U"evalu",   U"offentlich", U"okolog", U"okonom", U"uber"};

// Printed from a PDF, a mark inside a word often has a blank before it: "Sup ´erieure".
bool is_joined_over_blank(const std::u32string& text, std::size_t i, const SpacingAccent& accent) {
  const char32_t letter = at(text, i + 1);
  if (i < 2 || text[i - 1] != U' ' || !is_latin(text[i - 2])) return false;
  if (!is_ascii_lower(letter) && letter != 0x131) return false;
  if (accent.sign == U'`' || composed(letter, accent.mark) == 0) return false;
  if (closes_later(text, i)) return false;
  // "ˆy" alone is mathematics.
  if (!accent.starts_words && !is_latin(at(text, i + 2))) return false;
  const std::size_t length = letters_before(text, i - 1);
  const std::u32string before = text.substr(i - 1 - length, length);
  const std::u32string_view behind = std::u32string_view(text).substr(i + 1);
  return std::find(std::begin(kWholeWords), std::end(kWholeWords), before) ==
             std::end(kWholeWords) &&
         std::none_of(std::begin(kWordStarts), std::end(kWordStarts),
                      [&](std::u32string_view start) { return behind.starts_with(start); });
}

struct Replacement {
  char32_t from;
  std::u32string_view to;
};
constexpr Replacement kLigatures[] = {
    {0xFB00, U"ff"}, {0xFB01, U"fi"}, {0xFB02, U"fl"}, {0xFB03, U"ffi"}, {0xFB04, U"ffl"},
    {0xFB05, U"st"}, {0xFB06, U"st"}, {0xF001, U"fi"}, {0xF002, U"fl"},  // where some fonts keep
                                                                         // the two
};

bool is_private_use(char32_t c) { return (c >= 0xE000 && c <= 0xF8FF) || c >= 0xF0000; }
bool is_unusual_blank(char32_t c) {
  return c == 0xA0 || c == 0x1680 || (c >= 0x2000 && c <= 0x200A) || c == 0x202F || c == 0x205F ||
         c == 0x3000 || c == 0x2028 || c == 0x2029;
}
// The joiners of Persian and of emoji are not among them.
bool is_invisible(char32_t c) {
  return c == 0x200B || c == 0x200E || c == 0x200F || (c >= 0x202A && c <= 0x202E) ||
         (c >= 0x2060 && c <= 0x2064) || (c >= 0x2066 && c <= 0x2069) || c == 0xFEFF;
}
// Thai, Lao, Khmer and their neighbours, where U+200B parts words.
bool parts_words_unseen(char32_t c) { return c >= 0xE00 && c <= 0x17FF; }

}  // namespace

char32_t windows_1252_character(unsigned char byte) {
  const char32_t code = byte >= 0x80 && byte < 0xA0 ? kWindows1252[byte - 0x80U] : 0;
  return code == 0 ? byte : code;
}

std::u32string repair_mojibake(const std::u32string& text) {
  std::u32string out = text;
  // Read wrongly twice is read wrongly once and once more.
  for (int turn = 0; turn < 3; ++turn) {
    std::u32string again = repair_mojibake_once(out);
    if (again == out) break;
    out = std::move(again);
  }
  return out;
}

std::u32string join_spacing_accents(const std::u32string& text) {
  std::u32string out;
  out.reserve(text.size());
  for (std::size_t i = 0; i < text.size(); ++i) {
    const SpacingAccent* accent = accent_at(text[i]);
    const bool over_blank = accent != nullptr && is_joined_over_blank(text, i, *accent);
    if (accent == nullptr || !(over_blank || is_joined(text, i, *accent))) {
      out += text[i];
      continue;
    }
    if (over_blank) out.pop_back();
    out += composed(text[++i], accent->mark);
  }
  return out;
}

std::u32string plain_letters(const std::u32string& text, std::set<std::string>& kinds) {
  std::u32string out;
  out.reserve(text.size());
  for (std::size_t i = 0; i < text.size(); ++i) {
    const char32_t c = text[i];
    const char32_t previous = out.empty() ? 0 : out.back();
    const auto* ligature = std::find_if(std::begin(kLigatures), std::end(kLigatures),
                                        [&](const Replacement& row) { return row.from == c; });
    if (c < 0x80) {
      out += c;
    } else if (ligature != std::end(kLigatures)) {
      out += ligature->to;
      kinds.insert("ligatures");
    } else if (c == 0xAD) {
      // "Tel\u00ADAviv" was meant to keep its hyphen.
      if (is_ascii_lower(previous) && is_ascii_upper(at(text, i + 1))) out += U'-';
      kinds.insert("soft hyphens");
    } else if (is_private_use(c)) {
      kinds.insert("private-use characters");
    } else if (is_unusual_blank(c) || (c == 0xC2A0 && is_ascii_letter(previous))) {
      // U+C2A0 is a syllable of Korean, and the bytes of a no-break space read as one character.
      out += U' ';
      kinds.insert(kUnusualBlanks);
    } else if (is_invisible(c) && !(c == 0x200B && parts_words_unseen(previous))) {
      kinds.insert(kInvisible);
    } else {
      out += c;
    }
  }
  return out;
}

std::u32string to_code_points(std::string_view utf8) {
  std::u32string out;
  out.reserve(utf8.size());
  for (std::size_t i = 0; i < utf8.size();) {
    const auto lead = static_cast<unsigned char>(utf8[i]);
    const std::size_t length = lead < 0x80 ? 1 : lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : 4;
    auto code = static_cast<char32_t>(length == 1 ? lead : lead & (0x7FU >> length));
    for (std::size_t k = 1; k < length && i + k < utf8.size(); ++k) {
      code = code << 6U | (static_cast<unsigned char>(utf8[i + k]) & 0x3FU);
    }
    out += code;
    i += length;
  }
  return out;
}

std::string to_utf8(const std::u32string& text) {
  std::string out;
  out.reserve(text.size());
  const auto trail = [&](char32_t code, unsigned shift) {
    out += static_cast<char>(0x80U | (code >> shift & 0x3FU));
  };
  for (const char32_t code : text) {
    if (code < 0x80) {
      out += static_cast<char>(code);
    } else if (code < 0x800) {
      out += static_cast<char>(0xC0U | code >> 6U);
      trail(code, 0);
    } else if (code < 0x10000) {
      out += static_cast<char>(0xE0U | code >> 12U);
      trail(code, 6);
      trail(code, 0);
    } else {
      out += static_cast<char>(0xF0U | code >> 18U);
      trail(code, 12);
      trail(code, 6);
      trail(code, 0);
    }
  }
  return out;
}

}  // namespace paperfind
