#include "engine/text/letter_folding.h"

#include <algorithm>
#include <iterator>

namespace paperfind {
namespace {

struct LetterRow {
  char32_t code;
  std::string_view text;
};

constexpr auto by_code = [](const LetterRow& a, const LetterRow& b) { return a.code < b.code; };

// Sorted by code (checked below). Quotes, dashes and blanks here too: they have one plain form
// each.
constexpr LetterRow kFoldedLetters[] = {
    {U'\u00A0', " "},   // no-break space
    {U'\u00AB', "\""},  // «
    {U'\u00BB', "\""},  // »
    {U'\u00E6', "ae"},  // æ
    {U'\u00F0', "d"},   // ð
    {U'\u00F8', "o"},   // ø
    {U'\u00FE', "th"},  // þ
    {U'\u0111', "d"},   // đ
    {U'\u0127', "h"},   // ħ
    {U'\u0131', "i"},   // ı
    {U'\u0138', "k"},   // ĸ
    {U'\u0142', "l"},   // ł
    {U'\u014B', "ng"},  // ŋ
    {U'\u0153', "oe"},  // œ
    {U'\u0167', "t"},   // ŧ
    {U'\u0180', "b"},   // ƀ
    {U'\u0188', "c"},   // ƈ
    {U'\u0192', "f"},   // ƒ
    {U'\u0195', "hv"},  // ƕ
    {U'\u0199', "k"},   // ƙ
    {U'\u019A', "l"},   // ƚ
    {U'\u019E', "n"},   // ƞ
    {U'\u01A5', "p"},   // ƥ
    {U'\u01AB', "t"},   // ƫ
    {U'\u01AD', "t"},   // ƭ
    {U'\u01B4', "y"},   // ƴ
    {U'\u01B6', "z"},   // ƶ
    {U'\u01E5', "g"},   // ǥ
    {U'\u0221', "d"},   // ȡ
    {U'\u0225', "z"},   // ȥ
    {U'\u0234', "l"},   // ȴ
    {U'\u0235', "n"},   // ȵ
    {U'\u0236', "t"},   // ȶ
    {U'\u0237', "j"},   // ȷ
    {U'\u023C', "c"},   // ȼ
    {U'\u023F', "s"},   // ȿ
    {U'\u0240', "z"},   // ɀ
    {U'\u0247', "e"},   // ɇ
    {U'\u0249', "j"},   // ɉ
    {U'\u024D', "r"},   // ɍ
    {U'\u024F', "y"},   // ɏ
    {U'\u0253', "b"},   // ɓ
    {U'\u0254', "o"},   // ɔ
    {U'\u0256', "d"},   // ɖ
    {U'\u0257', "d"},   // ɗ
    {U'\u025B', "e"},   // ɛ
    {U'\u0260', "g"},   // ɠ
    {U'\u0268', "i"},   // ɨ
    {U'\u0272', "n"},   // ɲ
    {U'\u0289', "u"},   // ʉ
    {U'\u02B9', "'"},   // ʹ
    {U'\u02BB', "'"},   // ʻ
    {U'\u02BC', "'"},   // ʼ
    {U'\u02BD', "'"},   // ʽ
    {U'\u03C2', "σ"},   // final sigma
    {U'\u1680', " "},   // Ogham space
    {U'\u1D79', "g"},   // ᵹ
    {U'\u1D7D', "p"},   // ᵽ
    {U'\u1EFB', "ll"},  // ỻ
    {U'\u2010', "-"},   // hyphen
    {U'\u2011', "-"},   // no-break hyphen
    {U'\u2012', "-"},   // figure dash
    {U'\u2013', "-"},   // en dash
    {U'\u2014', "-"},   // em dash
    {U'\u2015', "-"},   // horizontal bar
    {U'\u2018', "'"},   // ‘
    {U'\u2019', "'"},   // ’
    {U'\u201A', "'"},   // ‚
    {U'\u201B', "'"},   // ‛
    {U'\u201C', "\""},  // “
    {U'\u201D', "\""},  // ”
    {U'\u201E', "\""},  // „
    {U'\u201F', "\""},  // ‟
    {U'\u2028', " "},   // line separator
    {U'\u2029', " "},   // paragraph separator
    {U'\u2032', "'"},   // ′
    {U'\u2039', "'"},   // ‹
    {U'\u203A', "'"},   // ›
    {U'\u2043', "-"},   // hyphen bullet
    {U'\u2044', "/"},   // fraction slash
    {U'\u2212', "-"},   // minus
    {U'\u2215', "/"},   // division slash
    {U'\u2C61', "l"},   // ⱡ
    {U'\u2C65', "a"},   // ⱥ
    {U'\u2C66', "t"},   // ⱦ
    {U'\u2E3A', "-"},   // two-em dash
    {U'\u2E3B', "-"},   // three-em dash
    {U'\u301C', "-"},   // wave dash
    {U'\uA74B', "o"},   // ꝋ
    {U'\uA74D', "o"},   // ꝍ
    {U'\uA753', "p"},   // ꝓ
};
static_assert(std::is_sorted(std::begin(kFoldedLetters), std::end(kFoldedLetters), by_code));

constexpr LetterRow kVariants[] = {
    {U'ä', "ae"}, {U'å', "aa"}, {U'ö', "oe"}, {U'ø', "oe"}, {U'ü', "ue"}, {U'đ', "dj"},
};
static_assert(std::is_sorted(std::begin(kVariants), std::end(kVariants), by_code));

struct Range {
  char32_t first;
  char32_t last;
};

constexpr Range kDroppedMarks[] = {
    {0x0300, 0x036F},  // combining diacritical marks
    {0x0483, 0x0489},  // Cyrillic titlo and the like
    {0x0591, 0x05BD},  // Hebrew points
    {0x05BF, 0x05BF}, {0x05C1, 0x05C2}, {0x05C4, 0x05C5},
    {0x05C7, 0x05C7}, {0x0610, 0x061A},  // Arabic
    {0x064B, 0x065F}, {0x0670, 0x0670}, {0x06D6, 0x06DC},
    {0x1AB0, 0x1AFF}, {0x1DC0, 0x1DFF}, {0x20D0, 0x20FF},  // for symbols
    {0xFE20, 0xFE2F},
};

std::string_view find_in(const LetterRow* begin, const LetterRow* end, char32_t code) {
  const LetterRow* row = std::lower_bound(begin, end, LetterRow{code, {}}, by_code);
  return row != end && row->code == code ? row->text : std::string_view{};
}

}  // namespace

std::string_view folded_letter(char32_t code) {
  return find_in(std::begin(kFoldedLetters), std::end(kFoldedLetters), code);
}

bool is_dropped_mark(char32_t code) {
  if (code == 0x0640) return true;  // tatweel stretches a word and means nothing
  return std::any_of(
      std::begin(kDroppedMarks), std::end(kDroppedMarks),
      [code](const Range& range) { return code >= range.first && code <= range.last; });
}

std::string_view letter_variant(char32_t code) {
  return find_in(std::begin(kVariants), std::end(kVariants), code);
}

}  // namespace paperfind
