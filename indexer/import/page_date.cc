#include <array>
#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "engine/base/ascii.h"
#include "indexer/import/page_text.h"
#include "indexer/import/page_time.h"

namespace paperfind::program_page {
namespace {

enum class Kind { Number, Word, Dash, Comma, Colon, Other };

struct Token {
  Kind kind = Kind::Other;
  std::string text;  // lower case
  int number = 0;
  std::size_t digits = 0;
  std::size_t begin = 0;
  std::size_t end = 0;
};

bool is_digit(char c) { return c >= '0' && c <= '9'; }
// Bytes of other scripts count as letters: they part no word.
bool is_letter(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || static_cast<unsigned char>(c) >= 0x80;
}

// Bytes of a dash at `at`: ASCII hyphen, U+2010…U+2015 or U+2212; 0 for anything else.
std::size_t dash_at(std::string_view text, std::size_t at) {
  if (text[at] == '-') return 1;
  const std::string_view three = text.substr(at, 3);
  if (three.size() == 3 && three.starts_with("\xE2\x80") && three[2] >= '\x90' &&
      three[2] <= '\x95') {
    return 3;
  }
  return three == "\xE2\x88\x92" ? 3 : 0;
}

Token number_token(std::string_view text, std::size_t at) {
  Token token{Kind::Number, {}, 0, 0, at, at};
  while (token.end < text.size() && is_digit(text[token.end])) {
    if (token.digits < 8) token.number = token.number * 10 + (text[token.end] - '0');
    ++token.end;
    ++token.digits;
  }
  const std::string suffix = ascii_lower(text.substr(token.end, 2));
  const bool ordinal = suffix == "st" || suffix == "nd" || suffix == "rd" || suffix == "th";
  if (ordinal && (token.end + 2 == text.size() || !is_letter(text[token.end + 2]))) token.end += 2;
  return token;
}

Token word_token(std::string_view text, std::size_t at) {
  Token token{Kind::Word, {}, 0, 0, at, at};
  while (token.end < text.size() && is_letter(text[token.end]) && dash_at(text, token.end) == 0) {
    ++token.end;
  }
  token.text = ascii_lower(text.substr(at, token.end - at));
  if (token.end < text.size() && text[token.end] == '.') ++token.end;  // "Mar. 28"
  if (token.text == "to" || token.text == "through" || token.text == "until" ||
      token.text == "and") {
    token.kind = Kind::Dash;
  }
  return token;
}

std::vector<Token> tokenize(std::string_view text) {
  std::vector<Token> tokens;
  for (std::size_t at = 0; at < text.size();) {
    if (text[at] == ' ') {
      ++at;
      continue;
    }
    Token token{Kind::Other, {}, 0, 0, at, at + 1};
    if (const std::size_t dash = dash_at(text, at); dash > 0) {
      token.kind = Kind::Dash;
      token.end = at + dash;
      token.text = "-";
    } else if (is_digit(text[at])) {
      token = number_token(text, at);
    } else if (is_letter(text[at])) {
      token = word_token(text, at);
    } else if (text[at] == ',') {
      token.kind = Kind::Comma;
    } else if (text[at] == ':' || text[at] == '|') {
      token.kind = Kind::Colon;
    } else {
      token.text = text.substr(at, 1);
    }
    at = token.end;
    tokens.push_back(std::move(token));
  }
  return tokens;
}

int month_of(const Token& token) {
  static constexpr std::string_view kMonths[] = {"january",   "february", "march",    "april",
                                                 "may",       "june",     "july",     "august",
                                                 "september", "october",  "november", "december"};
  if (token.kind != Kind::Word || token.text.size() < 3) return 0;
  if (token.text == "sept") return 9;
  for (int m = 0; m < 12; ++m) {
    if (token.text == kMonths[m] || token.text == kMonths[m].substr(0, 3)) return m + 1;
  }
  return 0;
}

bool is_weekday(const Token& token) {
  static constexpr std::string_view kDays[] = {"monday", "tuesday",  "wednesday", "thursday",
                                               "friday", "saturday", "sunday",    "tues",
                                               "thur",   "thurs"};
  if (token.kind != Kind::Word || token.text.size() < 3) return false;
  for (const std::string_view day : kDays) {
    if (token.text == day || token.text == day.substr(0, 3)) return true;
  }
  return false;
}

// Reads forward over tokens; each take_… moves on only when it succeeds.
class Reader {
 public:
  Reader(const std::vector<Token>& tokens, std::size_t at) : tokens_(tokens), at_(at) {}

