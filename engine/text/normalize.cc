#include "engine/text/normalize.h"

#include <unicode/normalizer2.h>
#include <unicode/uchar.h>
#include <unicode/unistr.h>
#include <unicode/uscript.h>
#include <unicode/utf8.h>

#include <algorithm>
#include <cstdint>

#include "engine/text/letter_folding.h"
#include "engine/text/markup.h"
#include "engine/text/markup_tables.h"
#include "engine/text/segmenter.h"

namespace paperfind {
namespace {

constexpr UChar kMu = 0x3BC;

// ICU's shared instances; they cannot fail with its data linked in, and a fold without them is no
// fold.
const icu::Normalizer2& nfkc_case_fold() {
  UErrorCode status = U_ZERO_ERROR;
  static const icu::Normalizer2* instance = icu::Normalizer2::getNFKCCasefoldInstance(status);
  return *instance;
}
const icu::Normalizer2& nfd() {
  UErrorCode status = U_ZERO_ERROR;
  static const icu::Normalizer2* instance = icu::Normalizer2::getNFDInstance(status);
  return *instance;
}
const icu::Normalizer2& nfc() {
  UErrorCode status = U_ZERO_ERROR;
  static const icu::Normalizer2* instance = icu::Normalizer2::getNFCInstance(status);
  return *instance;
}

icu::UnicodeString from_utf8(std::string_view text) {
  return icu::UnicodeString::fromUTF8(
      icu::StringPiece(text.data(), static_cast<int32_t>(text.size())));
}

std::string to_utf8(const icu::UnicodeString& text) {
  std::string out;
  text.toUTF8String(out);
  return out;
}

bool is_ascii(std::string_view text) {
  return std::all_of(text.begin(), text.end(),
                     [](char c) { return static_cast<unsigned char>(c) < 0x80; });
}

// An accent that stands beside its letter ("Universit´e") would decompose to a blank and a mark.
bool is_spacing_accent(UChar c) {
  return c == 0xA8 || c == 0xB4 || c == 0xB8 || c == 0x2C6 || c == 0x2C7 ||
         (c >= 0x2D8 && c <= 0x2DD);
}

icu::UnicodeString without_spacing_accents(const icu::UnicodeString& text) {
  icu::UnicodeString out;
  for (int32_t i = 0; i < text.length(); ++i) {
    if (!is_spacing_accent(text.charAt(i)) && text.charAt(i) != 0) out.append(text.charAt(i));
  }
  return out;
}

// The letter table, over decomposed text.
icu::UnicodeString fold_letters(const icu::UnicodeString& text) {
  icu::UnicodeString out;
  for (int32_t i = 0; i < text.length(); i = text.moveIndex32(i, 1)) {
    const UChar32 c = text.char32At(i);
    const auto code = static_cast<char32_t>(c);
    if (c < 0x80) {
      out.append(c);
      continue;
    }
    const UChar last = out.isEmpty() ? UChar{0} : out.charAt(out.length() - 1);
    // й is a letter of its own, no accented и.
    if (code == 0x306 && last == 0x438) {
      out.append(c);
    } else if (is_dropped_mark(code)) {
      continue;
    } else if (const std::string_view spelled = folded_letter(code); !spelled.empty()) {
      out.append(from_utf8(spelled));
    } else if (u_charType(c) == U_DECIMAL_DIGIT_NUMBER) {
      out.append(static_cast<UChar>('0' + u_charDigitValue(c)));
    } else if (u_isUWhiteSpace(c)) {
      out.append(UChar{' '});
    } else {
      out.append(c);
    }
  }
  return out;
}

bool is_latin_letter(UChar32 c) {
  UErrorCode status = U_ZERO_ERROR;
  return u_isalpha(c) && uscript_getScript(c, &status) == USCRIPT_LATIN;
}

icu::UnicodeString fold_once(const icu::UnicodeString& text) {
  UErrorCode status = U_ZERO_ERROR;
  icu::UnicodeString folded = nfkc_case_fold().normalize(without_spacing_accents(text), status);
  folded = nfc().normalize(fold_letters(nfd().normalize(folded, status)), status);
  for (int32_t i = 0; i + 1 < folded.length(); ++i) {
    if (folded.charAt(i) == kMu && is_latin_letter(folded.char32At(i + 1)))
      folded.setCharAt(i, u'u');
  }
  return folded;
}

std::string folded_atom(std::string_view ascii, const Atom& atom) {
  std::string word;
  append_folded(ascii, atom.first, atom.whole, atom.kind == AtomKind::Symbol, word);
  return word;
}

std::string folded_atom(const std::vector<TextChar>& chars, const Atom& atom) {
  std::string raw;
  append_raw(chars, atom.first, atom.whole, atom.kind == AtomKind::Symbol, raw);
  std::string word = fold(raw);
  std::erase_if(word, [](char c) { return c == ' ' || c == '\'' || c == '"'; });
  return word;
}

}  // namespace

bool is_clean_utf8(std::string_view text) {
  for (std::int64_t i = 0, size = static_cast<std::int64_t>(text.size()); i < size;) {
    UChar32 code = 0;
    U8_NEXT(text.data(), i, size, code);
    if (code <= 0) return false;
  }
  return true;
}

std::string repair_utf8(std::string_view text) {
  std::string out;
  out.reserve(text.size());
  for (std::int64_t i = 0, size = static_cast<std::int64_t>(text.size()); i < size;) {
    const std::int64_t begin = i;
    UChar32 code = 0;
    U8_NEXT(text.data(), i, size, code);
    if (code < 0) {
      out += "\uFFFD";
    } else if (code > 0) {
      out.append(text.substr(static_cast<std::size_t>(begin), static_cast<std::size_t>(i - begin)));
    }
  }
  return out;
}

std::string fold(std::string_view text) {
  if (is_ascii(text)) {
    std::string out;
    out.reserve(text.size());
    for (const char c : text) {
      if (c != '\0') out += static_cast<char>(c >= 'A' && c <= 'Z' ? c + 32 : c);
    }
    return out;
  }
  icu::UnicodeString folded = fold_once(from_utf8(text));
  // A dropped mark can leave neighbours that compose or fold further; rare, and settled at the next
  // turn.
  for (int turn = 0; turn < 3; ++turn) {
    icu::UnicodeString again = fold_once(folded);
    if (again == folded) break;
    folded = again;
  }
  return to_utf8(folded);
}

std::string compose(std::string_view text) {
  if (is_ascii(text)) return std::string(text);
  UErrorCode status = U_ZERO_ERROR;
  return to_utf8(nfc().normalize(from_utf8(text), status));
}

std::vector<std::string> fold_variants(std::string_view text) {
  if (is_ascii(text)) return {};
  UErrorCode status = U_ZERO_ERROR;
  const icu::UnicodeString composed = nfc().normalize(from_utf8(text), status);
  if (composed.countChar32() == 1) {
    const std::string_view name = greek_name(static_cast<char32_t>(composed.char32At(0)));
    if (!name.empty()) return {std::string(name)};
  }
  icu::UnicodeString spelled;
  bool changed = false;
  for (int32_t i = 0; i < composed.length(); i = composed.moveIndex32(i, 1)) {
    const UChar32 c = composed.char32At(i);
    const std::string_view other = letter_variant(static_cast<char32_t>(u_tolower(c)));
    changed = changed || !other.empty();
    other.empty() ? spelled.append(c) : spelled.append(from_utf8(other));
  }
  if (!changed) return {};
  return {fold(to_utf8(spelled))};
}

std::string fold_key(std::string_view text) {
  std::string key;
  std::vector<TextChar> chars;
  std::vector<Atom> atoms;
  bool glued = false;  // the last word goes on: d'Alembert
  std::size_t pos = 0;
  while (pos < text.size()) {
    if (is_ascii_blank(static_cast<unsigned char>(text[pos]))) {
      ++pos;
      continue;
    }
    atoms.clear();
    const std::string_view plain = plain_word(text, pos);
    if (plain.empty()) {
      chars.clear();
      pos = read_word(text, pos, chars);
      segment(chars, atoms);
    } else {
      pos += plain.size();
      segment(plain, atoms);
    }
    for (const Atom& atom : atoms) {
      const std::string word = plain.empty() ? folded_atom(chars, atom) : folded_atom(plain, atom);
      if (word.empty()) continue;
      if (!key.empty() && !glued) key += ' ';
      key += word;
      glued = atom.joiner == CharKind::Apostrophe;
    }
  }
  return key;
}

}  // namespace paperfind
