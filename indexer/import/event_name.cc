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

std::string year_in(std::string_view name) {
  std::string found;
  for (std::size_t i = 0; i + 4 <= name.size(); ++i) {
    const std::string_view four = name.substr(i, 4);
    if (four.find_first_not_of("0123456789") == std::string_view::npos) found = four;
  }
  return found;
}

}  // namespace paperfind
