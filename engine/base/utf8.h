// Characters of well-formed UTF-8.
#pragma once

#include <algorithm>
#include <cstddef>
#include <string>
#include <string_view>

namespace paperfind {

inline bool starts_character(char c) { return (static_cast<unsigned char>(c) & 0xC0U) != 0x80U; }

inline std::size_t character_count(std::string_view utf8) {
  return static_cast<std::size_t>(std::count_if(utf8.begin(), utf8.end(), starts_character));
}

// The first `bytes` bytes, fewer where a character would be cut.
inline std::string_view head_of(std::string_view text, std::size_t bytes) {
  if (text.size() <= bytes) return text;
  while (bytes > 0 && !starts_character(text[bytes])) --bytes;
  return text.substr(0, bytes);
}

// For messages and labels: the same, and an ellipsis where something is left out.
inline std::string shortened(std::string_view text, std::size_t bytes) {
  std::string out(head_of(text, bytes));
  if (out.size() < text.size()) out += "…";
  return out;
}

}  // namespace paperfind
