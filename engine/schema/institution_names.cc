#include "engine/schema/institution_names.h"

#include <algorithm>
#include <utility>

#include "engine/base/nearest.h"
#include "engine/schema/name_context.h"
#include "engine/text/normalize.h"

namespace paperfind {
namespace {

constexpr std::size_t kLettersAtLeast = 10;  // names shorter than that are words of other names too

void add_once(std::vector<InstitutionNames::Owner>& owners, InstitutionNames::Owner owner) {
  if (std::find(owners.begin(), owners.end(), owner) == owners.end()) owners.push_back(owner);
}

bool has_word(const std::vector<AffiliationWord>& words, std::string_view wanted) {
  return std::any_of(words.begin(), words.end(),
                     [&](const AffiliationWord& word) { return word.text == wanted; });
}

// All words of a place: "hong kong".
bool has_place(const std::vector<AffiliationWord>& words, const std::string& place) {
  for (std::size_t begin = 0; begin < place.size();) {
    const std::size_t end = std::min(place.find(' ', begin), place.size());
    if (!has_word(words, std::string_view(place).substr(begin, end - begin))) return false;
    begin = end + 1;
  }
  return !place.empty();
}

// "(GT)" behind Georgia Institute of Technology: its letters in its order; "(GZ)" is not Hong
// Kong's.
bool abbreviates(std::string_view acronym, const std::vector<AffiliationWord>& words,
                 std::size_t begin, std::size_t end) {
  std::string letters;
  for (std::size_t i = begin; i < end; ++i) letters += words[i].text;
  std::size_t at = 0;
  for (const char c : acronym) {
    at = letters.find(c, at);
    if (at == std::string::npos) return false;
    ++at;
  }
  return acronym.size() >= 2 && acronym.size() <= 8;
}

// The words "Science and Technology" go on with.
bool goes_on(std::string_view word) {
  constexpr std::string_view kRest[] = {
      "technology",   "technologies", "engineering",        "education",  "arts",
      "astronautics", "economics",    "telecommunications", "management", "agriculture",
      "design",       "law",          "humanities",         "medicine"};
  return std::find(std::begin(kRest), std::end(kRest), word) != std::end(kRest);
}

// "CAS Key Laboratory of …" goes on with what it is about, "Zhejiang University of …" with its
// name.
bool is_laboratory(std::string_view word) { return word == "laboratory" || word == "lab"; }

bool is_word_of_brackets(const std::vector<AffiliationWord>& words, std::size_t i) {
  return words[i].gap == Gap::Open &&
         (i + 1 == words.size() || words[i + 1].starts_part || words[i + 1].gap == Gap::Close);
}

}  // namespace

InstitutionNames::Claims& InstitutionNames::claims_of(const std::string& key) {
  std::size_t words = 0;
  for (std::size_t begin = 0; begin < key.size(); ++words) {
    const std::size_t end = std::min(key.find(' ', begin), key.size());
    vocabulary_.insert(key.substr(begin, end - begin));
    begin = end + 1;
  }
  std::size_t& longest = longest_[key.substr(0, key.find(' '))];
  longest = std::max(longest, words);
  return by_key_[key];
}

bool InstitutionNames::claim(const std::string& name, Owner owner) {
  const std::string key = affiliation_key(name);
  if (key.empty()) return true;
  std::optional<Owner>& named = claims_of(key).named;
  if (named && *named != owner) return false;
  named = owner;
  std::string letters;
  for (const std::string& part : squeezed_parts(name)) letters += part;
  if (letters.size() < kLettersAtLeast) return true;
  const auto [entry, fresh] = by_letters_.emplace(letters, owner);
  if (!fresh && entry->second != owner) entry->second.reset();
  return true;
}

void InstitutionNames::claim_softly(const std::string& name, Owner owner) {
  const std::string key = affiliation_key(name);
  if (key.empty()) return;
  std::optional<Owner>& named = claims_of(key).named;
  if (!named) named = owner;
}

void InstitutionNames::claim_acronym(const std::string& acronym, Owner owner,
                                     std::vector<std::string> places) {
  const std::string key = affiliation_key(acronym);
  if (key.empty()) return;
  std::vector<Acronym>& acronyms = claims_of(key).acronyms;
  const bool known = std::any_of(acronyms.begin(), acronyms.end(),
                                 [&](const Acronym& a) { return a.owner == owner; });
  if (!known) acronyms.push_back({acronym, owner, std::move(places)});
}

void InstitutionNames::add_city(Owner owner, const std::string& city) {
  const std::string key = affiliation_key(city);
  if (key.empty()) return;
  cities_.emplace(owner, key.substr(0, key.find(' ')));
  const auto found = by_key_.find(key);
  if (found != by_key_.end()) found->second.city = true;
}

std::optional<InstitutionNames::Owner> InstitutionNames::owner_of(std::string_view name) const {
  const auto found = by_key_.find(affiliation_key(name));
  return found == by_key_.end() ? std::nullopt : found->second.named;
}

std::vector<InstitutionNames::Owner> InstitutionNames::owners_of(std::string_view text) const {
  std::vector<Owner> owners;
  const auto found = by_key_.find(affiliation_key(text));
  if (found == by_key_.end()) return owners;
  if (found->second.named) owners.push_back(*found->second.named);
  for (const Acronym& acronym : found->second.acronyms) add_once(owners, acronym.owner);
  return owners;
}

// A footnote's number is no part of the name ("1Google", "Tokyo1"), and slips of the pen in the
// words that most names share are repaired.
std::string InstitutionNames::corrected(const std::string& word) const {
  if (vocabulary_.count(word) != 0) return word;
  const std::size_t first = word.find_first_not_of("0123456789");
  if (first == std::string::npos) return word;
  const std::size_t last = word.find_last_not_of("0123456789");
  // More digits are a postal code or the number of a unit.
  const bool footnote = first <= 2 && word.size() - last <= 3;
  std::string bare = footnote ? word.substr(first, last + 1 - first) : word;
  if (bare.size() < 8 || vocabulary_.count(bare) != 0) return bare;
  for (const std::string_view common :
       {"university", "institute", "technology", "massachusetts", "california", "sciences"}) {
    if (bare.front() == common.front() && edit_distance(bare, common) <= 2)
      return std::string(common);
  }
  return bare;
}

void InstitutionNames::correct(Words& words) const {
  Words kept;
  kept.reserve(words.size());
  bool starts = false;
  Gap gap = Gap::None;
  for (AffiliationWord& word : words) {
    starts = starts || word.starts_part;
    if (word.gap != Gap::None) gap = word.gap;
    word.text = corrected(word.text);
    if (word.text == "the") continue;  // "1The University of Tokyo"
    word.starts_part = std::exchange(starts, false);
    word.gap = std::exchange(gap, Gap::None);
    kept.push_back(std::move(word));
  }
  words = std::move(kept);
}

std::optional<InstitutionNames::Owner> InstitutionNames::meant(const Claims& claims,
                                                               const Words& words,
                                                               std::string_view raw) const {
  if (claims.named) return claims.named;
  const Acronym* found = nullptr;
  for (const Acronym& acronym : claims.acronyms) {
    // "mit" is a German word.
    if (words.size() > 1 && raw.find(acronym.written) == std::string_view::npos) continue;
    const bool placed =
        claims.acronyms.size() == 1 ||
        std::any_of(acronym.places.begin(), acronym.places.end(),
                    [&](const std::string& place) { return has_place(words, place); });
    if (!placed) continue;
    if (found != nullptr) return std::nullopt;
    found = &acronym;
  }
  return found == nullptr ? std::nullopt : std::optional(found->owner);
}

std::vector<InstitutionNames::Match> InstitutionNames::names_at(const Words& words,
                                                                std::size_t begin,
                                                                std::string_view raw) const {
  std::vector<Match> matches;
  const auto longest = longest_.find(words[begin].text);
  if (longest == longest_.end()) return matches;
  std::string key;
  const std::size_t last = std::min(words.size(), begin + longest->second);
  for (std::size_t end = begin; end < last; ++end) {
    if (end > begin) key += ' ';
    key += words[end].text;
    const auto found = by_key_.find(key);
    if (found == by_key_.end()) continue;
    if (found->second.city && (begin > 0 || end + 1 < words.size())) continue;
    if (const auto owner = meant(found->second, words, raw)) matches.push_back({*owner, end + 1});
  }
  return matches;
}

std::optional<InstitutionNames::Match> InstitutionNames::name_at(const Words& words,
                                                                 std::size_t begin,
                                                                 std::string_view raw) const {
  const std::vector<Match> matches = names_at(words, begin, raw);
  const auto whole = std::find_if(matches.rbegin(), matches.rend(), [&](const Match& match) {
    return ends_at(words, begin, match, raw);
  });
  return whole == matches.rend() ? std::nullopt : std::optional(*whole);
}

bool InstitutionNames::begins_at(const Words& words, std::size_t begin,
                                 std::size_t matched_to) const {
  const AffiliationWord& first = words[begin];
  if (begin == matched_to || first.starts_part) return true;
  if (first.gap != Gap::None && first.gap != Gap::Of) return true;
  return may_precede_name(words[begin - 1].text);
}

bool InstitutionNames::ends_at(const Words& words, std::size_t begin, const Match& match,
                               std::string_view raw) const {
  const std::size_t end = match.end;
  if (end == words.size()) return true;
  const AffiliationWord& next = words[end];
  if (next.starts_part || next.gap == Gap::Close) return true;
  if (next.gap == Gap::Of) return is_laboratory(words[end - 1].text);
  if (next.gap == Gap::And) return !goes_on(next.text);
  if (is_word_of_brackets(words, end) && abbreviates(next.text, words, begin, end)) return true;
  if (!names_at(words, end, raw).empty()) return true;
  if (next.gap == Gap::At) return false;
  const auto city = cities_.find(match.owner);
  return may_follow_name(next.text) || (city != cities_.end() && city->second == next.text);
}

std::vector<InstitutionNames::Owner> InstitutionNames::find_names(const Words& words,
                                                                  std::string_view raw) const {
  std::vector<Owner> owners;
  std::size_t matched_to = 0;  // end of the last name found
  for (std::size_t i = 0; i < words.size();) {
    std::optional<Match> match;
    if (begins_at(words, i, matched_to)) match = name_at(words, i, raw);
    if (!match) {
      ++i;
      continue;
    }
    add_once(owners, match->owner);
    i = matched_to = match->end;
  }
  return owners;
}

std::vector<InstitutionNames::Owner> InstitutionNames::find_squeezed(std::string_view raw) const {
  std::vector<Owner> owners;
  for (const std::string& part : squeezed_parts(raw)) {
    const auto found = by_letters_.find(part);
    if (found != by_letters_.end() && found->second) add_once(owners, *found->second);
  }
  return owners;
}

std::vector<InstitutionNames::Owner> InstitutionNames::find_in(std::string_view raw) const {
  Words words = affiliation_words(raw);
  correct(words);
  // "Technical University (TU) Dresden": an abbreviation of what was said is no part of the name.
  Words bare;
  std::size_t part = 0;  // where the part begins
  for (std::size_t i = 0; i < words.size(); ++i) {
    if (words[i].starts_part) part = i;
    if (!is_word_of_brackets(words, i) || !abbreviates(words[i].text, words, part, i))
      bare.push_back(words[i]);
  }
  std::vector<Owner> owners = find_names(bare, raw);
  if (owners.empty() && bare.size() < words.size()) owners = find_names(words, raw);
  return owners.empty() ? find_squeezed(raw) : owners;
}

}  // namespace paperfind
