#include "indexer/import/name_list.h"

#include <algorithm>
#include <iterator>
#include <utility>

#include "indexer/import/text_repair.h"

namespace paperfind {
namespace {

using Names = std::vector<std::string>;

constexpr std::string_view kSuffixes[] = {"Jr",  "Jr.", "Sr",    "Sr.", "II", "III", "IV",
                                          "2nd", "3rd", "Ph.D.", "PhD", "MD", "M.D."};

std::vector<std::string> split_by(std::string_view text, std::string_view separator) {
  std::vector<std::string> out;
  while (true) {
    const std::size_t at = text.find(separator);
    out.push_back(one_line(text.substr(0, at)));
    if (at == std::string_view::npos) return out;
    text.remove_prefix(at + separator.size());
  }
}

void drop_empty(Names& names) {
  names.erase(
      std::remove_if(names.begin(), names.end(), [](const auto& name) { return name.empty(); }),
      names.end());
}

bool is_suffix(const std::string& part) {
  return std::find(std::begin(kSuffixes), std::end(kSuffixes), part) != std::end(kSuffixes);
}

bool is_one_word(const std::string& part) { return part.find(' ') == std::string::npos; }

// "A, B and C": the parts between commas, suffixes with the name before them.
Names split_by_commas(std::string_view text) {
  Names out;
  for (std::string& part : split_by(text, ",")) {
    // "…, and C"
    if (part.starts_with("and ")) part.erase(0, 4);
    if (!out.empty() && is_suffix(part)) {
      out.back() += ", " + part;
    } else {
      out.push_back(std::move(part));
    }
  }
  drop_empty(out);
  return out;
}

// "Smith, John" and "van Dam, Eva", by their first part: other names before a comma are whole, and
// the comma is one of a list or of an affiliation.
bool is_family_first(const Names& parts) {
  if (parts.size() != 2) return false;
  return is_one_word(parts[0]) || (parts[0][0] >= 'a' && parts[0][0] <= 'z');
}

std::string in_order(const std::string& name) {
  const Names parts = split_by_commas(name);
  return is_family_first(parts) ? parts[1] + " " + parts[0] : name;
}

// "A, B and C", "A and B", or "Family, Given and Family, Given".
Names split_by_and(std::string_view text) {
  std::vector<Names> parts;
  for (const std::string& part : split_by(text, " and ")) parts.push_back(split_by_commas(part));
  const bool family_first = std::all_of(parts.begin(), parts.end(), is_family_first);
  Names out;
  for (Names& names : parts) {
    if (family_first) names = {names[1] + " " + names[0]};
    for (std::string& name : names) out.push_back(std::move(name));
  }
  return out;
}

bool is_mail_address(std::string_view word) {
  const std::size_t at = word.find('@');
  if (at == 0 || at == std::string_view::npos) return false;
  const std::size_t dot = word.find('.', at);
  return dot != std::string_view::npos && dot > at + 1 && dot + 1 < word.size();
}

}  // namespace

std::vector<std::string> split_list(std::string_view text) {
  std::string plain(text);
  constexpr std::string_view kFullWidth = "；";
  for (std::size_t at = 0; (at = plain.find(kFullWidth, at)) != std::string::npos;) {
    plain.replace(at, kFullWidth.size(), ";");
  }
  return split_by(plain, ";");
}

std::vector<std::string> split_names(std::string_view text) {
  Names out;
  if (text.find('|') != std::string_view::npos) {
    out = split_by(text, "|");
  } else if (out = split_list(text); out.size() == 1) {
    out = split_by_and(text);
    drop_empty(out);
    return out;
  }
  for (std::string& name : out) name = in_order(name);
  drop_empty(out);
  return out;
}

std::string without_mail_addresses(const std::string& text) {
  if (text.find('@') == std::string::npos) return text;
  std::string out;
  for (const std::string& word : split_by(text, " ")) {
    if (word.empty() || is_mail_address(word)) continue;
    out += (out.empty() ? "" : " ") + word;
  }
  return out;
}

}  // namespace paperfind