  int take_month() {
    const int month = at_ < tokens_.size() ? month_of(tokens_[at_]) : 0;
    if (month > 0) ++at_;
    return month;
  }
  int take_day() {
    if (!is(Kind::Number) || tokens_[at_].digits > 2) return 0;
    const int day = tokens_[at_].number;
    if (day < 1 || day > 31) return 0;
    ++at_;
    return day;
  }
  int take_year() {
    const std::size_t before = at_;
    take(Kind::Comma);
    if (is(Kind::Number) && tokens_[at_].digits == 4 && tokens_[at_].number >= 1900 &&
        tokens_[at_].number < 2200) {
      return tokens_[at_++].number;
    }
    at_ = before;
    return 0;
  }
  bool take(Kind kind) {
    if (!is(kind)) return false;
    ++at_;
    return true;
  }
  void take_word(std::string_view word) {
    if (is(Kind::Word) && tokens_[at_].text == word) ++at_;
  }
  [[nodiscard]] bool is(Kind kind) const {
    return at_ < tokens_.size() && tokens_[at_].kind == kind;
  }
  [[nodiscard]] std::size_t at() const { return at_; }
  void back_to(std::size_t at) { at_ = at; }

 private:
  const std::vector<Token>& tokens_;
  std::size_t at_;
};

// "March 28", "28 of March", with or without year. `month` and `year` are what an earlier half of a
// range gave.
std::optional<CivilTime> take_date(Reader& reader, int month) {
  const std::size_t before = reader.at();
  CivilTime date;
  date.month = reader.take_month();
  date.day = reader.take_day();
  if (date.month == 0 && date.day > 0) {
    reader.take_word("of");
    date.month = reader.take_month();
    if (date.month == 0) date.month = month;
  }
  if (date.month == 0 || date.day == 0) {
    reader.back_to(before);
    return std::nullopt;
  }
  date.year = reader.take_year();
  return date;
}

bool exists(const CivilTime& date) {
  static constexpr std::array<int, 12> kDays = {31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
  if (date.month < 1 || date.month > 12 || date.day < 1 || date.day > kDays[date.month - 1])
    return false;
  if (date.month != 2 || date.day < 29 || date.year == 0) return true;
  return (date.year % 4 == 0 && date.year % 100 != 0) || date.year % 400 == 0;
}

// "2022-03-28", each part a token.
std::optional<CivilTime> take_iso(Reader& reader, const std::vector<Token>& tokens) {
  const std::size_t at = reader.at();
  if (at + 4 >= tokens.size()) return std::nullopt;
  const auto number = [&](std::size_t i, std::size_t digits) {
    return tokens[i].kind == Kind::Number && tokens[i].digits == digits;
  };
  if (!number(at, 4) || !number(at + 2, 2) || !number(at + 4, 2)) return std::nullopt;
  if (tokens[at + 1].text != "-" || tokens[at + 3].text != "-") return std::nullopt;
  reader.back_to(at + 5);
  return CivilTime{tokens[at].number, tokens[at + 2].number, tokens[at + 4].number};
}

struct Found {
  DateSpan span;
  std::size_t next = 0;  // token behind it
};

// "7-10 June 2021": the day of the first half stands before the dash, its month behind the second
// half.
std::optional<Found> day_range_before_month(const std::vector<Token>& tokens, std::size_t at) {
  Reader reader(tokens, at);
  const int first = reader.take_day();
  if (first == 0 || !reader.take(Kind::Dash)) return std::nullopt;
  const std::size_t second = reader.at();
  if (reader.take_day() == 0) return std::nullopt;
  reader.take_word("of");
  if (reader.take_month() == 0) return std::nullopt;
  reader.back_to(second);
  const std::optional<CivilTime> last = take_date(reader, 0);
  if (!last) return std::nullopt;
  Found found{{*last, *last}, reader.at()};
  found.span.first.day = first;
  return found;
}

std::optional<Found> date_at(const std::vector<Token>& tokens, std::size_t at) {
  if (std::optional<Found> range = day_range_before_month(tokens, at)) return range;
  Reader reader(tokens, at);
  std::optional<CivilTime> first = take_iso(reader, tokens);
  if (!first) first = take_date(reader, 0);
  if (!first) return std::nullopt;
  Found found{{*first, *first}, reader.at()};
  if (!reader.take(Kind::Dash)) return found;
  std::optional<CivilTime> last = take_iso(reader, tokens);
  if (!last) last = take_date(reader, first->month);
  if (!last) return found;
  if (last->year == 0) last->year = first->year;
  found = {{*first, *last}, reader.at()};
  if (first->year == 0 && last->year != 0) {
    // "December 30 - January 2, 2023" starts the year before.
    found.span.first.year = first->month > last->month ? last->year - 1 : last->year;
  }
  return found;
}

std::optional<Found> first_date(const std::vector<Token>& tokens) {
  for (std::size_t at = 0; at < tokens.size(); ++at) {
    // The tail of a longer number or version ("1.2-10 May") is no date.
    std::optional<Found> found = date_at(tokens, at);
    if (!found || !exists(found->span.first) || !exists(found->span.last)) continue;
    if (found->span.last < found->span.first) found->span.last = found->span.first;
    found->span.begin = tokens[at].begin;
    found->span.end = tokens[found->next - 1].end;
    return found;
  }
  return std::nullopt;
}

// Token index behind "Day 2", "Day 2 -", weekdays, commas and dashes.
std::size_t skip_heading_words(const std::vector<Token>& tokens, std::size_t at, int& number) {
  for (; at < tokens.size(); ++at) {
    const Token& token = tokens[at];
    if (token.kind == Kind::Word && token.text == "day" && at + 1 < tokens.size() &&
        tokens[at + 1].kind == Kind::Number && tokens[at + 1].digits <= 2) {
      number = tokens[++at].number;
    } else if (!is_weekday(token) && token.kind != Kind::Comma && token.text != "-" &&
               token.kind != Kind::Colon && token.text != "(" && token.text != ")") {
      break;
    }
  }
  return at;
}

}  // namespace

std::optional<DateSpan> find_date(std::string_view text) {
  const std::optional<Found> found = first_date(tokenize(text));
  return found ? std::optional(found->span) : std::nullopt;
}

std::optional<DateHeading> parse_date_heading(std::string_view line) {
  // A heading is short; behind the date a few words may follow a dash or colon.
  constexpr std::size_t kMaxHeading = 120;
  if (line.size() > kMaxHeading) return std::nullopt;
  const std::vector<Token> tokens = tokenize(line);
  DateHeading heading;
  const std::size_t start = skip_heading_words(tokens, 0, heading.number);
  if (start == tokens.size()) {
    return heading.number > 0 ? std::optional(heading) : std::nullopt;
  }
  const std::optional<Found> found = first_date(tokens);
  if (!found || found->span.begin != tokens[start].begin) return std::nullopt;
  heading.date = found->span;
  const std::size_t rest = skip_heading_words(tokens, found->next, heading.number);
  const bool parted =
      rest > found->next && (tokens[rest - 1].kind == Kind::Colon || tokens[rest - 1].text == "-" ||
                             tokens[rest - 1].text == ")");
  if (rest < tokens.size() && !parted) return std::nullopt;
  return heading;
}

}  // namespace paperfind::program_page
