#include "engine/base/zoned_time.h"

#include <fmt/chrono.h>
#include <fmt/format.h>
#include <unicode/basictz.h>
#include <unicode/calendar.h>
#include <unicode/locid.h>
#include <unicode/smpdtfmt.h>
#include <unicode/timezone.h>
#include <unicode/unistr.h>
#include <unicode/vtzone.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <chrono>
#include <ctime>
#include <memory>
#include <utility>

#include "engine/base/lru_cache.h"

namespace paperfind {
namespace {

using std::chrono::days;
using std::chrono::sys_days;
using std::chrono::year_month_day;

constexpr std::int64_t kSecondsPerDay = 86400;

// Zone names of few capitals that are names of places or of no place; all others of that shape are
// abbreviations, which ICU knows too but which mean different things in different countries.
constexpr std::array<std::string_view, 8> kShortZoneNames = {"UTC", "GMT", "UCT", "GB",
                                                             "NZ",  "PRC", "ROC", "ROK"};

bool is_digit(char c) { return c >= '0' && c <= '9'; }

// Reads an RFC 3339 text from the left. Every take_ returns false, and the reader is then of no
// further use, when the text does not go on that way.
class Reader {
 public:
  explicit Reader(std::string_view text) : rest_(text) {}

  bool take_number(std::size_t digits, int& out) {
    if (rest_.size() < digits ||
        !std::all_of(rest_.begin(), rest_.begin() + static_cast<std::ptrdiff_t>(digits),
                     is_digit)) {
      return false;
    }
    std::from_chars(rest_.data(), rest_.data() + digits, out);
    rest_.remove_prefix(digits);
    return true;
  }
  bool take_one_of(std::string_view set) {
    if (rest_.empty() || set.find(rest_.front()) == std::string_view::npos) return false;
    taken_ = rest_.front();
    rest_.remove_prefix(1);
    return true;
  }
  void skip_digits() {
    while (!rest_.empty() && is_digit(rest_.front())) rest_.remove_prefix(1);
  }
  [[nodiscard]] char taken() const { return taken_; }
  [[nodiscard]] bool done() const { return rest_.empty(); }

