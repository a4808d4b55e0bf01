// What the name of a file says of an event.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace paperfind {

// "wacv2024" is "WACV 2024"; another name is what it is.
std::string event_name(const std::string& stem);

// The year in an event's name: the last four digits that stand by themselves, or else begin a date
// such as 20240515; empty for none.
std::string year_in(std::string_view name);
// Where that year begins; npos for none.
std::size_t find_year(std::string_view name);

}  // namespace paperfind
