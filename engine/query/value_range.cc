#include "engine/query/value_range.h"

#include <algorithm>
#include <utility>

#include "engine/base/zoned_time.h"

namespace paperfind {
namespace {

constexpr std::string_view kBetween = "..";

bool all_digits(std::string_view text) {
  return std::all_of(text.begin(), text.end(), [](char c) { return c >= '0' && c <= '9'; });
}

bool is_year(std::string_view text) {
  return text.size() == 4 && all_digits(text) && text != "0000";
}

bool is_month(std::string_view text) {
  return text.size() == 7 && is_year(text.substr(0, 4)) && text[4] == '-' &&
         parse_date(std::string(text) + "-01");
}

std::string last_day_of(std::string_view month) {
  for (const char* day : {"-31", "-30", "-29"}) {
    std::string date = std::string(month) + day;
    if (parse_date(date)) return date;
  }
  return std::string(month) + "-28";
}

// One end of a range; empty for no year or day at all.
std::string bound(Facet facet, std::string_view text, bool last) {
  if (facet == Facet::Year) return is_year(text) ? std::string(text) : "";
  if (is_year(text)) return std::string(text) + (last ? "-12-31" : "-01-01");
  if (is_month(text)) return last ? last_day_of(text) : std::string(text) + "-01";
  return parse_date(text) ? std::string(text) : "";
}

}  // namespace

bool has_ranges(Facet facet) { return facet == Facet::Year || facet == Facet::Day; }

std::optional<ValueRange> parse_range(Facet facet, std::string_view text) {
  const std::size_t between = text.find(kBetween);
  const bool lone = between == std::string_view::npos;
  std::string_view first = text.substr(0, between);
  std::string_view last = lone ? first : text.substr(between + kBetween.size());
  if (first.empty() && last.empty()) return std::nullopt;
  ValueRange range;
  if (!first.empty() && !last.empty()) {
    // Days are compared by their first: "2022-03..2022-03-05" is the right way round.
    range.reversed = bound(facet, last, true) < bound(facet, first, false);
    if (range.reversed) std::swap(first, last);
  }
  if (!first.empty()) range.first = bound(facet, first, false);
  if (!last.empty()) range.last = bound(facet, last, true);
  if (range.first.empty() != first.empty() || range.last.empty() != last.empty())
    return std::nullopt;
  return range;
}

std::string to_string(const ValueRange& range) {
  if (range.first == range.last) return range.first;
  return range.first + std::string(kBetween) + range.last;
}

std::string range_example(Facet facet) {
  return facet == Facet::Year ? "such as 2019..2021 or 2019.."
                              : "such as 2022-03-28..2022-03-30 or 2022-03..";
}

ValueRange in_days(Facet facet, ValueRange range) {
  if (facet != Facet::Year) return range;
  if (!range.first.empty()) range.first += "-01-01";
  if (!range.last.empty()) range.last += "-12-31";
  return range;
}

}  // namespace paperfind
