#include "engine/text/person_name.h"

#include <unicode/locid.h>
#include <unicode/uchar.h>
#include <unicode/unistr.h>

#include <algorithm>
#include <array>
#include <vector>

#include "engine/text/markup.h"
#include "engine/text/normalize.h"

namespace paperfind {
namespace {

using Text = icu::UnicodeString;

constexpr std::array<std::string_view, 8> kRomanNumerals = {"II",  "III",  "IV", "VI",
                                                            "VII", "VIII", "IX", "XI"};
constexpr std::array<std::string_view, 8> kSuffixes = {"Jr", "Jr.", "Sr",  "Sr.",
                                                       "II", "III", "2nd", "3rd"};
// Two-letter words that are no initials wherever they stand in a name.
constexpr std::array<std::string_view, 11> kParticles = {"AL", "DA", "DE", "DI", "DO", "DU",
                                                         "EL", "LA", "LE", "LO", "TE"};

Text from_utf8(std::string_view text) {
  return Text::fromUTF8(icu::StringPiece(text.data(), static_cast<int32_t>(text.size())));
}

std::string to_utf8(const Text& text) {
  std::string out;
  text.toUTF8String(out);
  return out;
}

bool is_digit(UChar32 c) { return c >= '0' && c <= '9'; }

// * † ‡ § ¶ # card suits, superscripts, stray commas: what is printed beside a name and is no part
// of it.
bool is_mark(UChar32 c) {
  if (c == '*' || c == '#' || c == '^' || c == ',' || c == ';' || c == ':') return true;
  if (c == 0x2020 || c == 0x2021 || c == 0xA7 || c == 0xB6) return true;
  const auto type = u_charType(c);
  return type == U_OTHER_SYMBOL || type == U_MATH_SYMBOL || type == U_OTHER_NUMBER ||
         type == U_PRIVATE_USE_CHAR;
}

// The words of a name, parted by blanks of every kind; controls and zero-width characters dropped.
std::vector<Text> words_of(std::string_view printed) {
  const Text text = from_utf8(plain_text(printed));
  std::vector<Text> words(1);
  for (int32_t i = 0; i < text.length(); i = text.moveIndex32(i, 1)) {
    const UChar32 c = text.char32At(i);
    if (u_isUWhiteSpace(c)) {
      if (!words.back().isEmpty()) words.emplace_back();
    } else if (!u_hasBinaryProperty(c, UCHAR_DEFAULT_IGNORABLE_CODE_POINT) &&
               u_charType(c) != U_CONTROL_CHAR) {
      words.back().append(c);
    }
  }
  if (words.back().isEmpty()) words.pop_back();
  return words;
}

void strip_marks(Text& word) {
  while (!word.isEmpty() && is_mark(word.char32At(0))) word.remove(0, word.moveIndex32(0, 1));
  while (!word.isEmpty()) {
    const int32_t last = word.moveIndex32(word.length(), -1);
    if (!is_mark(word.char32At(last))) break;
    word.truncate(last);
  }
}

// "Zhang1" and "Li1,2" of a name of several words; not "GPT-5" or "R2D2".
void strip_footnote_digits(Text& word) {
  int32_t end = word.length();
  while (end > 0 && (is_digit(word.charAt(end - 1)) || word.charAt(end - 1) == ',')) --end;
  if (end < 2 || end == word.length() || !is_digit(word.charAt(word.length() - 1))) return;
  if (u_isalpha(word.char32At(word.moveIndex32(end, -1))) && u_isalpha(word.char32At(0)))
    word.truncate(end);
}

// "Eric H. Nyberg, 3rd" keeps its comma.
bool is_suffix(const Text& word) {
  const std::string plain = to_utf8(word);
  return std::find(kSuffixes.begin(), kSuffixes.end(), plain) != kSuffixes.end();
}

bool is_dblp_number(const Text& word) {
  if (word.length() != 4 || word.charAt(0) != '0') return false;
  for (int32_t i = 0; i < 4; ++i) {
    if (!is_digit(word.charAt(i))) return false;
  }
  return true;
}

std::vector<Text> bare_words(std::string_view printed) {
  std::vector<Text> words = words_of(printed);
  const std::vector<Text> as_printed = words;
  for (std::size_t i = 0; i < words.size(); ++i) {
    const bool comma_belongs =
        i + 1 < words.size() && is_suffix(words[i + 1]) && words[i].endsWith(u',');
    strip_marks(words[i]);
    if (comma_belongs) words[i].append(u',');
  }
  std::erase_if(words, [](const Text& word) { return word.isEmpty(); });
  if (words.empty()) return as_printed;
  if (words.size() > 1) {
    for (Text& word : words) strip_footnote_digits(word);
  }
  return words;
}

struct Capitals {
  int letters = 0;
  int upper = 0;
  bool other = false;  // a digit or a full stop
};

Capitals count_capitals(const Text& part) {
  Capitals counted;
  for (int32_t i = 0; i < part.length(); i = part.moveIndex32(i, 1)) {
    const UChar32 c = part.char32At(i);
    if (u_isalpha(c)) {
      ++counted.letters;
      if (u_isupper(c)) ++counted.upper;
    } else if (c == '.' || u_isdigit(c)) {
      counted.other = true;
    }
  }
  return counted;
}

bool is_all_capitals(const Text& part) {
  const Capitals counted = count_capitals(part);
  return counted.letters >= 2 && counted.letters == counted.upper;
}

bool has_vowel(const std::string& part) {
  return part.find_first_of("AEIOUY") != std::string::npos;
}

// Whether a part in capitals is a name that shouts, and no initials or numeral.
bool shouts(const Text& part, bool last) {
  const Capitals counted = count_capitals(part);
  if (counted.letters < 2 || counted.letters != counted.upper || counted.other) return false;
  const std::string plain = to_utf8(part);
  if (std::find(kRomanNumerals.begin(), kRomanNumerals.end(), plain) != kRomanNumerals.end())
    return false;
  if (counted.letters > 2) return true;
  if (std::find(kParticles.begin(), kParticles.end(), plain) != kParticles.end()) return true;
  return last && (has_vowel(plain) || plain.size() > 2);
}

Text title_case(Text part) {
  part.toLower(icu::Locale::getRoot());
  Text out;
  bool start = true;
  for (int32_t i = 0; i < part.length(); i = part.moveIndex32(i, 1)) {
    const UChar32 c = part.char32At(i);
    out.append(start && u_isalpha(c) ? u_totitle(c) : c);
    // O'Connor and D'Souza go on with a capital; so does every part of a name in brackets.
    if (u_isalpha(c)) start = false;
    const bool apostrophe = c == '\'' || c == 0x2019;
    if ((apostrophe && out.countChar32() == 2) || c == '(' || c == '"') start = true;
  }
  return out;
}

// "McDONALD" → "McDonald".
bool restore_mc(Text& part) {
  for (const char16_t* prefix : {u"Mc", u"Mac"}) {
    const Text head(prefix);
    if (part.length() < head.length() + 3 || !part.startsWith(head)) continue;
    Text rest(part, head.length());
    if (!is_all_capitals(rest)) continue;
    part = head + title_case(rest);
    return true;
  }
  return false;
}

bool is_hyphen(UChar32 c) { return c == '-' || (c >= 0x2010 && c <= 0x2013); }

// Puts the parts of one word into title case where they shout.
Text calmed(const Text& word, bool last_word) {
  Text out;
  Text part;
  const auto end_part = [&](bool last) {
    out.append(restore_mc(part) || !shouts(part, last) ? part : title_case(part));
    part.remove();
  };
  for (int32_t i = 0; i < word.length(); i = word.moveIndex32(i, 1)) {
    const UChar32 c = word.char32At(i);
    if (!is_hyphen(c)) {
      part.append(c);
      continue;
    }
    end_part(last_word);
    out.append(c);
  }
  end_part(last_word);
  return out;
}

bool has_digit(const std::vector<Text>& words) {
  return std::any_of(words.begin(), words.end(), [](const Text& word) {
    if (is_suffix(word)) return false;
    for (int32_t i = 0; i < word.length(); ++i) {
      if (is_digit(word.charAt(i))) return true;
    }
    return false;
  });
}

std::string join(const std::vector<Text>& words) {
  std::string out;
  for (const Text& word : words) {
    if (!out.empty()) out += ' ';
    out += to_utf8(word);
  }
  return out;
}

}  // namespace

PersonName display_name(std::string_view printed) {
  std::vector<Text> words = bare_words(printed);
  if (words.size() > 1 && is_dblp_number(words.back())) words.pop_back();
  // "SAM 3D Team" is no person, and "NVIDIA" neither: their capitals mean something.
  const bool one_word =
      words.size() == 1 && (words.front().indexOf(u'-') < 0 || is_all_capitals(words.front()));
  if (!has_digit(words) && !one_word) {
    for (std::size_t i = 0; i < words.size(); ++i)
      words[i] = calmed(words[i], i + 1 == words.size());
  }
  PersonName name{join(words), ""};
  if (name.display != printed) name.source = printed;
  return name;
}

std::string bare_name(std::string_view printed) { return join(bare_words(printed)); }

std::string person_key(std::string_view name) { return fold_key(bare_name(name)); }

}  // namespace paperfind
