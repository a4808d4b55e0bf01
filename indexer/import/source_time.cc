#include "indexer/import/source_time.h"

#include <cstdint>

#include "engine/base/parse_number.h"
#include "engine/base/zoned_time.h"

namespace paperfind {
namespace {

constexpr std::int64_t kSecondsOfDay = 86400;

// Howard Hinnant's days_from_civil, the other way round.
CivilTime civil_from_seconds(std::int64_t seconds) {
  const std::int64_t days = seconds / kSecondsOfDay;
  const std::int64_t rest = seconds % kSecondsOfDay;
  const std::int64_t z = days + 719468;
  const std::int64_t era = z / 146097;
  const std::int64_t day_of_era = z - era * 146097;
  const std::int64_t year_of_era =
      (day_of_era - day_of_era / 1460 + day_of_era / 36524 - day_of_era / 146096) / 365;
  const std::int64_t day_of_year =
      day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
  const std::int64_t shifted_month = (5 * day_of_year + 2) / 153;
  const std::int64_t month = shifted_month < 10 ? shifted_month + 3 : shifted_month - 9;
  CivilTime out;
  out.year = static_cast<int>(year_of_era + era * 400 + (month <= 2 ? 1 : 0));
  out.month = static_cast<int>(month);
  out.day = static_cast<int>(day_of_year - (153 * shifted_month + 2) / 5 + 1);
  out.hour = static_cast<int>(rest / 3600);
  out.minute = static_cast<int>(rest % 3600 / 60);
  out.second = static_cast<int>(rest % 60);
  return out;
}

// Milliseconds of a year between 2001 and 2286: what is shorter is no time we would know.
std::optional<std::int64_t> milliseconds(std::string_view text) {
  const auto value = parse_number<std::int64_t>(text);
  if (!value || text.size() != 13 || *value < 0) return std::nullopt;
  return value;
}

}  // namespace

std::optional<std::string> read_source_time(std::string_view text, std::string_view zone) {
  std::string iso(text);
  if (const auto since_1970 = milliseconds(text)) {
    const Result<std::string> utc = to_rfc3339(civil_from_seconds(*since_1970 / 1000), "UTC");
    if (!utc.ok()) return std::nullopt;
    iso = *utc;
  } else if (iso.size() > 10 && (iso[10] == '_' || iso[10] == ' ')) {
    iso[10] = 'T';
  }
  Result<std::string> time = normalize_time(iso, zone);
  // A zone may take it into the year 0 or 10000.
  if (!time.ok() || !to_unix_seconds(*time)) return std::nullopt;
  return std::move(time).value();
}

}  // namespace paperfind
