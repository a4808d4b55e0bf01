// Numbers as programs write them.
#pragma once

#include <charconv>
#include <optional>
#include <string_view>
#include <system_error>

namespace paperfind {

// The number that the whole text is; nothing where it is none, or none that fits.
template <typename Number>
std::optional<Number> parse_number(std::string_view text) {
  Number number{};
  const char* const end = text.data() + text.size();
  const auto [stop, failed] = std::from_chars(text.data(), end, number);
  if (failed != std::errc() || stop != end) return std::nullopt;
  return number;
}

}  // namespace paperfind
