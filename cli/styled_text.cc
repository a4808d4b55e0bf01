#include "cli/styled_text.h"

#include <locale.h>
#include <wchar.h>

#include <algorithm>
#include <cstddef>

namespace paperfind::cli {
namespace {

constexpr char32_t kReplacement = 0xFFFD;

// The code point at `at`, which is moved behind it. Ill-formed bytes give U+FFFD, one for each.
char32_t next_code_point(std::string_view text, std::size_t& at) {
  const auto byte = [&](std::size_t i) { return static_cast<unsigned char>(text[i]); };
  const unsigned char lead = byte(at++);
  if (lead < 0x80) return lead;
  const int more = lead >= 0xF0 && lead <= 0xF4 ? 3 : lead >= 0xE0 ? 2 : lead >= 0xC2 ? 1 : 0;
  if (more == 0 || lead > 0xF4 || at + static_cast<std::size_t>(more) > text.size()) {
    return kReplacement;
  }
  char32_t point = lead & (0x3FU >> static_cast<unsigned>(more));
  for (int i = 0; i < more; ++i) {
    const unsigned char c = byte(at + static_cast<std::size_t>(i));
    if ((c & 0xC0U) != 0x80U) return kReplacement;
    point = (point << 6U) | (c & 0x3FU);
  }
  constexpr char32_t kLeast[] = {0, 0x80, 0x800, 0x10000};
  if (point < kLeast[more] || point > 0x10FFFF || (point >= 0xD800 && point <= 0xDFFF)) {
    return kReplacement;
  }
  at += static_cast<std::size_t>(more);
  return point;
}

// Characters that reorder what stands around them: a title could make a terminal show another one.
bool is_bidi_control(char32_t c) {
  return (c >= 0x202A && c <= 0x202E) || (c >= 0x2066 && c <= 0x2069) || c == 0x200E ||
         c == 0x200F || c == 0x061C;
}

bool is_blank(char32_t c) {
  return c == ' ' || c == '\n' || c == '\t' || c == '\r' || c == 0x2028 || c == 0x2029;
}

// The C library's table in the one locale that is always there, whatever the user's is.
int columns_of(char32_t c) {
  static const locale_t kUtf8 = ::newlocale(LC_CTYPE_MASK, "C.UTF-8", nullptr);
  if (c < 0x7F) return 1;
  if (kUtf8 == nullptr) return 1;
  const locale_t before = ::uselocale(kUtf8);
  const int width = ::wcwidth(static_cast<wchar_t>(c));
  ::uselocale(before);
  // Unassigned as far as the C library knows: most of it is emoji or script newer than the library.
  return width < 0 ? 1 : width;
}

bool is_marked(const Ranges& marks, std::size_t at) {
  return std::any_of(marks.begin(), marks.end(),
                     [at](const auto& mark) { return mark.first <= at && at < mark.second; });
}

bool is_break(const Glyph& glyph) { return glyph.bytes == " "; }

}  // namespace

Glyphs glyphs_of(std::string_view text, const Ranges& marks) {
  static constexpr std::string_view kReplacementBytes = "\xEF\xBF\xBD";
  Glyphs out;
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t begin = at;
    char32_t c = next_code_point(text, at);
    std::string bytes(text.substr(begin, at - begin));
    if (is_blank(c)) {
      c = ' ';
      bytes = " ";
    } else if (c < 0x20 || (c >= 0x7F && c < 0xA0) || c == kReplacement || is_bidi_control(c)) {
      c = kReplacement;
      bytes = kReplacementBytes;
    }
    const int width = columns_of(c);
    if (width == 0 && !out.empty()) {
      out.back().bytes += bytes;
    } else {
      out.push_back({std::move(bytes), width, is_marked(marks, begin)});
    }
  }
  return out;
}

int width_of(const Glyphs& text) {
  int width = 0;
  for (const Glyph& glyph : text) width += glyph.width;
  return width;
}

int width_of(std::string_view text) { return width_of(glyphs_of(text)); }

std::vector<Glyphs> wrap(const Glyphs& text, int width) {
  std::vector<Glyphs> lines(1);
  int used = 0;
  for (auto at = text.begin(); at != text.end();) {
    const auto word_end = std::find_if(at, text.end(), is_break);
    const int word = width_of(Glyphs(at, word_end));
    if (used > 0 && used + 1 + word > width) {
      lines.emplace_back();
      used = 0;
    }
    if (used > 0 && at != word_end) {
      // The blank between two marked words belongs to the mark.
      lines.back().push_back({" ", 1, at->marked && lines.back().back().marked});
      ++used;
    }
    for (; at != word_end; ++at) {
      if (used > 0 && used + at->width > width) {
        lines.emplace_back();
        used = 0;
      }
      lines.back().push_back(*at);
      used += at->width;
    }
    if (at != text.end()) ++at;
  }
  return lines;
}

Glyphs clip(Glyphs text, int width) {
  if (width_of(text) <= width) return text;
  int used = width_of(text);
  while (!text.empty() && used > width - 1) {
    used -= text.back().width;
    text.pop_back();
  }
  if (width > 0) text.push_back({"…", 1, false});
  return text;
}

std::string to_bytes(const Glyphs& text, Style style, bool color) {
  std::string out;
  if (!color) {
    for (const Glyph& glyph : text) out += glyph.bytes;
    return out;
  }
  static constexpr std::string_view kReset = "\x1b[0m";
  const std::string_view base = style == Style::Bold  ? "\x1b[1m"
                                : style == Style::Dim ? "\x1b[2m"
                                                      : "";
  bool marked = false;
  out += base;
  for (const Glyph& glyph : text) {
    if (glyph.marked != marked) {
      marked = glyph.marked;
      out += marked ? std::string_view("\x1b[33;4m") : kReset;
      if (!marked) out += base;
    }
    out += glyph.bytes;
  }
  if (marked || !base.empty()) out += kReset;
  return out;
}

std::string printable(std::string_view text) {
  return to_bytes(glyphs_of(text), Style::Plain, false);
}

std::string padding(int text_width, int width) {
  return std::string(static_cast<std::size_t>(std::max(0, width - text_width)), ' ');
}

}  // namespace paperfind::cli
