#include <algorithm>
#include <iterator>
#include <string>
#include <string_view>

#include "engine/base/ascii.h"
#include "indexer/import/page_records.h"
#include "indexer/import/page_text.h"

namespace paperfind::program_page {
namespace {

// Every word of the heading is one of these: "Welcome and Opening Statement", "Opening / Welcome".
constexpr std::string_view kWelcomeWords[] = {
    "welcome", "opening", "open",    "statement", "statements",   "remarks",
    "remark",  "session", "address", "greetings", "introduction", "and",
    "the",     "to",      "day",     "by",        "chairs",       "chair",
    "general", "program", "all",     "of",        "symposium",    "tinyml",
    "a",       "notes",   "note",    "ceremony"};
constexpr std::string_view kWelcomeCore[] = {"welcome", "opening", "open"};
constexpr std::string_view kBreakWords[] = {
    "break",        "breaks",     "coffee",   "tea",        "lunch",     "dinner",
    "breakfast",    "brunch",     "snack",    "networking", "reception", "social",
    "refreshments", "happy",      "hour",     "and",        "with",      "the",
    "short",        "afternoon",  "morning",  "evening",    "buffet",    "continental",
    "exhibits",     "exhibition", "cocktail", "banquet",    "time",      "visit"};
constexpr std::string_view kBreakCore[] = {
    "break",  "breaks", "coffee",     "tea",       "lunch",        "dinner",  "breakfast",
    "brunch", "snack",  "networking", "reception", "refreshments", "banquet", "buffet"};
// First words that make an entry whatever stands below.
constexpr std::string_view kKeynote[] = {"keynote", "keynotes", "plenary", "plenary keynote"};
constexpr std::string_view kDiscussion[] = {
    "panel",           "panel discussion", "roundtable", "round table",
    "open discussion", "discussion",       "q&a",        "town hall",
    "award ceremony",  "awards ceremony"};
constexpr std::string_view kOtherWords[] = {
    "registration", "check-in", "badge",    "pickup", "pick-up", "closing",  "close",   "remarks",
    "statement",    "wrap-up",  "adjourn",  "end",    "of",      "day",      "and",     "the",
    "open",         "doors",    "awards",   "award",  "group",   "photo",    "summary", "session",
    "concluding",   "final",    "farewell", "best",   "paper",   "symposium"};
constexpr std::string_view kOtherCore[] = {
    "registration", "check-in", "closing", "close",      "wrap-up",  "adjourn", "end",
    "awards",       "award",    "photo",   "concluding", "farewell", "doors"};

template <std::size_t N>
bool in(const std::string_view (&table)[N], std::string_view word) {
  return std::find(std::begin(table), std::end(table), word) != std::end(table);
}

template <std::size_t N>
bool starts_with_any(const std::string_view (&table)[N], std::string_view title) {
  return std::any_of(std::begin(table), std::end(table),
                     [&](std::string_view prefix) { return starts_with_word(title, prefix); });
}

// All words of `title` are in `allowed` and one is in `core`; numbers and lone marks do not count.
template <std::size_t N, std::size_t M>
bool made_of(std::string_view title, const std::string_view (&allowed)[N],
             const std::string_view (&core)[M]) {
  bool found = false;
  std::string plain = ascii_lower(title);
  for (char& c : plain) {
    if (c == '/' || c == ',' || c == ':' || c == '&' || c == '(' || c == ')' || c == '.' ||
        c == '!' || c == '+')
      c = ' ';
  }
  for (const std::string_view word : words_of(plain)) {
    if (word == "-" || word == "\xE2\x80\x93" ||
        word.find_first_not_of("0123456789") == std::string_view::npos)
      continue;
    if (!in(allowed, word)) return false;
    found = found || in(core, word);
  }
  return found;
}

}  // namespace

const char* schedule_type(std::string_view title, bool with_talk) {
  if (starts_with_any(kKeynote, title)) return "keynote";
  if (made_of(title, kWelcomeWords, kWelcomeCore)) return "welcome";
  if (made_of(title, kBreakWords, kBreakCore) && !with_talk) return "break";
  if (made_of(title, kOtherWords, kOtherCore)) return "other";
  if (starts_with_any(kDiscussion, title)) return "other";
  return nullptr;
}

}  // namespace paperfind::program_page
