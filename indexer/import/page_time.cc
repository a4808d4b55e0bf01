#include "indexer/import/page_time.h"

#include <algorithm>
#include <array>
#include <cstddef>
#include <utility>
#include <vector>

#include "engine/base/ascii.h"
#include "indexer/import/page_text.h"

namespace paperfind::program_page {
namespace {

struct Clock {
  int hour = 0;
  int minute = 0;
  char meridiem = 0;   // 'a', 'p' or 0
  bool exact = false;  // minutes or am/pm given: surely a time of day
};

bool is_digit(char c) { return c >= '0' && c <= '9'; }

void skip_blanks(std::string_view text, std::size_t& at) {
  while (at < text.size() && text[at] == ' ') ++at;
}

// "am", "p.m.", "noon" at `at`; moves on when it is one and the word ends there.
char take_meridiem(std::string_view text, std::size_t& at) {
  static constexpr std::pair<std::string_view, char> kForms[] = {
      {"a.m.", 'a'}, {"p.m.", 'p'}, {"a.m", 'a'}, {"p.m", 'p'},
      {"am", 'a'},   {"pm", 'p'},   {"noon", 'p'}};
  std::size_t next = at;
  skip_blanks(text, next);
  const std::string lower = ascii_lower(text.substr(next, 5));
  for (const auto& [form, meridiem] : kForms) {
    if (!lower.starts_with(form)) continue;
    const std::size_t end = next + form.size();
    const char behind = end < text.size() ? text[end] : ' ';
    if ((behind >= 'a' && behind <= 'z') || (behind >= 'A' && behind <= 'Z') || is_digit(behind))
      continue;
    at = end;
    return meridiem;
  }
  return 0;
}

std::optional<Clock> take_clock(std::string_view text, std::size_t& at) {
  std::size_t next = at;
  Clock clock;
  std::size_t digits = 0;
  for (; next < text.size() && is_digit(text[next]) && digits < 3; ++next, ++digits) {
    clock.hour = clock.hour * 10 + (text[next] - '0');
  }
  if (digits == 0 || digits > 2 || clock.hour > 24) return std::nullopt;
  if (next + 2 < text.size() + 0 && (text[next] == ':' || text[next] == '.' || text[next] == 'h') &&
      is_digit(text[next + 1]) && is_digit(text[next + 2])) {
    clock.minute = (text[next + 1] - '0') * 10 + (text[next + 2] - '0');
    clock.exact = text[next] != '.';
    next += 3;
  }
  if (next < text.size() && is_digit(text[next])) return std::nullopt;
  clock.meridiem = take_meridiem(text, next);
  clock.exact = clock.exact || clock.meridiem != 0;
  const bool in_range = clock.meridiem == 0 ? clock.hour * 60 + clock.minute <= 24 * 60
                                            : clock.hour >= 1 && clock.hour <= 12;
  if (clock.minute > 59 || !in_range) return std::nullopt;
  at = next;
  return clock;
}

bool take_range_word(std::string_view text, std::size_t& at) {
  static constexpr std::string_view kForms[] = {
      "to",           "until",        "till",         "-",           "\xE2\x80\x93",
      "\xE2\x80\x94", "\xE2\x80\x90", "\xE2\x80\x91", "\xE2\x88\x92"};
  std::size_t next = at;
  skip_blanks(text, next);
  const std::string lower = ascii_lower(text.substr(next, 5));
  for (const std::string_view form : kForms) {
    if (!lower.starts_with(form)) continue;
    at = next + form.size();
    skip_blanks(text, at);
    return true;
  }
  return false;
}

int minutes_of(const Clock& clock, char meridiem) {
  int hour = clock.hour;
  if (meridiem != 0) hour = hour % 12 + (meridiem == 'p' ? 12 : 0);
  return (hour * 60 + clock.minute) % (24 * 60);
}

// "9 to 9:30 am": one half-day mark for both, unless that turns them round ("11 to 1 pm").
char start_meridiem(const Clock& start, const Clock& end) {
  if (start.meridiem != 0 || end.meridiem == 0 || start.hour > 12 || start.hour == 0)
    return start.meridiem;
  if (minutes_of(start, end.meridiem) < minutes_of(end, end.meridiem)) return end.meridiem;
  return end.meridiem == 'p' ? 'a' : 'p';
}

// Zone abbreviations that may stand behind a range: "9:00 am to 9:30 am (PT)".
std::string_view drop_zone_suffix(std::string_view rest) {
  rest = trim(rest);
  std::string_view word = rest.substr(0, rest.find(' '));
  std::string bare(word);
  std::erase_if(bare, [](char c) { return c == '(' || c == ')' || c == ':' || c == ','; });
  return !bare.empty() && !parse_zone_line(bare).empty() ? trim(rest.substr(word.size())) : rest;
}

}  // namespace

std::optional<TimeRange> parse_time_range(std::string_view line) {
  std::size_t at = 0;
  skip_blanks(line, at);
  const std::optional<Clock> start = take_clock(line, at);
  if (!start || !take_range_word(line, at)) return std::nullopt;
  const std::optional<Clock> end = take_clock(line, at);
  if (!end || !(start->exact || end->exact)) return std::nullopt;
  // "10:1 to 10:2 ratios", "1:10 to 1:20-scale": digits, hyphens and units that follow at once are
  // no times.
  if (at < line.size() && line[at] != ' ' && line[at] != ':' && line[at] != ',' &&
      line[at] != '(') {
    return std::nullopt;
  }
  TimeRange range;
  range.start = minutes_of(*start, start_meridiem(*start, *end));
  range.end = minutes_of(*end, end->meridiem);
  std::string_view rest = drop_zone_suffix(line.substr(at));
  while (!rest.empty() && (rest.front() == ':' || rest.front() == '-' || rest.front() == '|' ||
                           rest.front() == ',' || rest.front() == ' ')) {
    rest.remove_prefix(1);
  }
  if (rest.starts_with("\xE2\x80\x93") || rest.starts_with("\xE2\x80\x94"))
    rest = trim(rest.substr(3));
  // A sentence that begins with times is prose, not a slot: headings are short and start with a
  // capital.
  constexpr std::size_t kMaxHeading = 200;
  if (rest.size() > kMaxHeading ||
      (!rest.empty() && rest.front() >= 'a' && rest.front() <= 'z' && !rest.starts_with("tiny"))) {
    return std::nullopt;
  }
  range.rest = rest;
  return range;
}

namespace {

// Zone phrases, longest first where one holds another. Where a phrase names a rule shared by
// countries, the zone is the one the IANA database itself links the abbreviation to; overrides name
// a better one.
constexpr std::pair<std::string_view, std::string_view> kZones[] = {
    {"central european summer time", "Europe/Brussels"},
    {"central european standard time", "Europe/Brussels"},
    {"central european time", "Europe/Brussels"},
    {"eastern european summer time", "Europe/Athens"},
    {"eastern european time", "Europe/Athens"},
    {"western european summer time", "Europe/Lisbon"},
    {"western european time", "Europe/Lisbon"},
    {"coordinated universal time", "UTC"},
    {"greenwich mean time", "UTC"},
    {"british summer time", "Europe/London"},
    {"china standard time", "Asia/Shanghai"},
    {"japan standard time", "Asia/Tokyo"},
    {"korea standard time", "Asia/Seoul"},
    {"india standard time", "Asia/Kolkata"},
    {"indian standard time", "Asia/Kolkata"},
    {"singapore standard time", "Asia/Singapore"},
    {"singapore time", "Asia/Singapore"},
    {"taipei standard time", "Asia/Taipei"},
    {"hong kong time", "Asia/Hong_Kong"},
    {"pacific daylight time", "America/Los_Angeles"},
    {"pacific standard time", "America/Los_Angeles"},
    {"pacific time", "America/Los_Angeles"},
    {"mountain daylight time", "America/Denver"},
    {"mountain standard time", "America/Denver"},
    {"mountain time", "America/Denver"},
    {"central daylight time", "America/Chicago"},
    {"central standard time", "America/Chicago"},
    {"central time", "America/Chicago"},
    {"eastern daylight time", "America/New_York"},
    {"eastern standard time", "America/New_York"},
    {"eastern time", "America/New_York"},
};
// Abbreviations, whole words in capitals. "CST" alone is left out: it is Chicago's and Shanghai's.
constexpr std::pair<std::string_view, std::string_view> kAbbreviations[] = {
    {"PT", "America/Los_Angeles"},
    {"PST", "America/Los_Angeles"},
    {"PDT", "America/Los_Angeles"},
    {"MT", "America/Denver"},
    {"MST", "America/Denver"},
    {"MDT", "America/Denver"},
    {"CT", "America/Chicago"},
    {"CDT", "America/Chicago"},
    {"ET", "America/New_York"},
    {"EST", "America/New_York"},
    {"EDT", "America/New_York"},
    {"CET", "Europe/Brussels"},
    {"CEST", "Europe/Brussels"},
    {"EET", "Europe/Athens"},
    {"EEST", "Europe/Athens"},
    {"WET", "Europe/Lisbon"},
    {"WEST", "Europe/Lisbon"},
    {"BST", "Europe/London"},
    {"JST", "Asia/Tokyo"},
    {"KST", "Asia/Seoul"},
    {"SGT", "Asia/Singapore"},
    {"HKT", "Asia/Hong_Kong"},
    {"CST", ""},
    {"IST", ""},
};
// Words a zone line may hold beside its zone: with any other word the line says something else too.
constexpr std::string_view kFillers[] = {
    "all",    "times",  "time",  "are",      "is",     "in",      "the",       "event",
    "events", "will",   "be",    "held",     "given",  "zone",    "timezone",  "note",
    "shown",  "listed", "local", "schedule", "agenda", "program", "programme", "displayed",
    "below",  "please", "and",   "by",       "of",     "a",       "at"};

// "+2", "-7", "+05:30", "−8": hours and minutes east of Greenwich.
std::optional<int> take_offset(std::string_view text, std::size_t at) {
  skip_blanks(text, at);
  int sign = 0;
  if (at < text.size() && text[at] == '+') {
    sign = 1;
    ++at;
  } else if (at < text.size() && text[at] == '-') {
    sign = -1;
    ++at;
  } else if (text.substr(at, 3) == "\xE2\x88\x92" || text.substr(at, 3) == "\xE2\x80\x93") {
    sign = -1;
    at += 3;
  }
  if (sign == 0) return std::nullopt;
  skip_blanks(text, at);
  int hours = 0;
  std::size_t digits = 0;
  for (; at < text.size() && is_digit(text[at]) && digits < 2; ++at, ++digits) {
    hours = hours * 10 + (text[at] - '0');
  }
  if (digits == 0 || hours > 14) return std::nullopt;
  return sign * hours;
}

// Words of the line without brackets, slashes and commas; "UTC -7" becomes one word "UTC-7".
std::vector<std::string> zone_words(std::string_view line) {
  std::string spaced(line);
  for (char& c : spaced) {
    if (c == '(' || c == ')' || c == ',' || c == ';' || c == ':' || c == '.' || c == '[' ||
        c == ']')
      c = ' ';
  }
  std::vector<std::string> words;
  for (const std::string_view word : words_of(spaced)) {
    const bool sign = word.front() == '+' || word.front() == '-' || is_digit(word.front());
    if (sign && !words.empty() &&
        (words.back().starts_with("UTC") || words.back().starts_with("GMT"))) {
      words.back() += word;
    } else if (word != "/" && word != "-" && word != "\xE2\x80\x93" && word != "|" && word != "&") {
      words.emplace_back(word);
    }
  }
  return words;
}

std::string take_phrases(std::string& lower) {
  std::string zone;
  for (const auto& [phrase, name] : kZones) {
    const std::size_t at = lower.find(phrase);
    if (at == std::string::npos) continue;
    if (zone.empty()) zone = name;
    lower.erase(at, phrase.size());
  }
  return zone;
}

// A word's zone: an abbreviation, "UTC+2" or an IANA name. Nothing for a word that is no zone; an
// empty string for one that is a zone but does not say which.
std::optional<std::string> zone_of_word(std::string_view word) {
  for (const auto& [abbreviation, name] : kAbbreviations) {
    if (word == abbreviation) return std::string(name);
  }
  if (word.starts_with("UTC") || word.starts_with("GMT")) {
    const std::string_view behind = word.substr(3);
    if (behind.empty()) return std::string("UTC");
    const std::optional<int> hours = take_offset(behind, 0);
    if (!hours) return std::nullopt;
    if (*hours == 0) return std::string("UTC");
    // The sign of the Etc zones is turned round, by POSIX.
    return "Etc/GMT" + std::string(*hours > 0 ? "-" : "+") + std::to_string(std::abs(*hours));
  }
  if (word.find('/') != std::string_view::npos && is_known_zone(word)) return std::string(word);
  return std::nullopt;
}

}  // namespace

std::string parse_zone_line(std::string_view line) {
  constexpr std::size_t kMaxZoneLine = 120;
  if (line.size() > kMaxZoneLine) return {};
  std::string joined;
  for (const std::string& word : zone_words(line)) joined += (joined.empty() ? "" : " ") + word;
  std::string lower = ascii_lower(joined);
  const std::size_t before = lower.size();
  std::string zone = take_phrases(lower);
  // With a phrase gone the cases of what is left no longer line up: abbreviations are looked up in
  // capitals then.
  std::string rest = lower.size() == before ? joined : std::string();
  if (rest.empty()) {
    rest = lower;
    for (char& c : rest) c = ascii_upper(c);
  }
  std::string by_word;
  for (const std::string_view word : words_of(rest)) {
    if (const std::optional<std::string> named = zone_of_word(word)) {
      // "PDT / UTC-7": a place's zone says more than an offset.
      if (by_word.empty() || by_word.starts_with("Etc/"))
        by_word = named->empty() ? by_word : *named;
      continue;
    }
    if (std::find(std::begin(kFillers), std::end(kFillers), ascii_lower(word)) ==
        std::end(kFillers))
      return {};
  }
  return zone.empty() ? by_word : zone;
}

}  // namespace paperfind::program_page
