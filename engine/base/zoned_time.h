// Wall-clock times in IANA zones (ICU's copy of the zone rules): what a programme prints, and what
// a calendar needs.
#pragma once

#include <compare>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "engine/base/result.h"

namespace paperfind {

// A civil date and time of day, no zone. Months and days count from 1.
struct CivilTime {
  int year = 0;
  int month = 1;
  int day = 1;
  int hour = 0;
  int minute = 0;
  int second = 0;
  friend auto operator<=>(const CivilTime&, const CivilTime&) = default;
};

// "2022-03-28" as a civil time at midnight; nothing for any other form or a day that does not
// exist.
std::optional<CivilTime> parse_date(std::string_view text);

// True for an IANA zone name ICU knows ("America/Los_Angeles", "UTC"), false for abbreviations such
// as "PST".
bool is_known_zone(std::string_view zone);

// The RFC 3339 form with that zone's offset on that day: ({2022,3,28,9,30}, "America/Los_Angeles")
// gives "2022-03-28T09:30:00-07:00". InvalidInput for an unknown zone or an impossible date.
Result<std::string> to_rfc3339(const CivilTime& local, std::string_view zone);

// Accepts "2022-03-28T09:30", with seconds or not, with 'Z' or an offset or not; a time without one
// is taken in `zone`. Gives the RFC 3339 form of to_rfc3339 in `zone`; InvalidInput says what is
// wrong.
Result<std::string> normalize_time(std::string_view text, std::string_view zone);

// Seconds since 1970 of an RFC 3339 time with an offset; nothing if it is not one.
std::optional<std::int64_t> to_unix_seconds(std::string_view rfc3339);

// The other way round: "2026-06-03T10:30:00Z".
std::string to_utc(std::int64_t unix_seconds);

// Parts of an RFC 3339 time as written (its own offset): the civil date and time.
std::optional<CivilTime> civil_of(std::string_view rfc3339);

// The zone's short name at that instant in English: "PDT", "CEST", "GMT+9" where there is no letter
// form.
std::string zone_abbreviation(std::string_view rfc3339, std::string_view zone);

// The zone's whole name at that instant in English: "Pacific Daylight Time"; where it has none,
// that of its place: "America/Sao Paulo".
std::string zone_name(std::string_view rfc3339, std::string_view zone);
// The zone's rules since 1970 as a VTIMEZONE of iCalendar (RFC 5545), lines ending in CRLF; empty
// for an unknown zone.
std::string calendar_zone(std::string_view zone);

// Day of the week, 0 = Sunday, of a civil date.
int weekday(const CivilTime& date);

}  // namespace paperfind
