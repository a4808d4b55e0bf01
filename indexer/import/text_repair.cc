#include "indexer/import/text_repair.h"

#include <algorithm>

#include "engine/text/normalize.h"

namespace paperfind {
namespace {

// Code points U+0080..U+00FF are two bytes: 0xC2 or 0xC3, then the low six bits.
bool is_latin1_pair(std::string_view text, std::size_t at) {
  const auto lead = static_cast<unsigned char>(text[at]);
  return (lead == 0xC2 || lead == 0xC3) && at + 1 < text.size();
}

unsigned char latin1_value(std::string_view text, std::size_t at) {
  const auto lead = static_cast<unsigned char>(text[at]);
  const auto low = static_cast<unsigned char>(text[at + 1]);
  return static_cast<unsigned char>((lead & 0x03U) << 6U | (low & 0x3FU));
}

constexpr bool is_c1(unsigned char value) { return value >= 0x80 && value <= 0x9F; }

// Windows-1252's quotes, dashes and the like, which are what such controls stand for in practice.
std::string_view windows_1252(unsigned char value) {
  switch (value) {
    case 0x91:
      return "‘";
    case 0x92:
      return "’";
    case 0x93:
      return "“";
    case 0x94:
      return "”";
    case 0x95:
      return "•";
    case 0x96:
      return "–";
    case 0x97:
      return "—";
    default:
      return " ";
  }
}

// A run of U+0080..U+00FF with a control in it: read as bytes it may be the UTF-8 it once was.
std::string repair_run(const std::string& bytes) {
  if (is_clean_utf8(bytes)) return bytes;
  std::string out;
  for (const char c : bytes) {
    const auto value = static_cast<unsigned char>(c);
    if (is_c1(value)) {
      out += windows_1252(value);
    } else {
      out += static_cast<char>(0xC0U | value >> 6U);
      out += static_cast<char>(0x80U | (value & 0x3FU));
    }
  }
  return out;
}

bool is_blank(char c) { return c == ' ' || c == '\t' || c == '\n' || c == '\r' || c == '\f'; }

}  // namespace

std::string repair_controls(std::string_view text, bool& repaired) {
  std::string out;
  out.reserve(text.size());
  for (std::size_t i = 0; i < text.size();) {
    const auto byte = static_cast<unsigned char>(text[i]);
    if (is_latin1_pair(text, i)) {
      const std::size_t start = i;
      std::string bytes;
      for (; i < text.size() && is_latin1_pair(text, i); i += 2) {
        bytes += static_cast<char>(latin1_value(text, i));
      }
      const bool has_control = std::any_of(
          bytes.begin(), bytes.end(), [](char c) { return is_c1(static_cast<unsigned char>(c)); });
      out += has_control ? repair_run(bytes) : std::string(text.substr(start, i - start));
      repaired = repaired || has_control;
    } else if (byte == 0) {
      repaired = true;
      ++i;
    } else if (byte == 0x7F || (byte < 0x20 && !is_blank(text[i]))) {
      out += ' ';
      repaired = true;
      ++i;
    } else {
      out += text[i++];
    }
  }
  return out;
}

std::string one_line(std::string_view text) {
  std::string out;
  out.reserve(text.size());
  for (const char c : text) {
    if (!is_blank(c)) {
      out += c;
    } else if (!out.empty() && out.back() != ' ') {
      out += ' ';
    }
  }
  if (!out.empty() && out.back() == ' ') out.pop_back();
  return out;
}

std::string paragraphs(std::string_view text) {
  std::string out;
  std::string paragraph;
  const auto flush = [&] {
    const std::string line = one_line(paragraph);
    if (!line.empty()) out += (out.empty() ? "" : "\n") + line;
    paragraph.clear();
  };
  while (!text.empty()) {
    const std::size_t end = std::min(text.find('\n'), text.size());
    const std::string_view line = text.substr(0, end);
    text.remove_prefix(std::min(end + 1, text.size()));
    if (std::all_of(line.begin(), line.end(), is_blank)) flush();
    paragraph += line;
    paragraph += ' ';
  }
  flush();
  return out;
}

}  // namespace paperfind
