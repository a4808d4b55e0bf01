// Text for a terminal: how wide it is there, where it may be broken, and which of it is marked.
// Nothing in it can steer the terminal.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace paperfind::cli {

// What stands in one or two columns: a character and the combining marks on it.
struct Glyph {
  std::string bytes;
  int width = 1;
  bool marked = false;
};
using Glyphs = std::vector<Glyph>;
using Ranges = std::vector<std::pair<std::uint32_t, std::uint32_t>>;

// Line breaks and tabs become blanks; other control characters, bidirectional overrides and
// ill-formed bytes become U+FFFD. `marks` are byte ranges of `text`.
Glyphs glyphs_of(std::string_view text, const Ranges& marks = {});

int width_of(const Glyphs& text);
int width_of(std::string_view text);

// Lines of at most `width` columns, broken at blanks; a longer word is broken where it must be.
// Never empty.
std::vector<Glyphs> wrap(const Glyphs& text, int width);
// The text, or as much of it as leaves room for "…".
Glyphs clip(Glyphs text, int width);

enum class Style : std::uint8_t { Plain, Bold, Dim };

// The bytes to print. Without `color` there are no escape sequences: marks are not shown.
std::string to_bytes(const Glyphs& text, Style style, bool color);
// The same for text without marks.
std::string printable(std::string_view text);
// Blanks that bring `text` to `width` columns.
std::string padding(int text_width, int width);

}  // namespace paperfind::cli
