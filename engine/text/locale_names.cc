#include "engine/text/locale_names.h"

#include <unicode/locid.h>
#include <unicode/uchar.h>
#include <unicode/unistr.h>
#include <unicode/uversion.h>

namespace paperfind {
namespace {

std::string utf8_or(const icu::UnicodeString& name, std::string_view fallback) {
  std::string out;
  name.toUTF8String(out);
  return out.empty() ? std::string(fallback) : out;
}

}  // namespace

std::string country_name(std::string_view iso3166) {
  icu::UnicodeString name;
  icu::Locale("", std::string(iso3166).c_str()).getDisplayCountry(icu::Locale::getEnglish(), name);
  return utf8_or(name, iso3166);
}

std::string language_name(std::string_view bcp47) {
  UErrorCode status = U_ZERO_ERROR;
  const icu::Locale locale =
      icu::Locale::forLanguageTag({bcp47.data(), static_cast<int32_t>(bcp47.size())}, status);
  if (U_FAILURE(status)) return std::string(bcp47);
  icu::UnicodeString name;
  locale.getDisplayName(icu::Locale::getEnglish(), name);
  return utf8_or(name, bcp47);
}

std::string icu_version() { return U_ICU_VERSION; }
std::string unicode_version() { return U_UNICODE_VERSION; }

}  // namespace paperfind
