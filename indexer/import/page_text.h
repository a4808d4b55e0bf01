// A scraped page as lines of clean text.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace paperfind::program_page {

// One non-blank line of the page.
struct Line {
  std::size_t number = 0;  // from 1, as an editor counts
  std::string text;  // trimmed; every run of blanks (tabs and no-break spaces too) is one space
  bool after_blank = false;  // a blank line, or the start of the page, stands above it
};

// Lines end in LF, CRLF or CR. Ill-formed UTF-8 is repaired, a byte order mark and control
// characters are dropped.
std::vector<Line> split_page(std::string_view page);

// One line's text as above.
std::string clean_line(std::string_view line);

// Parts between `separator`, trimmed; an empty part stays.
std::vector<std::string> split_parts(std::string_view text, char separator);
std::string join_parts(const std::vector<std::string>& parts, std::size_t from, std::size_t to,
                       std::string_view glue = ", ");

// Trims ASCII blanks.
std::string_view trim(std::string_view text);
// ASCII letters compared without case.
bool starts_with_word(std::string_view text, std::string_view lower_prefix);

// Blank-separated words.
std::vector<std::string_view> words_of(std::string_view text);

// "0.31\% higher" → "0.31% higher": TeX escapes of % & _ # outside $math$, which stays as it is.
std::string unescape_tex(std::string_view text);

}  // namespace paperfind::program_page
