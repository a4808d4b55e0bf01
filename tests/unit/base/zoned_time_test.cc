#include "engine/base/zoned_time.h"

#include <string>

#include "tests/catch.h"

namespace paperfind {
namespace {

constexpr const char* kLosAngeles = "America/Los_Angeles";

TEST_CASE("to_rfc3339 gives the offset the zone has on that day", "[zoned_time]") {
  struct Case {
    CivilTime local;
    std::string zone;
    std::string expected;
  };
  const Case c = GENERATE(values<Case>({
      {{2022, 3, 28, 9, 30, 0}, kLosAngeles, "2022-03-28T09:30:00-07:00"},
      {{2022, 3, 12, 9, 30, 0}, kLosAngeles, "2022-03-12T09:30:00-08:00"},
      {{2022, 11, 5, 9, 30, 0}, kLosAngeles, "2022-11-05T09:30:00-07:00"},
      {{2022, 11, 7, 9, 30, 0}, kLosAngeles, "2022-11-07T09:30:00-08:00"},
      {{2022, 7, 1, 0, 0, 0}, "Asia/Kolkata", "2022-07-01T00:00:00+05:30"},
      {{2022, 7, 1, 0, 0, 0}, "UTC", "2022-07-01T00:00:00+00:00"},
      {{2022, 7, 1, 12, 0, 0}, "Europe/Berlin", "2022-07-01T12:00:00+02:00"},
      {{2024, 2, 29, 23, 59, 59}, "Pacific/Auckland", "2024-02-29T23:59:59+13:00"},
      // The clocks skip 02:30 that night: the offset before the gap counts (RFC 5545).
      {{2022, 3, 13, 2, 30, 0}, kLosAngeles, "2022-03-13T03:30:00-07:00"},
      // They repeat 01:30 that night: the first of the two.
      {{2022, 11, 6, 1, 30, 0}, kLosAngeles, "2022-11-06T01:30:00-07:00"},
      {{1969, 12, 31, 23, 0, 0}, "UTC", "1969-12-31T23:00:00+00:00"},
  }));
  CAPTURE(c.zone);
  const Result<std::string> result = to_rfc3339(c.local, c.zone);
  REQUIRE(result.ok());
  CHECK(result.value() == c.expected);
}

TEST_CASE("to_rfc3339 says what is wrong", "[zoned_time]") {
  const auto no_zone = to_rfc3339({2022, 3, 28, 9, 30, 0}, "PST");
  REQUIRE_FALSE(no_zone.ok());
  CHECK(no_zone.error().code == ErrorCode::InvalidInput);
  CHECK(no_zone.error().message == "\"PST\" is not a time zone name");
  const auto no_day = to_rfc3339({2022, 2, 30, 9, 30, 0}, kLosAngeles);
  REQUIRE_FALSE(no_day.ok());
  CHECK(no_day.error().code == ErrorCode::InvalidInput);
  CHECK(no_day.error().message == "2022-02-30 09:30:00 is not on the calendar");
  CHECK_FALSE(to_rfc3339({2022, 2, 3, 24, 0, 0}, kLosAngeles).ok());
}

TEST_CASE("is_known_zone knows IANA names and no abbreviations", "[zoned_time]") {
  for (const char* name : {"America/Los_Angeles", "America/Argentina/Buenos_Aires", "UTC", "GMT",
                           "Etc/GMT+5", "Asia/Calcutta", "Japan", "Europe/Kyiv", "GB"}) {
    CAPTURE(name);
    CHECK(is_known_zone(name));
  }
  for (const char* name :
       {"", "PST", "EST", "PDT", "CET", "JST", "GMT+5", "Mars/Olympus", "Pacific time",
        "Europe/Berlin ", "america/los_angeles", "Etc/Unknown", "\xff\xfe", "AST"}) {
    CAPTURE(name);
    CHECK_FALSE(is_known_zone(name));
  }
  CHECK_FALSE(is_known_zone(std::string("UTC\0", 4)));
}

TEST_CASE("normalize_time accepts what corpora hold", "[zoned_time]") {
  struct Case {
    std::string text;
    std::string expected;
  };
  const Case c = GENERATE(values<Case>({
      {"2022-03-28T09:30", "2022-03-28T09:30:00-07:00"},
      {"2022-03-28T09:30:15", "2022-03-28T09:30:15-07:00"},
      {"2022-03-28 09:30", "2022-03-28T09:30:00-07:00"},
      {"2022-03-28T16:30:00Z", "2022-03-28T09:30:00-07:00"},
      {"2022-03-28T18:30:00+02:00", "2022-03-28T09:30:00-07:00"},
      {"2022-03-28T18:30+0200", "2022-03-28T09:30:00-07:00"},
      {"2022-03-28T16:30:00.250Z", "2022-03-28T09:30:00-07:00"},
      {"2022-01-01T03:00:00Z", "2021-12-31T19:00:00-08:00"},
  }));
  CAPTURE(c.text);
  const auto result = normalize_time(c.text, kLosAngeles);
  REQUIRE(result.ok());
  CHECK(result.value() == c.expected);
}

TEST_CASE("normalize_time refuses what is no time", "[zoned_time]") {
  for (const char* text :
       {"", "2022-03-28", "9:30", "2022-03-28T9:30", "2022-03-28T09:60", "2022-03-28T09:30PST",
        "2022-13-28T09:30", "2022-03-28T09:30:00+25:00", "2022-03-28T09:30Zx"}) {
    CAPTURE(text);
    const auto result = normalize_time(text, kLosAngeles);
    REQUIRE_FALSE(result.ok());
    CHECK(result.error().code == ErrorCode::InvalidInput);
    CHECK(result.error().message == "\"" + std::string(text) + "\" is not a time");
  }
  const auto result = normalize_time("2022-03-28T09:30", "Pacific");
  REQUIRE_FALSE(result.ok());
  CHECK(result.error().message == "\"Pacific\" is not a time zone name");
}

TEST_CASE("parse_date takes days that exist and no other form", "[zoned_time]") {
  CHECK(parse_date("2022-03-28") == CivilTime{2022, 3, 28, 0, 0, 0});
  CHECK(parse_date("2024-02-29").has_value());
  for (const char* text : {"", "2023-02-29", "2022-3-28", "28.03.2022", "2022-03-28T00:00",
                           "0000-01-01", "2022-00-01"}) {
    CAPTURE(text);
    CHECK_FALSE(parse_date(text).has_value());
  }
}

TEST_CASE("to_unix_seconds needs an offset, civil_of keeps what is written", "[zoned_time]") {
  CHECK(to_unix_seconds("2022-03-28T09:30:00-07:00") == 1648485000);
  CHECK(to_unix_seconds("1970-01-01T00:00:00Z") == 0);
  CHECK(to_unix_seconds("1969-12-31T23:59:59Z") == -1);
  CHECK(to_utc(1648485000) == "2022-03-28T16:30:00Z");
  CHECK(to_utc(0) == "1970-01-01T00:00:00Z");
  CHECK_FALSE(to_unix_seconds("2022-03-28T09:30:00").has_value());
  CHECK_FALSE(to_unix_seconds("today").has_value());
  CHECK(civil_of("2022-03-28T09:30:00-07:00") == CivilTime{2022, 3, 28, 9, 30, 0});
  CHECK_FALSE(civil_of("2022-03-28").has_value());
}

TEST_CASE("a time written by to_rfc3339 reads back as the same instant", "[zoned_time]") {
  for (const char* zone :
       {"America/Los_Angeles", "Asia/Kolkata", "Australia/Lord_Howe", "Africa/Casablanca", "UTC"}) {
    for (int day = 1; day <= 28; ++day) {
      for (int month = 1; month <= 12; ++month) {
        const auto first = to_rfc3339({2022, month, day, 12, 0, 0}, zone);
        REQUIRE(first.ok());
        const auto again = normalize_time(first.value(), zone);
        REQUIRE(again.ok());
        REQUIRE(again.value() == first.value());
      }
    }
  }
}

TEST_CASE("zone_abbreviation gives the letters people read", "[zoned_time]") {
  CHECK(zone_abbreviation("2022-03-28T09:30:00-07:00", kLosAngeles) == "PDT");
  CHECK(zone_abbreviation("2022-01-28T09:30:00-08:00", kLosAngeles) == "PST");
  CHECK(zone_abbreviation("2022-07-01T12:00:00+02:00", "Europe/Berlin") == "CEST");
  CHECK(zone_abbreviation("2022-01-01T12:00:00Z", "Europe/London") == "GMT");
  CHECK(zone_abbreviation("2022-07-01T12:00:00Z", "UTC") == "UTC");
  CHECK(zone_abbreviation("2022-07-01T12:00:00Z", "Asia/Tokyo") == "GMT+9");
  CHECK(zone_abbreviation("2022-07-01", "Asia/Tokyo").empty());
  CHECK(zone_abbreviation("2022-07-01T12:00:00Z", "PST").empty());
}

TEST_CASE("calendar_zone explains a zone to calendars, old rules and new", "[zoned_time]") {
  const std::string zone = calendar_zone("America/Los_Angeles");
  CHECK(zone.starts_with("BEGIN:VTIMEZONE\r\nTZID:America/Los_Angeles\r\n"));
  CHECK(zone.ends_with("END:VTIMEZONE\r\n"));
  // Since 2007, with no end.
  CHECK(zone.find("DTSTART:20070311T020000\r\n") != std::string::npos);
  CHECK(zone.find("RRULE:FREQ=YEARLY;BYMONTH=3;BYDAY=2SU\r\n") != std::string::npos);
  CHECK(zone.find("TZOFFSETTO:-0700\r\n") != std::string::npos);
  CHECK(zone.find("X-") == std::string::npos);
  for (std::size_t at = 0; at < zone.size(); at = zone.find("\r\n", at) + 2) {
    CHECK(zone.find("\r\n", at) - at <= 75);
  }
  CHECK(calendar_zone("Asia/Tokyo").find("TZOFFSETTO:+0900\r\n") != std::string::npos);
  CHECK(calendar_zone("PST").empty());
  CHECK(calendar_zone("").empty());
}

TEST_CASE("weekday counts from Sunday", "[zoned_time]") {
  CHECK(weekday({2022, 3, 28, 0, 0, 0}) == 1);
  CHECK(weekday({2024, 2, 29, 0, 0, 0}) == 4);
  CHECK(weekday({2023, 1, 1, 0, 0, 0}) == 0);
}

}  // namespace
}  // namespace paperfind
