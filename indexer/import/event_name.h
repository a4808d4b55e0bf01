// What the name of a file says of an event.
#pragma once

#include <string>
#include <string_view>

namespace paperfind {

// "wacv2024" is "WACV 2024"; another name is what it is.
std::string event_name(const std::string& stem);

// The last four digits in a row of an event's name that may be a year; empty for none.
std::string year_in(std::string_view name);

}  // namespace paperfind
