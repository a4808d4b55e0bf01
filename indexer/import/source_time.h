// Times as programmes write them.
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace paperfind {

// "2020-07-06_05:00:00", "2020-11-16 16:00:00+00:00", "2026-05-04T10:00Z" or milliseconds since
// 1970, as RFC 3339 in `zone`; a time without an offset is one of the zone. Nothing for what is no
// time.
std::optional<std::string> read_source_time(std::string_view text, std::string_view zone);

}  // namespace paperfind
