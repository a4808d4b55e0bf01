#include "searchd/pages/time_text.h"

#include <fmt/format.h>

#include <optional>

#include "engine/base/zoned_time.h"

namespace paperfind {
namespace {

constexpr std::string_view kWeekdays[] = {"Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"};
constexpr std::string_view kWholeWeekdays[] = {"Sunday",   "Monday", "Tuesday", "Wednesday",
                                               "Thursday", "Friday", "Saturday"};
constexpr std::string_view kMonths[] = {"January",   "February", "March",    "April",
                                        "May",       "June",     "July",     "August",
                                        "September", "October",  "November", "December"};

std::string month_text(const CivilTime& date) {
  return std::string(kMonths[static_cast<std::size_t>(date.month - 1)]);
}

std::string day_text(const CivilTime& date) {
  return fmt::format("{} {} {}", date.day, month_text(date), date.year);
}

std::string clock_text(const CivilTime& time) {
  return fmt::format("{:02}:{:02}", time.hour, time.minute);
}

bool same_day(const CivilTime& a, const CivilTime& b) {
  return a.year == b.year && a.month == b.month && a.day == b.day;
}

std::string dated(const CivilTime& time) {
  const auto weekday_index = static_cast<std::size_t>(weekday(time));
  return fmt::format("{} {}, {}", kWeekdays[weekday_index], day_text(time), clock_text(time));
}

}  // namespace

std::string slot_text(std::string_view start, std::string_view end, std::string_view zone) {
  const std::optional<CivilTime> from = civil_of(start);
  if (!from) return {};
  const std::optional<CivilTime> to = civil_of(end);
  std::string out = dated(*from);
  if (to) out += same_day(*from, *to) ? "–" + clock_text(*to) : " – " + dated(*to);
  const std::string name = zone.empty() ? std::string() : zone_abbreviation(start, zone);
  return name.empty() ? out : out + " " + name;
}

std::string clock_range_text(std::string_view start, std::string_view end) {
  const std::optional<CivilTime> from = civil_of(start);
  if (!from) return {};
  const std::optional<CivilTime> to = civil_of(end);
  std::string out = clock_text(*from);
  if (to) out += same_day(*from, *to) ? "–" + clock_text(*to) : " – " + dated(*to);
  return out;
}

std::string zone_text(std::string_view start, std::string_view zone) {
  if (zone.empty()) return {};
  const std::string name = zone_name(start, zone);
  const std::string letters = zone_abbreviation(start, zone);
  if (name.empty() || letters.empty() || name == letters) return name.empty() ? letters : name;
  return fmt::format("{} ({})", name, letters);
}

std::string weekday_text(std::string_view day) {
  const std::optional<CivilTime> date = parse_date(day);
  if (!date) return {};
  return fmt::format("{} {}", kWholeWeekdays[static_cast<std::size_t>(weekday(*date))],
                     day_text(*date));
}

std::string day_range_text(std::string_view first, std::string_view last) {
  const std::optional<CivilTime> from = parse_date(first);
  if (!from) return {};
  const std::optional<CivilTime> to = parse_date(last);
  if (!to || same_day(*from, *to)) return day_text(*from);
  if (from->year != to->year) return day_text(*from) + " – " + day_text(*to);
  if (from->month != to->month) {
    return fmt::format("{} {} – {}", from->day, month_text(*from), day_text(*to));
  }
  return fmt::format("{}–{}", from->day, day_text(*to));
}

}  // namespace paperfind
