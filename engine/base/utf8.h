// Characters of well-formed UTF-8.
#pragma once

#include <algorithm>
#include <cstddef>
#include <string_view>

namespace paperfind {

inline bool starts_character(char c) { return (static_cast<unsigned char>(c) & 0xC0U) != 0x80U; }

inline std::size_t character_count(std::string_view utf8) {
  return static_cast<std::size_t>(std::count_if(utf8.begin(), utf8.end(), starts_character));
}

}  // namespace paperfind
