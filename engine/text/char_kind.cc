#include "engine/text/char_kind.h"

#include <unicode/uchar.h>
#include <unicode/uscript.h>

#include <algorithm>
#include <iterator>

namespace paperfind {
namespace {

CharKind kind_of_punctuation(char32_t code) {
  switch (code) {
    case 0x2018:  // ‘
    case 0x2019:  // ’
    case 0x201B:  // ‛
    case 0x2032:  // ′
    case 0x02B9:  // ʹ
    case 0x02BB:  // ʻ
    case 0x02BC:  // ʼ
    case 0x02BD:  // ʽ
      return CharKind::Apostrophe;
    case 0x00B7:  // · as in col·legi
    case 0x2010:
    case 0x2011:
    case 0x2012:
    case 0x2013:  // – as in Navier–Stokes; the em dash parts words
    case 0x2212:  // −
    case 0xFE63:
      return CharKind::Hyphen;
    case 0x2044:  // ⁄
    case 0x2215:  // ∕
      return CharKind::Slash;
    default:
      return CharKind::Other;
  }
}

// Cjk, Hangul, or Other for the letters of all other scripts.
CharKind kind_of_asian(char32_t code) {
  // Iteration, length and voicing marks belong to no one script.
  constexpr char32_t kShared[] = {0x3005, 0x3006, 0x3007, 0x3099, 0x309A,
                                  0x30FC, 0xFF70, 0xFF9E, 0xFF9F};
  if (std::find(std::begin(kShared), std::end(kShared), code) != std::end(kShared))
    return CharKind::Cjk;
  UErrorCode status = U_ZERO_ERROR;
  switch (uscript_getScript(static_cast<UChar32>(code), &status)) {
    case USCRIPT_HAN:
    case USCRIPT_HIRAGANA:
    case USCRIPT_KATAKANA:
    case USCRIPT_BOPOMOFO:
      return CharKind::Cjk;
    case USCRIPT_HANGUL:
      return CharKind::Hangul;
    default:
      return CharKind::Other;
  }
}

}  // namespace

CharKind kind_of_wide(char32_t code) {
  const CharKind punctuation = kind_of_punctuation(code);
  if (punctuation != CharKind::Other) return punctuation;
  const auto c = static_cast<UChar32>(code);
  const std::uint32_t category = U_GET_GC_MASK(c);
  if ((category & (U_GC_L_MASK | U_GC_M_MASK | U_GC_N_MASK)) == 0) return CharKind::Other;
  if (code >= 0x0E00) {  // below is nothing of the kind
    if (u_getIntPropertyValue(c, UCHAR_LINE_BREAK) == U_LB_COMPLEX_CONTEXT)
      return CharKind::Complex;
    if (const CharKind asian = kind_of_asian(code); asian != CharKind::Other) return asian;
  }
  return (category & U_GC_N_MASK) != 0 ? CharKind::Digit : CharKind::Letter;
}

}  // namespace paperfind
