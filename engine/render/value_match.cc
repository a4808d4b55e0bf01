#include "engine/render/value_match.h"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

#include "engine/base/utf8.h"
#include "engine/text/normalize.h"

namespace paperfind {
namespace {

// ASCII blanks and punctuation part words; every byte of a longer character belongs to one.
bool is_separator(char c) {
  const auto byte = static_cast<unsigned char>(c);
  const bool alnum = (byte >= '0' && byte <= '9') || (byte >= 'A' && byte <= 'Z') ||
                     (byte >= 'a' && byte <= 'z') || byte >= 0x80U;
  return !alnum;
}

std::vector<std::pair<std::size_t, std::size_t>> words_of(std::string_view text) {
  std::vector<std::pair<std::size_t, std::size_t>> words;
  std::size_t at = 0;
  while (at < text.size()) {
    while (at < text.size() && is_separator(text[at])) ++at;
    const std::size_t begin = at;
    while (at < text.size() && !is_separator(text[at])) ++at;
    if (at > begin) words.emplace_back(begin, at);
  }
  return words;
}

// Bytes of the shortest beginning of `word` that folds to something starting with `typed`; 0: none
// does.
std::size_t matched_bytes(std::string_view word, const std::string& typed) {
  if (!fold(word).starts_with(typed)) return 0;
  for (std::size_t size = 1; size < word.size(); ++size) {
    if (starts_character(word[size]) && fold(word.substr(0, size)).starts_with(typed)) return size;
  }
  return word.size();
}

}  // namespace

MarkedText mark_prefix(std::string_view label, std::string_view typed) {
  MarkedText out{std::string(label), {}};
  std::vector<std::string> prefixes;
  for (const auto& [begin, end] : words_of(typed)) {
    prefixes.push_back(fold(typed.substr(begin, end - begin)));
  }
  std::erase(prefixes, "");
  for (const auto& [begin, end] : words_of(label)) {
    std::size_t longest = 0;
    for (const std::string& prefix : prefixes) {
      longest = std::max(longest, matched_bytes(label.substr(begin, end - begin), prefix));
    }
    if (longest > 0) {
      out.marks.emplace_back(static_cast<std::uint32_t>(begin),
                             static_cast<std::uint32_t>(begin + longest));
    }
  }
  return out;
}

}  // namespace paperfind
