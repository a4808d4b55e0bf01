// Ranges of years and days as people type them: in the box, in parameters and in flags.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "engine/schema/fields.h"

namespace paperfind {

// Both ends belong to it; an empty one is open.
struct ValueRange {
  std::string first;  // "2019", or "2022-03-28" of days
  std::string last;
  bool reversed = false;  // the later one was typed first
  friend bool operator==(const ValueRange&, const ValueRange&) = default;
};

// True for facets that have ranges: year and day.
bool has_ranges(Facet facet);

// "2019..2021", "2019..", "..2021" or "2019". A day is "2022-03-28", and "2022-03" or "2022" from
// its first day to its last. Nothing for any other text.
std::optional<ValueRange> parse_range(Facet facet, std::string_view text);

// "2019..2021"; "2019" where both ends are the same.
std::string to_string(const ValueRange& range);

// "such as 2019..2021 or 2019.."
std::string range_example(Facet facet);

// A range of years as one of days; one of days as it is.
ValueRange in_days(Facet facet, ValueRange range);

}  // namespace paperfind
