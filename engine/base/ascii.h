// Letters of ASCII, whatever the locale says.
#pragma once

#include <string>
#include <string_view>

namespace paperfind {

constexpr bool is_ascii_lower(char c) { return c >= 'a' && c <= 'z'; }
constexpr bool is_ascii_upper(char c) { return c >= 'A' && c <= 'Z'; }
constexpr bool is_ascii_letter(char c) { return is_ascii_lower(c) || is_ascii_upper(c); }
constexpr char ascii_lower(char c) {
  return is_ascii_upper(c) ? static_cast<char>(c - 'A' + 'a') : c;
}
constexpr char ascii_upper(char c) {
  return is_ascii_lower(c) ? static_cast<char>(c - 'a' + 'A') : c;
}

// The text with its capitals of ASCII as small letters; all other bytes stay.
inline std::string ascii_lower(std::string_view text) {
  std::string lower(text);
  for (char& c : lower) c = ascii_lower(c);
  return lower;
}

// The text with a capital of ASCII in front, where it begins with a letter of ASCII.
inline std::string ascii_capitalized(std::string_view text) {
  std::string capitalized(text);
  if (!capitalized.empty()) capitalized.front() = ascii_upper(capitalized.front());
  return capitalized;
}

}  // namespace paperfind
