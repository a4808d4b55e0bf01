// Percent-encoding of addresses (RFC 3986).
#pragma once

#include <string>
#include <string_view>

namespace paperfind {

// 0..15, or -1 for what is no hex digit.
int hex_value(char c);

// "%C3%A9" → "é"; ill-formed escapes stand for themselves.
std::string percent_decode(std::string_view text);

}  // namespace paperfind
