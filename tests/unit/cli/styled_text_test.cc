#include "cli/styled_text.h"

#include <string>
#include <vector>

#include "tests/catch.h"

using namespace paperfind::cli;

namespace {

std::string lines_of(const std::string& text, int width) {
  std::string out;
  for (const Glyphs& line : wrap(glyphs_of(text), width)) {
    CHECK(width_of(line) <= width);
    out += to_bytes(line, Style::Plain, false) + "|";
  }
  return out;
}

}  // namespace

TEST_CASE("width_of counts columns, not bytes or characters", "[cli]") {
  struct Case {
    std::string text;
    int width;
  };
  const Case c = GENERATE(values<Case>({
      {"", 0},
      {"abc", 3},
      {"Jelčicoová", 10},
      {"論文検索", 8},
      {"한국어", 6},
      // Decomposed: the accent stands on its letter.
      {"e\xCC\x81t\xC3\xA9", 3},
      {"\xF0\x9F\x94\x8D", 2},
      {"α-divergence", 12},
      {"a\nb\tc", 5},
  }));
  CAPTURE(c.text);
  CHECK(width_of(c.text) == c.width);
}

TEST_CASE("Nothing printed can steer the terminal", "[cli]") {
  struct Case {
    std::string text;
    std::string shown;
  };
  const Case c = GENERATE(values<Case>({
      {"a\x1b[31mb", "a\xEF\xBF\xBD[31mb"},
      {"a\xC2\x9B"
       "31mb",
       "a\xEF\xBF\xBD"
       "31mb"},
      {"a\xE2\x80\xAE"
       "b",
       "a\xEF\xBF\xBD"
       "b"},
      {std::string("a\0b", 3),
       "a\xEF\xBF\xBD"
       "b"},
      {"a\xFF"
       "b",
       "a\xEF\xBF\xBD"
       "b"},
      // Cut in the middle of a character, overlong, surrogate.
      {"a\xE2\x80", "a\xEF\xBF\xBD\xEF\xBF\xBD"},
      {"\xC0\xAF", "\xEF\xBF\xBD\xEF\xBF\xBD"},
      {"\xED\xA0\x80", "\xEF\xBF\xBD\xEF\xBF\xBD\xEF\xBF\xBD"},
      {"\x7F", "\xEF\xBF\xBD"},
      {"line\r\nbreak", "line  break"},
  }));
  CHECK(printable(c.text) == c.shown);
}

TEST_CASE("wrap breaks at blanks, and within words too long", "[cli]") {
  CHECK(lines_of("one two three", 7) == "one two|three|");
  CHECK(lines_of("one  two", 20) == "one two|");
  CHECK(lines_of("abcdefgh ij", 3) == "abc|def|gh|ij|");
  CHECK(lines_of("論文検索論文", 5) == "論文|検索|論文|");
  CHECK(lines_of("", 5) == "|");
  CHECK(lines_of("   ", 5) == "|");
  CHECK(lines_of("a" + std::string(100'000, 'b'), 1000).size() == 100'001 + 101);
}

TEST_CASE("clip leaves room for the sign that something is missing", "[cli]") {
  const auto clipped = [](const std::string& text, int width) {
    return to_bytes(clip(glyphs_of(text), width), Style::Plain, false);
  };
  CHECK(clipped("abcdef", 6) == "abcdef");
  CHECK(clipped("abcdef", 4) == "abc…");
  CHECK(clipped("論文検索", 6) == "論文…");
  CHECK(clipped("abc", 0) == "");
}

TEST_CASE("Marks become colour, and only with colour", "[cli]") {
  const Glyphs text = glyphs_of("ab cd ef", {{3, 5}});
  CHECK(to_bytes(text, Style::Plain, false) == "ab cd ef");
  CHECK(to_bytes(text, Style::Plain, true) == "ab \x1b[33;4mcd\x1b[0m ef");
  CHECK(to_bytes(text, Style::Bold, true) == "\x1b[1mab \x1b[33;4mcd\x1b[0m\x1b[1m ef\x1b[0m");
  // Wrapping keeps marks on their words.
  const std::vector<Glyphs> lines = wrap(text, 5);
  CHECK(to_bytes(lines.at(0), Style::Plain, true) == "ab \x1b[33;4mcd\x1b[0m");
  CHECK(to_bytes(lines.at(1), Style::Plain, true) == "ef");
}
