#include "indexer/import/bibtex_names.h"

#include <algorithm>
#include <cstddef>
#include <utility>

#include "indexer/import/text_repair.h"

namespace paperfind {
namespace {

using Words = std::vector<std::string>;

// Parts at the separator where no brace is open; blanks at their ends dropped.
Words split_outside_braces(std::string_view text, std::string_view separator) {
  Words out;
  std::size_t depth = 0;
  std::size_t start = 0;
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text[i] == '{') ++depth;
    if (text[i] == '}' && depth > 0) --depth;
    if (depth != 0 || text.substr(i, separator.size()) != separator) continue;
    out.push_back(one_line(text.substr(start, i - start)));
    i += separator.size() - 1;
    start = i + 1;
  }
  out.push_back(one_line(text.substr(start)));
  return out;
}

// A particle begins with a small letter; in braces it is a word of a name.
bool is_particle(const std::string& word) {
  const auto letter = std::find_if(word.begin(), word.end(), [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '{' || c == '\\' ||
           static_cast<unsigned char>(c) >= 0x80;
  });
  return letter != word.end() && *letter >= 'a' && *letter <= 'z';
}

std::string join(Words::const_iterator from, Words::const_iterator to) {
  std::string out;
  for (; from != to; ++from) out += (out.empty() ? "" : " ") + *from;
  return out;
}

// "First von Last": the particles and what follows are the family name.
BibtexName in_order(const std::string& text) {
  Words words = split_outside_braces(text, " ");
  words.erase(std::remove(words.begin(), words.end(), std::string()), words.end());
  if (words.empty()) return {};
  auto family = std::find_if(words.begin(), words.end() - 1, is_particle);
  return {join(words.begin(), family), join(family, words.end()), {}};
}

}  // namespace

std::vector<BibtexName> split_bibtex_names(std::string_view field, bool& others) {
  std::vector<BibtexName> out;
  for (const std::string& text : split_outside_braces(one_line(field), " and ")) {
    if (text.empty()) continue;
    if (text == "others") {
      others = true;
      continue;
    }
    const Words parts = split_outside_braces(text, ",");
    if (parts.size() == 1) {
      out.push_back(in_order(text));
    } else if (parts.size() == 2) {
      out.push_back({parts[1], parts[0], {}});
    } else {
      out.push_back({join(parts.begin() + 2, parts.end()), parts[0], parts[1]});
    }
  }
  return out;
}

}  // namespace paperfind
