#include "indexer/import/page_people.h"

#include <algorithm>

#include "engine/base/ascii.h"
#include "engine/text/normalize.h"
#include "engine/text/person_name.h"
#include "indexer/import/page_text.h"
#include "indexer/import/page_words.h"

namespace paperfind::program_page {
namespace {

// Longer lines are prose; the bound also keeps the search for known names cheap.
constexpr std::size_t kMaxPersonLine = 600;
constexpr std::size_t kMaxNameWords = 6;
// The longest names of institutions have some fifteen words.
constexpr std::size_t kMaxInstitutionWords = 20;

bool is_upper(char c) { return c >= 'A' && c <= 'Z'; }
bool is_letter(char c) {
  return is_upper(c) || (c >= 'a' && c <= 'z') || static_cast<unsigned char>(c) >= 0x80;
}

// A word of a name: capital first (letters beyond ASCII count as capitals), letters, hyphens,
// apostrophes, full stops. Nicknames in quotes or brackets pass, and so do footnote marks at the
// end.
bool is_name_word(std::string_view word) {
  while (!word.empty() && (word.back() == '*' || (word.back() >= '0' && word.back() <= '9'))) {
    word.remove_suffix(1);
  }
  while (!word.empty() && (word.front() == '(' || word.front() == '"' || word.front() == '\'')) {
    word.remove_prefix(1);
  }
  if (word.empty() || !(is_upper(word.front()) || static_cast<unsigned char>(word.front()) >= 0x80))
    return false;
  return std::all_of(word.begin(), word.end(), [](char c) {
    return is_letter(c) || c == '-' || c == '\'' || c == '.' || c == ')' || c == '"' || c == '`';
  });
}

bool is_dash(std::string_view word) {
  return word == "\xE2\x80\x93" || word == "\xE2\x80\x94" || word == "-";
}

// Up to six name words and particles, a capital first word or particle first ("van Dam").
bool is_name(std::string_view text) {
  const std::vector<std::string_view> words = words_of(text);
  if (words.empty() || words.size() > kMaxNameWords) return false;
  std::size_t names = 0;
  for (const std::string_view word : words) {
    if (is_dash(word)) return false;
    if (is_name_word(word)) {
      ++names;
    } else if (!is_name_particle(word) && word != "/") {
      return false;
    }
  }
  return names > 0;
}

std::size_t count_title_words(std::string_view text) {
  const std::vector<std::string_view> words = words_of(text);
  return static_cast<std::size_t>(std::count_if(words.begin(), words.end(), is_title_word));
}

bool has_capital_surname(std::string_view name) {
  // display_name turns parts in capitals into title case; blanks are tidy already.
  const PersonName shown = display_name(name);
  if (shown.source.empty()) return false;
  std::size_t run = 0;
  for (const char c : name) {
    run = is_upper(c) ? run + 1 : 0;
    if (run >= 2) return true;
  }
  return false;
}

bool shows_institution(std::string_view part, const KnownInstitutions& known) {
  return has_institution_word(part) || known.contains(part);
}

// Part of a role from which the affiliation is told: "Professor at UC Davis" → {"Professor", "UC
// Davis"}.
std::pair<std::string, std::string> split_role(const std::string& part) {
  for (const std::string_view glue : {" at ", " @ ", " @"}) {
    const std::size_t at = part.find(glue);
    if (at != std::string::npos && at + glue.size() < part.size()) {
      return {part.substr(0, at),
              std::string(trim(std::string_view(part).substr(at + glue.size())))};
    }
  }
  return {part, {}};
}

bool is_capitals(std::string_view word) {
  return std::all_of(word.begin(), word.end(), [](char c) { return !(c >= 'a' && c <= 'z'); });
}

// "Yiyu, Shi, Notre Dame": one word, one word, then an institution. The middle word is a surname
// unless it says it is a role or an institution itself; one in capitals ("MIT") needs an
// institution behind it.
bool name_is_split(const std::vector<std::string>& parts, const KnownInstitutions& known) {
  if (parts.size() < 3 || words_of(parts[0]).size() != 1 || words_of(parts[1]).size() != 1)
    return false;
  if (!is_name(parts[0]) || !is_name(parts[1]) || parts[0].size() < 2) return false;
  if (is_role(parts[1]) || shows_institution(parts[1], known) || is_field_of_work(parts[1]))
    return false;
  if (count_title_words(parts[0]) + count_title_words(parts[1]) > 0) return false;
  const std::string rest = join_parts(parts, 2, parts.size());
  if (rest.empty()) return false;
  return known.contains(rest) || shows_institution(parts[2], known) ||
         (parts.size() == 3 && !is_capitals(parts[1]));
}

// Role and affiliation from the parts behind the name.
void read_tail(const std::vector<std::string>& parts, std::size_t from, PrintedPerson& person,
               const KnownInstitutions& known) {
  std::vector<std::string> roles;
  std::vector<std::string> places;
  const bool dangling =
      parts.back().empty();  // "Name, Machine Learning,": the institution was left out
  for (std::size_t i = from; i < parts.size(); ++i) {
    const std::string& part = parts[i];
    if (part.empty()) continue;
    const bool last = join_parts(parts, i + 1, parts.size()).empty();
    if (places.empty() && is_role(part) && !known.contains(part)) {
      auto [role, place] = split_role(part);
      // The last part with an institution word and no "at" is a place after all: "Lead
      // Semiconductor".
      if (last && place.empty() && roles.empty() && has_institution_word(part)) {
        places.push_back(part);
        continue;
      }
      roles.push_back(role);
      if (!place.empty()) places.push_back(place);
      continue;
    }
    places.push_back(part);
  }
  std::string place = join_parts(places, 0, places.size());
  const bool unsure = dangling && places.size() == 1 && !shows_institution(place, known);
  if (!place.empty() && (is_field_of_work(place) || unsure)) {
    roles.push_back(place);
    place.clear();
  }
  person.role = join_parts(roles, 0, roles.size());
  person.affiliation = std::move(place);
}

PrintedPerson parse_one(std::string_view text, const KnownInstitutions& known) {
  const std::vector<std::string> parts = split_parts(text, ',');
  PrintedPerson person;
  person.name = parts[0];
  std::size_t from = 1;
  if (name_is_split(parts, known)) {
    person.name = parts[0] + " " + parts[1];
    person.source_name = parts[0] + ", " + parts[1];
    from = 2;
  }
  if (parts.size() > from) read_tail(parts, from, person, known);
  return person;
}

// Words of a second person that start at `at`: two to four name words, the last with a comma, then
// something that is surely an institution. "Tenghui Zhu, Google Research"
bool starts_person(const std::vector<std::string_view>& words, std::size_t at,
                   const KnownInstitutions& known) {
  std::size_t end = at;
  while (end < words.size() && end - at < 4 && !words[end].ends_with(',')) ++end;
  if (end == words.size() || end - at < 1 || end - at > 3 || end + 1 == words.size()) return false;
  for (std::size_t i = at; i <= end; ++i) {
    std::string_view word = words[i];
    if (i == end) word.remove_suffix(1);
    if (!is_name_word(word) || is_institution_word(word) || is_title_word(word)) return false;
  }
  const std::vector<std::string_view> rest(words.begin() + static_cast<std::ptrdiff_t>(end) + 1,
                                           words.end());
  if (known.starts(rest)) return true;
  std::string first_part;
  for (const std::string_view word : rest) {
    first_part += std::string(word) + " ";
    if (word.ends_with(',')) break;
  }
  return has_institution_word(first_part);
}

// Where a second person starts in the line, in bytes; npos for none.
std::size_t second_person(std::string_view text, const KnownInstitutions& known) {
  if (text.size() > kMaxPersonLine) return std::string_view::npos;
  // The known institution may stand behind roles: every part is tried, the longest name first.
  for (std::size_t at = text.find(','); at != std::string_view::npos; at = text.find(',', at + 1)) {
    const std::vector<std::string_view> words = words_of(text.substr(at + 1));
    for (std::size_t n = std::min(words.size(), kMaxInstitutionWords); n > 0; --n) {
      if (n == words.size() || words[n - 1].ends_with(',') || !starts_person(words, n, known))
        continue;
      const char* end = words[n - 1].data() + words[n - 1].size();
      if (!known.contains({words[0].data(), static_cast<std::size_t>(end - words[0].data())}))
        continue;
      return static_cast<std::size_t>(words[n].data() - text.data());
    }
  }
  return std::string_view::npos;
}

// "Jane Doe and John Roe, Acme Labs": both names with what follows.
bool split_names_by_and(std::string_view text, std::vector<std::string>& out) {
  const std::size_t comma = std::min(text.find(','), text.size());
  const std::string_view names = text.substr(0, comma);
  for (const std::string_view glue : {" and ", " & "}) {
    const std::size_t at = names.find(glue);
    if (at == std::string_view::npos) continue;
    const std::string_view first = trim(names.substr(0, at));
    const std::string_view second = trim(names.substr(at + glue.size()));
    if (!is_name(first) || !is_name(second) || words_of(first).size() < 2 ||
        words_of(second).size() < 2)
      return false;
    out.push_back(std::string(first) + std::string(text.substr(comma)));
    out.push_back(std::string(second) + std::string(text.substr(comma)));
    return true;
  }
  return false;
}

std::vector<std::string> split_people(std::string_view line, const KnownInstitutions& known) {
  std::vector<std::string> pieces = split_parts(line, ';');
  std::erase_if(pieces, [](const std::string& piece) { return piece.empty(); });
  const bool all_names = std::all_of(pieces.begin(), pieces.end(), [](const std::string& piece) {
    return is_name(split_parts(piece, ',')[0]);
  });
  if (pieces.empty() || !all_names) pieces = {std::string(trim(line))};
  std::vector<std::string> out;
  for (const std::string& piece : pieces) {
    std::string_view rest = piece;
    for (std::size_t at = second_person(rest, known); at != std::string_view::npos;
         at = second_person(rest, known)) {
      out.emplace_back(trim(rest.substr(0, at)));
      rest = rest.substr(at);
    }
    if (!split_names_by_and(rest, out)) out.emplace_back(rest);
  }
  return out;
}

}  // namespace

void KnownInstitutions::add(std::string_view printed) {
  std::string key = fold_key(printed);
  // One or two letters stand for too much.
  if (key.size() > 2) keys_.insert(std::move(key));
}

bool KnownInstitutions::contains(std::string_view text) const {
  return text.size() <= kMaxPersonLine && keys_.contains(fold_key(text));
}

bool KnownInstitutions::starts(const std::vector<std::string_view>& words) const {
  for (std::size_t n = std::min(words.size(), kMaxInstitutionWords); n > 0; --n) {
    const char* end = words[n - 1].data() + words[n - 1].size();
    if (contains({words[0].data(), static_cast<std::size_t>(end - words[0].data())})) return true;
  }
  return false;
}

Likeness person_likeness(std::string_view line, const KnownInstitutions& known) {
  if (line.size() > kMaxPersonLine || line.find(',') == std::string_view::npos ||
      ends_like_prose(line)) {
    return Likeness::None;
  }
  const std::vector<std::string> parts = split_parts(line, ',');
  std::vector<std::string> both;
  const std::string name =
      split_names_by_and(parts[0], both) ? split_parts(both[0], ',')[0] : parts[0];
  if (!is_name(name)) return Likeness::None;
  if (has_capital_surname(name)) return Likeness::Strong;
  if (std::any_of(parts.begin() + 1, parts.end(),
                  [](const std::string& part) { return is_role(part); })) {
    return Likeness::Strong;
  }
  const std::size_t words = words_of(name).size();
  const std::size_t title_words = count_title_words(name);
  const bool place = std::any_of(parts.begin() + 1, parts.end(), [&](const std::string& part) {
    return shows_institution(part, known);
  });
  if (place && words >= 2 && title_words < words) return Likeness::Strong;
  if (name_is_split(parts, known)) return place ? Likeness::Strong : Likeness::Weak;
  if (words < 2 || title_words * 2 >= words) return Likeness::None;
  const bool capitals = std::all_of(parts.begin() + 1, parts.end(), [](const std::string& part) {
    return part.empty() || !(part.front() >= 'a' && part.front() <= 'z') ||
           part.starts_with("tiny");
  });
  return capitals ? Likeness::Weak : Likeness::None;
}

bool is_bare_name(std::string_view line) {
  const std::size_t words = words_of(line).size();
  return words >= 2 && words <= 5 && line.find(',') == std::string_view::npos && is_name(line) &&
         count_title_words(line) == 0 && !has_institution_word(line);
}

std::vector<PrintedPerson> parse_people(std::string_view line, const KnownInstitutions& known) {
  std::vector<PrintedPerson> people;
  for (const std::string& piece : split_people(line, known)) {
    PrintedPerson person = parse_one(piece, known);
    if (!person.name.empty()) people.push_back(std::move(person));
  }
  return people;
}

std::string sure_affiliation(std::string_view line) {
  const KnownInstitutions nothing;
  const std::vector<PrintedPerson> people = parse_people(line, nothing);
  if (people.size() != 1 || words_of(people[0].name).size() < 2) return {};
  return people[0].affiliation;
}

std::optional<std::string> parse_chair_line(std::string_view line) {
  // Words that may stand before the colon; one of the last four must.
  static constexpr std::string_view kBefore[] = {
      "session", "panel", "track",   "co",     "tutorial", "discussion", "short",
      "and",     "talk",  "keynote", "poster", "workshop", "invited"};
  static constexpr std::string_view kTitles[] = {
      "chair",   "chairs",   "moderator", "moderators", "chairperson", "chairpersons",
      "cochair", "cochairs", "chairman",  "chairwoman", "host",        "hosts"};
  const std::size_t colon = line.find(':');
  constexpr std::size_t kMaxLabel = 50;
  if (colon == std::string_view::npos || colon > kMaxLabel) return std::nullopt;
  std::string label = ascii_lower(line.substr(0, colon));
  for (char& c : label) {
    if (c == '-' || c == '/' || c == '&' || c == '(' || c == ')') c = ' ';
  }
  bool titled = false;
  for (const std::string_view word : words_of(label)) {
    const bool title = std::find(std::begin(kTitles), std::end(kTitles), word) != std::end(kTitles);
    const bool number = word.find_first_not_of("0123456789") == std::string_view::npos;
    if (!title && !number && word != "s" &&
        std::find(std::begin(kBefore), std::end(kBefore), word) == std::end(kBefore)) {
      return std::nullopt;
    }
    titled = titled || title;
  }
  if (!titled) return std::nullopt;
  return std::string(trim(line.substr(colon + 1)));
}

}  // namespace paperfind::program_page
