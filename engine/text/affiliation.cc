#include "engine/text/affiliation.h"

#include <algorithm>
#include <array>
#include <utility>

#include "engine/text/normalize.h"

namespace paperfind {
namespace {

constexpr std::array<std::string_view, 19> kLegalForms = {
    "ag",      "bv",  "co",  "corp", "corporation", "gmbh", "inc", "incorporated", "kg", "kk",
    "limited", "llc", "llp", "ltd",  "mbh",         "oy",   "plc", "pty",          "ulc"};
static_assert(std::is_sorted(kLegalForms.begin(), kLegalForms.end()));

// What separates the parts of a printed affiliation: punctuation, footnote marks, and a dash
// between blanks. Not "*": A*STAR.
constexpr auto kSeparators = std::to_array<std::string_view>(
    {",",   ";",   "/",      "|", "\n", "\t", "，", "；", "、", " - ", " – ",
     " — ", " ‐ ", "\u2028", "†", "‡",  "§",  "¶",  "∥",  "♠",  "♣",   "♥",
     "♦",   "♡",   "♢",      "♤", "♧",  "◊",  "★",  "☆",  "✝",  "•",   "·"});
constexpr std::size_t kMaxWords = 512;

bool is_separator_byte(char c) {
  return static_cast<unsigned char>(c) >= 0x80 || c == ',' || c == ';' || c == '/' || c == '|' ||
         c == '\n' || c == '\t' || c == ' ';
}

std::vector<std::string_view> split_parts(std::string_view raw) {
  std::vector<std::string_view> parts;
  std::size_t begin = 0;
  std::size_t i = 0;
  while (i < raw.size() && parts.size() < kMaxWords) {
    const auto separator =
        is_separator_byte(raw[i])
            ? std::find_if(kSeparators.begin(), kSeparators.end(),
                           [&](std::string_view s) { return raw.substr(i, s.size()) == s; })
            : kSeparators.end();
    if (separator == kSeparators.end()) {
      ++i;
      continue;
    }
    parts.push_back(raw.substr(begin, i - begin));
    begin = i += separator->size();
  }
  parts.push_back(raw.substr(begin));
  return parts;
}

// Accents that PDF readers print beside their letter: "Universit ¨at", "´Ecole", "Qu´ebec".
constexpr auto kLooseAccents = std::to_array<std::string_view>({"¨", "´", "ˆ", "˜", "˚", "¸"});

// Puts the letter back into its word; before a capital the blank stays.
std::string without_loose_accents(std::string_view raw) {
  std::string out;
  out.reserve(raw.size());
  for (std::size_t i = 0; i < raw.size();) {
    const auto accent = std::find_if(kLooseAccents.begin(), kLooseAccents.end(),
                                     [&](std::string_view a) { return raw.substr(i, 2) == a; });
    if (static_cast<unsigned char>(raw[i]) < 0x80 || accent == kLooseAccents.end()) {
      out += raw[i++];
      continue;
    }
    i += accent->size();
    const bool small = i < raw.size() && raw[i] >= 'a' && raw[i] <= 'z';
    if (small && !out.empty() && out.back() == ' ') out.pop_back();
  }
  return out;
}

// Abbreviations that stand for the word in names.
std::string spelled_out(std::string word) {
  if (word == "univ") return "university";
  if (word == "inst") return "institute";
  return word;
}

Gap filler(std::string_view word) {
  if (word == "and") return Gap::And;
  if (word == "at") return Gap::At;
  if (word == "of") return Gap::Of;
  return Gap::None;
}

// Appends the words of a piece without brackets; `gap` is what stood before the first of them.
void add_words(std::string_view piece, Gap gap, std::vector<AffiliationWord>& words) {
  std::string text(piece);
  for (std::size_t at = text.find('&'); at != std::string::npos; at = text.find('&', at + 5))
    text.replace(at, 1, " and ");
  const std::string key = fold_key(text);
  for (std::size_t begin = 0; begin < key.size() && words.size() < kMaxWords;) {
    const std::size_t end = std::min(key.find(' ', begin), key.size());
    std::string word = key.substr(begin, end - begin);
    begin = end + 1;
    if (word == "the") continue;
    // The first word of AT&T is no filler.
    const bool at_and_t = word == "at" && key.substr(std::min(begin, key.size()), 5) == "and t";
    if (const Gap left_out = filler(word); left_out != Gap::None && !at_and_t) {
      gap = left_out;
      continue;
    }
    words.push_back({spelled_out(std::move(word)), false, gap});
    gap = Gap::None;
  }
}

void add_part(std::string_view part, std::vector<AffiliationWord>& words) {
  const std::size_t first = words.size();
  Gap gap = Gap::None;
  for (std::size_t begin = 0; begin <= part.size();) {
    const std::size_t end = std::min(part.find_first_of("()", begin), part.size());
    add_words(part.substr(begin, end - begin), gap, words);
    if (end < part.size()) gap = part[end] == '(' ? Gap::Open : Gap::Close;
    begin = end + 1;
  }
  const std::size_t least = first == 0 ? 1 : 0;  // unless it is all there is
  while (words.size() > first + least &&
         std::binary_search(kLegalForms.begin(), kLegalForms.end(), words.back().text)) {
    words.pop_back();
  }
  if (words.size() > first) words[first].starts_part = true;
}

}  // namespace

std::vector<AffiliationWord> affiliation_words(std::string_view raw) {
  const std::string repaired = without_loose_accents(raw);
  std::vector<AffiliationWord> words;
  for (const std::string_view part : split_parts(repaired)) add_part(part, words);
  return words;
}

std::string affiliation_key(std::string_view name) {
  std::string key;
  for (const AffiliationWord& word : affiliation_words(name)) {
    if (!key.empty()) key += ' ';
    key += word.text;
  }
  return key;
}

std::vector<std::string> squeezed_parts(std::string_view raw) {
  std::vector<std::string> out;
  for (const std::string_view part : split_parts(raw)) {
    std::string key = fold_key(part);
    if (key.substr(0, 4) == "the ") key.erase(0, 4);
    key.erase(std::remove(key.begin(), key.end(), ' '), key.end());
    const std::size_t letter = std::min(key.find_first_not_of("0123456789"), key.size());
    const std::size_t last = key.find_last_not_of("0123456789");
    if (last == std::string::npos) continue;
    out.push_back(key.substr(letter, last + 1 - letter));
  }
  return out;
}

std::string umlaut_spelling(std::string_view text) {
  const bool ascii = std::all_of(text.begin(), text.end(),
                                 [](char c) { return static_cast<unsigned char>(c) < 0x80; });
  if (ascii) return {};
  std::string out;
  bool changed = false;
  std::size_t begin = 0;
  while (begin < text.size()) {
    const std::size_t end = std::min(text.find(' ', begin), text.size());
    const std::string_view word = text.substr(begin, end - begin);
    const std::vector<std::string> variants = fold_variants(word);
    changed = changed || !variants.empty();
    out += variants.empty() ? std::string(word) : variants.front();
    out += ' ';
    begin = end + 1;
  }
  return changed ? out : std::string();
}

}  // namespace paperfind
