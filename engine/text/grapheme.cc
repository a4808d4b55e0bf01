#include "engine/text/grapheme.h"

#include <unicode/uchar.h>
#include <unicode/utf8.h>

#include <cstdint>

namespace paperfind {

std::size_t cluster_end(std::string_view text, std::size_t at) {
  const auto size = static_cast<std::int64_t>(text.size());
  auto next = static_cast<std::int64_t>(at);
  while (next < size && static_cast<unsigned char>(text[static_cast<std::size_t>(next)]) >= 0x80) {
    UChar32 code = 0;
    const std::int64_t here = next;
    U8_NEXT(text.data(), next, size, code);
    const int32_t kind =
        code < 0 ? U_GCB_OTHER : u_getIntPropertyValue(code, UCHAR_GRAPHEME_CLUSTER_BREAK);
    const bool belongs = kind == U_GCB_EXTEND || kind == U_GCB_SPACING_MARK || kind == U_GCB_ZWJ;
    if (!belongs) return static_cast<std::size_t>(here);
  }
  return static_cast<std::size_t>(next);
}

}  // namespace paperfind
