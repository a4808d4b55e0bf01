// Telling UTF-16 from the UTF-8 that we read.
#pragma once

#include <cstddef>
#include <string_view>

namespace paperfind {

// A file that begins like this is UTF-16, by its byte order mark or by what ASCII becomes in it.
inline bool looks_like_utf16(std::string_view begin) {
  if (begin.starts_with("\xFF\xFE") || begin.starts_with("\xFE\xFF")) return true;
  if (begin.size() < 4) return false;
  const auto nul = [&](std::size_t i) { return begin[i] == '\0'; };
  return (!nul(0) && nul(1) && !nul(2) && nul(3)) || (nul(0) && !nul(1) && nul(2) && !nul(3));
}

}  // namespace paperfind
