#include "engine/text/affiliation.h"

#include <algorithm>
#include <utility>

#include "engine/text/normalize.h"

namespace paperfind {
namespace {

// Both sorted (checked below).
constexpr std::array<std::string_view, 4> kFillers = {"and", "at", "of", "the"};
constexpr std::array<std::string_view, 19> kLegalForms = {
    "ag",      "bv",  "co",  "corp", "corporation", "gmbh", "inc", "incorporated", "kg", "kk",
    "limited", "llc", "llp", "ltd",  "mbh",         "oy",   "plc", "pty",          "ulc"};
static_assert(std::is_sorted(kFillers.begin(), kFillers.end()));
static_assert(std::is_sorted(kLegalForms.begin(), kLegalForms.end()));

// What separates the parts of a printed affiliation; a dash only between blanks.
constexpr std::array<std::string_view, 14> kSeparators = {
    ",", ";", "/", "|", "\n", "\t", "，", "；", "、", " - ", " – ", " — ", " ‐ ", "\u2028"};
constexpr std::size_t kMaxParts = 64;  // biographies pasted into the field are longer

bool is_digit(char c) { return c >= '0' && c <= '9'; }

std::vector<std::string> words_of(const std::string& key) {
  std::vector<std::string> words;
  std::size_t begin = 0;
  while (begin < key.size()) {
    const std::size_t end = std::min(key.find(' ', begin), key.size());
    words.push_back(key.substr(begin, end - begin));
    begin = end + 1;
  }
  return words;
}

std::string joined(const std::vector<std::string>& words) {
  std::string out;
  for (const std::string& word : words) {
    if (word.empty()) continue;
    if (!out.empty()) out += ' ';
    out += word;
  }
  return out;
}

// Without fillers and legal forms. The first word of AT&T is no filler; a part that is nothing but
// "Inc." is nothing, unless it is all there is.
std::string without_fillers(std::string_view part, bool may_vanish) {
  std::vector<std::string> words = words_of(fold_key(part));
  std::vector<std::string> kept;
  for (std::string& word : words) {
    const bool filler = std::binary_search(kFillers.begin(), kFillers.end(), word);
    if (filler && (!kept.empty() || word == "the") && words.size() > 1) continue;
    kept.push_back(std::move(word));
  }
  while (kept.size() > (may_vanish ? 0U : 1U) &&
         std::binary_search(kLegalForms.begin(), kLegalForms.end(), kept.back())) {
    kept.pop_back();
  }
  return joined(kept);
}

// "1Google Research", "2. Google", "University of Toronto1": a footnote's number is no part of the
// name.
std::string without_numbers(const std::string& key) {
  std::vector<std::string> words = words_of(key);
  if (words.empty()) return key;
  std::string& first = words.front();
  const auto letter = std::find_if_not(first.begin(), first.end(), is_digit);
  if (letter - first.begin() <= 2 && (letter != first.end() || words.size() > 1))
    first.erase(first.begin(), letter);
  if (first == "the") first.clear();
  std::string& last = words.back();
  const std::size_t end = last.find_last_not_of("0123456789");
  if (end != std::string::npos) last.resize(end + 1);
  return joined(words);
}

}  // namespace

std::vector<std::string_view> split_parts(std::string_view raw) {
  std::vector<std::string_view> parts;
  std::size_t begin = 0;
  std::size_t i = 0;
  while (i < raw.size() && parts.size() < kMaxParts) {
    const auto separator =
        std::find_if(kSeparators.begin(), kSeparators.end(),
                     [&](std::string_view s) { return raw.substr(i, s.size()) == s; });
    if (separator == kSeparators.end()) {
      ++i;
      continue;
    }
    parts.push_back(raw.substr(begin, i - begin));
    begin = i += separator->size();
  }
  if (parts.size() < kMaxParts) parts.push_back(raw.substr(begin));
  return parts;
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

std::optional<Bracket> acronym_bracket(std::string_view part) {
  const std::size_t open = part.find('(');
  const std::size_t close = part.find(')', open == std::string_view::npos ? 0 : open);
  if (open == std::string_view::npos || close == std::string_view::npos) return std::nullopt;
  const std::string_view inside = part.substr(open + 1, close - open - 1);
  const bool capitals =
      std::none_of(inside.begin(), inside.end(), [](char c) { return c >= 'a' && c <= 'z'; });
  const auto letters =
      std::count_if(inside.begin(), inside.end(), [](char c) { return c >= 'A' && c <= 'Z'; });
  if (!capitals || letters < 2 || inside.size() > 12) return std::nullopt;
  return Bracket{std::string(part.substr(0, open)) + ' ' + std::string(part.substr(close + 1)),
                 std::string(inside)};
}

AffiliationForms forms_of(std::string_view part, bool may_vanish) {
  AffiliationForms forms;
  forms[0] = without_fillers(part, may_vanish);
  const std::optional<Bracket> bracket = acronym_bracket(part);
  const std::string bare = bracket ? bracket->without : std::string(part);
  forms[1] = without_numbers(bracket ? without_fillers(bare, may_vanish) : forms[0]);
  const std::string umlauts = umlaut_spelling(bare);
  forms[2] = umlauts.empty() ? forms[1] : without_fillers(umlauts, may_vanish);
  return forms;
}

AffiliationForms together(const std::vector<AffiliationForms>& parts, std::size_t first,
                          std::size_t last) {
  AffiliationForms out;
  for (std::size_t form = 0; form < kAffiliationForms; ++form) {
    for (std::size_t i = first; i < last; ++i) {
      if (parts[i][form].empty()) continue;
      if (!out[form].empty()) out[form] += ' ';
      out[form] += parts[i][form];
    }
  }
  return out;
}

std::vector<AffiliationForms> forms_of_parts(const std::vector<std::string_view>& parts) {
  std::vector<AffiliationForms> forms;
  forms.reserve(parts.size());
  for (const std::string_view part : parts)
    forms.push_back(forms_of(part, /*may_vanish=*/!forms.empty()));
  return forms;
}

AffiliationForms whole_forms(std::string_view text) {
  const std::vector<AffiliationForms> parts = forms_of_parts(split_parts(text));
  return together(parts, 0, parts.size());
}

}  // namespace paperfind