 private:
  std::string_view rest_;
  char taken_ = '\0';
};

struct ParsedTime {
  CivilTime civil;
  std::optional<int> offset_seconds;  // east of Greenwich; nothing when the text has no offset
};

bool exists(const CivilTime& t) {
  const year_month_day date{std::chrono::year(t.year),
                            std::chrono::month(static_cast<unsigned>(t.month)),
                            std::chrono::day(static_cast<unsigned>(t.day))};
  return t.year >= 1 && t.year <= 9999 && date.ok() && t.hour >= 0 && t.hour < 24 &&
         t.minute >= 0 && t.minute < 60 && t.second >= 0 && t.second < 60;
}

bool take_date(Reader& reader, CivilTime& t) {
  return reader.take_number(4, t.year) && reader.take_one_of("-") &&
         reader.take_number(2, t.month) && reader.take_one_of("-") && reader.take_number(2, t.day);
}

// "Z", "+02:00" or nothing at all, up to the end of the text.
bool take_offset(Reader& reader, std::optional<int>& offset) {
  if (reader.done()) return true;
  if (reader.take_one_of("Zz")) {
    offset = 0;
    return reader.done();
  }
  int hours = 0;
  int minutes = 0;
  if (!reader.take_one_of("+-")) return false;
  const int sign = reader.taken() == '-' ? -1 : 1;
  if (!reader.take_number(2, hours)) return false;
  reader.take_one_of(":");
  if (!reader.take_number(2, minutes) || hours > 23 || minutes > 59) return false;
  offset = sign * (hours * 3600 + minutes * 60);
  return reader.done();
}

std::optional<ParsedTime> parse_time(std::string_view text) {
  Reader reader(text);
  ParsedTime parsed;
  CivilTime& t = parsed.civil;
  if (!take_date(reader, t) || !reader.take_one_of("Tt ") || !reader.take_number(2, t.hour) ||
      !reader.take_one_of(":") || !reader.take_number(2, t.minute)) {
    return std::nullopt;
  }
  if (reader.take_one_of(":")) {
    if (!reader.take_number(2, t.second)) return std::nullopt;
    if (reader.take_one_of(".,")) reader.skip_digits();
  }
  if (!take_offset(reader, parsed.offset_seconds) || !exists(t)) return std::nullopt;
  return parsed;
}

// Seconds since 1970 of a civil time as if it were UTC.
std::int64_t seconds_as_utc(const CivilTime& t) {
  const sys_days date =
      year_month_day{std::chrono::year(t.year), std::chrono::month(static_cast<unsigned>(t.month)),
                     std::chrono::day(static_cast<unsigned>(t.day))};
  return date.time_since_epoch().count() * kSecondsPerDay + t.hour * 3600 + t.minute * 60 +
         t.second;
}

CivilTime civil_from_utc(std::int64_t seconds) {
  std::int64_t day = seconds / kSecondsPerDay;
  std::int64_t rest = seconds % kSecondsPerDay;
  if (rest < 0) {
    rest += kSecondsPerDay;
    --day;
  }
  const year_month_day date{sys_days{days{day}}};
  const int of_day = static_cast<int>(rest);
  return {static_cast<int>(date.year()),
          static_cast<int>(static_cast<unsigned>(date.month())),
          static_cast<int>(static_cast<unsigned>(date.day())),
          of_day / 3600,
          of_day / 60 % 60,
          of_day % 60};
}

std::unique_ptr<icu::BasicTimeZone> open_zone(std::string_view name) {
  if (!is_known_zone(name)) return nullptr;
  const auto id = icu::UnicodeString::fromUTF8(
      icu::StringPiece(name.data(), static_cast<int32_t>(name.size())));
  std::unique_ptr<icu::TimeZone> zone(icu::TimeZone::createTimeZone(id));
  auto* basic = dynamic_cast<icu::BasicTimeZone*>(zone.get());
  if (basic == nullptr) return nullptr;
  zone.release();
  return std::unique_ptr<icu::BasicTimeZone>(basic);
}

Error unknown_zone(std::string_view zone) {
  return {ErrorCode::InvalidInput, fmt::format("\"{}\" is not a time zone name", zone), "",
          "use an IANA name such as America/Los_Angeles"};
}

int offset_at(const icu::TimeZone& zone, std::int64_t utc_seconds) {
  int32_t raw = 0;
  int32_t dst = 0;
  UErrorCode status = U_ZERO_ERROR;
  zone.getOffset(static_cast<UDate>(utc_seconds) * 1000.0, /*local=*/false, raw, dst, status);
  return U_SUCCESS(status) ? (raw + dst) / 1000 : 0;
}

std::string format_in(const icu::TimeZone& zone, std::int64_t utc_seconds) {
  // Offsets before standard time have seconds ("-07:52:58"); RFC 3339 has none, so those count as
  // whole minutes.
  const int offset = offset_at(zone, utc_seconds) / 60 * 60;
  const CivilTime t = civil_from_utc(utc_seconds + offset);
  const int distance = offset < 0 ? -offset : offset;
  return fmt::format("{:04}-{:02}-{:02}T{:02}:{:02}:{:02}{}{:02}:{:02}", t.year, t.month, t.day,
                     t.hour, t.minute, t.second, offset < 0 ? '-' : '+', distance / 3600,
                     distance / 60 % 60);
}

// RFC 5545 §3.3.5: a time the clocks skip counts with the offset before the gap, one they repeat is
// the first of the two.
std::int64_t utc_of_local(const icu::BasicTimeZone& zone, const CivilTime& local) {
  const std::int64_t as_utc = seconds_as_utc(local);
  int32_t raw = 0;
  int32_t dst = 0;
  UErrorCode status = U_ZERO_ERROR;
  zone.getOffsetFromLocal(static_cast<UDate>(as_utc) * 1000.0, UCAL_TZ_LOCAL_FORMER,
                          UCAL_TZ_LOCAL_FORMER, raw, dst, status);
  return as_utc - (U_SUCCESS(status) ? (raw + dst) / 60000 * 60 : 0);
}

bool is_letters_only(std::string_view text) {
  return !text.empty() && std::all_of(text.begin(), text.end(), [](char c) {
    return (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z');
  });
}

}  // namespace

std::optional<CivilTime> parse_date(std::string_view text) {
  Reader reader(text);
  CivilTime date;
  if (!take_date(reader, date) || !reader.done() || !exists(date)) return std::nullopt;
  return date;
}

bool is_known_zone(std::string_view zone) {
  if (zone.empty() || zone.size() > 64 || zone.starts_with("SystemV/") || zone == "Etc/Unknown")
    return false;
  const bool plain = std::all_of(zone.begin(), zone.end(), [](char c) {
    return is_digit(c) || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || c == '/' ||
           c == '_' || c == '-' || c == '+';
  });
  if (!plain) return false;
  const bool short_capitals = zone.size() <= 4 && std::all_of(zone.begin(), zone.end(), [](char c) {
                                return c >= 'A' && c <= 'Z';
                              });
  if (short_capitals &&
      std::find(kShortZoneNames.begin(), kShortZoneNames.end(), zone) == kShortZoneNames.end()) {
    return false;
  }
  const auto id = icu::UnicodeString::fromUTF8(
      icu::StringPiece(zone.data(), static_cast<int32_t>(zone.size())));
  icu::UnicodeString canonical;
  UBool is_system = false;
  UErrorCode status = U_ZERO_ERROR;
  icu::TimeZone::getCanonicalID(id, canonical, is_system, status);
  return U_SUCCESS(status) && is_system;
}

Result<std::string> to_rfc3339(const CivilTime& local, std::string_view zone) {
  if (!exists(local)) {
    return Error{
        ErrorCode::InvalidInput,
        fmt::format("{:04}-{:02}-{:02} {:02}:{:02}:{:02} is not on the calendar", local.year,
                    local.month, local.day, local.hour, local.minute, local.second)};
  }
  const auto opened = open_zone(zone);
  if (!opened) return unknown_zone(zone);
  return format_in(*opened, utc_of_local(*opened, local));
}

Result<std::string> normalize_time(std::string_view text, std::string_view zone) {
  const auto parsed = parse_time(text);
  if (!parsed) {
    return Error{ErrorCode::InvalidInput, fmt::format("\"{}\" is not a time", text), "",
                 "write it as 2022-03-28T09:30, with an offset such as -07:00 or without"};
  }
  const auto opened = open_zone(zone);
  if (!opened) return unknown_zone(zone);
  if (!parsed->offset_seconds) return format_in(*opened, utc_of_local(*opened, parsed->civil));
  return format_in(*opened, seconds_as_utc(parsed->civil) - *parsed->offset_seconds);
}

std::optional<std::int64_t> to_unix_seconds(std::string_view rfc3339) {
  const auto parsed = parse_time(rfc3339);
  if (!parsed || !parsed->offset_seconds) return std::nullopt;
  return seconds_as_utc(parsed->civil) - *parsed->offset_seconds;
}

std::string to_utc(std::int64_t unix_seconds) {
  return fmt::format("{:%Y-%m-%dT%H:%M:%SZ}", fmt::gmtime(static_cast<std::time_t>(unix_seconds)));
}

std::optional<CivilTime> civil_of(std::string_view rfc3339) {
  const auto parsed = parse_time(rfc3339);
  if (!parsed) return std::nullopt;
  return parsed->civil;
}

namespace {

// Empty where ICU fails.
std::string format_zone(const icu::TimeZone& zone, std::int64_t instant, const char16_t* pattern,
                        const char* region) {
  UErrorCode status = U_ZERO_ERROR;
  icu::SimpleDateFormat format(icu::UnicodeString(pattern), icu::Locale(region), status);
  if (U_FAILURE(status)) return {};
  format.setTimeZone(zone);
  icu::UnicodeString text;
  format.format(static_cast<UDate>(instant) * 1000.0, text);
  std::string name;
  text.toUTF8String(name);
  return name;
}

std::string find_abbreviation(std::string_view rfc3339, std::string_view zone) {
  const auto instant = to_unix_seconds(rfc3339);
  const auto opened = open_zone(zone);
  if (!instant || !opened) return "";
  // Each English-speaking region knows the letters of its own part of the world: "CEST" is British,
  // "PDT" American.
  std::string found;
  for (const char* region : {"en_US", "en_GB", "en_AU", "en_NZ", "en_ZA", "en_IN"}) {
    std::string name = format_zone(*opened, *instant, u"zzz", region);
    if (is_letters_only(name)) return name;
    if (found.empty()) found = std::move(name);
  }
  return found;
}

std::string find_zone_name(std::string_view rfc3339, std::string_view zone) {
  const auto instant = to_unix_seconds(rfc3339);
  const auto opened = open_zone(zone);
  if (!instant || !opened) return "";
  std::string name = format_zone(*opened, *instant, u"zzzz", "en_US");
  if (!name.empty() && !name.starts_with("GMT")) return name;
  name = zone;
  std::replace(name.begin(), name.end(), '_', ' ');
  return name;
}

// ICU makes a whole calendar for each: a page of sessions took longer for its zones than for all
// else.
std::string kept_or(std::string (*find)(std::string_view, std::string_view),
                    std::string_view rfc3339, std::string_view zone) {
  constexpr std::size_t kKeptBytes = std::size_t{1} << 18;
  static LruCache<std::string> names(kKeptBytes);
  const std::string key =
      fmt::format("{}\n{}\n{}", find == find_abbreviation ? 'z' : 'n', zone, rfc3339);
  if (const auto known = names.find(key)) return *known;
  const auto found = std::make_shared<const std::string>(find(rfc3339, zone));
  names.keep(key, found, found->capacity());
  return *found;
}

}  // namespace

std::string zone_abbreviation(std::string_view rfc3339, std::string_view zone) {
  return kept_or(find_abbreviation, rfc3339, zone);
}

std::string zone_name(std::string_view rfc3339, std::string_view zone) {
  return kept_or(find_zone_name, rfc3339, zone);
}

// ICU adds lines of its own that name its release, which would change the bytes and tell nobody
// anything, and seconds to offsets ("-070000"), which not every calendar reads.
std::string calendar_zone(std::string_view zone) {
  if (!is_known_zone(zone)) return "";
  const auto id = icu::UnicodeString::fromUTF8(
      icu::StringPiece(zone.data(), static_cast<int32_t>(zone.size())));
  const std::unique_ptr<icu::VTimeZone> rules(icu::VTimeZone::createVTimeZoneByID(id));
  icu::UnicodeString text;
  UErrorCode status = U_ZERO_ERROR;
  if (rules) rules->write(/*start=*/0.0, text, status);
  if (!rules || U_FAILURE(status)) return "";
  std::string all;
  text.toUTF8String(all);
  std::string out;
  for (std::size_t at = 0; at < all.size();) {
    const std::size_t end = std::min(all.find("\r\n", at), all.size());
    std::string_view line = std::string_view(all).substr(at, end - at);
    constexpr std::size_t kWithSeconds = std::string_view("-070000").size();
    const bool offset = line.starts_with("TZOFFSETTO:") || line.starts_with("TZOFFSETFROM:");
    if (offset && line.size() - line.find(':') - 1 == kWithSeconds && line.ends_with("00"))
      line.remove_suffix(2);
    if (!line.empty() && !line.starts_with("X-")) out.append(line).append("\r\n");
    at = end + 2;
  }
  return out;
}

int weekday(const CivilTime& date) {
  if (!exists(date)) return 0;
  const sys_days day = year_month_day{std::chrono::year(date.year),
                                      std::chrono::month(static_cast<unsigned>(date.month)),
                                      std::chrono::day(static_cast<unsigned>(date.day))};
  return static_cast<int>(std::chrono::weekday(day).c_encoding());
}

}  // namespace paperfind
