// Times, dates and time zones as programme pages print them.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "engine/base/zoned_time.h"

namespace paperfind::program_page {

// "9:30 am to 10:50 am": minutes of the day, and what stands behind it on the same line.
struct TimeRange {
  int start = 0;  // minutes since midnight, 0..1439
  int end = 0;    // smaller than start: on the next day
  std::string rest;
};

// Nothing unless the line starts with a range of two times of day, at least one of them with
// minutes, am or pm: "9:30 am to 10:50 am", "09:30 – 10:50", "9 to 9.30 a.m. Welcome". A lone am/pm
// at the end holds for both times.
std::optional<TimeRange> parse_time_range(std::string_view line);

// A day or a range of days. A year of 0 is one the text does not give.
struct DateSpan {
  CivilTime first;
  CivilTime last;
  std::size_t begin = 0;  // bytes of the text it was read from
  std::size_t end = 0;
};

// The first date of a text: "March 28, 2022", "June 7-10, 2021", "November 29 - December 2, 2022",
// "28th of March 2022", "2022-03-28". Days that do not exist ("February 30") are no dates.
std::optional<DateSpan> find_date(std::string_view text);

// A line that is a date heading: a date, perhaps with weekday, "Day 2" and, behind a dash or colon,
// a few words
// ("Tuesday, June 8, 2021 – Hardware"). `number` is the day's number for a heading that gives only
// that ("Day 2").
struct DateHeading {
  std::optional<DateSpan> date;
  int number = 0;
};
std::optional<DateHeading> parse_date_heading(std::string_view line);

// The IANA zone of a line that says nothing but a zone: "all times are in Pacific Time (PT)",
// "Central European Summer Time / UTC +2", "Europe/Zurich". Empty for every other line, also for
// one that only mentions a zone.
std::string parse_zone_line(std::string_view line);

}  // namespace paperfind::program_page
