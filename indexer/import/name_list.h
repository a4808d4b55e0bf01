// Lists of people in one string, and what does not belong into a name.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace paperfind {

// The names of "A|B", "A; B", "A, B and C" or "A and B". "Eric H. Nyberg, 3rd" and "Smith, Jr."
// stay whole, and so does "Family, Given", alone, between '|' or ';', and where all that is between
// "and" is so: it becomes "Given Family". `text` has no HTML entities.
std::vector<std::string> split_names(std::string_view text);

// The parts of a list separated by ';' or its full-width form, blanks at the ends dropped; empty
// parts stay.
std::vector<std::string> split_list(std::string_view text);

// Without the words that are mail addresses, and brackets around them.
std::string without_mail_addresses(const std::string& text);

}  // namespace paperfind
