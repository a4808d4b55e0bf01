#include "indexer/import/event_name.h"

#include <algorithm>
#include <cstddef>

namespace paperfind {

std::string event_name(const std::string& stem) {
  const std::size_t digits = stem.find_first_of("0123456789");
  const bool plain = digits != std::string::npos && digits > 0 && digits + 4 == stem.size() &&
                     stem.find_first_not_of("0123456789", digits) == std::string::npos &&
                     stem.find_first_not_of("abcdefghijklmnopqrstuvwxyz") == digits;
  if (!plain) return stem;
  std::string name = stem;
  std::transform(name.begin(), name.begin() + static_cast<std::ptrdiff_t>(digits), name.begin(),
                 [](char c) { return static_cast<char>(c - 32); });
  return name.insert(digits, " ");
}

std::size_t find_year(std::string_view name) {
  constexpr std::string_view kDigits = "0123456789";
  std::size_t year = std::string_view::npos;
  std::size_t date = std::string_view::npos;
  for (std::size_t at = name.find_first_of(kDigits); at != std::string_view::npos;) {
    const std::size_t end = std::min(name.find_first_not_of(kDigits, at), name.size());
    const std::string_view run = name.substr(at, end - at);
    if (run.size() == 4 && run[0] != '0') year = at;
    if (run.size() == 8 && run[0] != '0' && run.substr(4, 2) <= "12" && run.substr(6) <= "31") {
      date = at;
    }
    at = name.find_first_of(kDigits, end);
  }
  return year != std::string_view::npos ? year : date;
}

std::string year_in(std::string_view name) {
  const std::size_t at = find_year(name);
  return at == std::string_view::npos ? std::string() : std::string(name.substr(at, 4));
}

}  // namespace paperfind
