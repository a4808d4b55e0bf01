// English names of the codes records carry.
#pragma once

#include <string>
#include <string_view>

namespace paperfind {

// "CH" → "Switzerland"; a code ICU does not know stands for itself.
std::string country_name(std::string_view iso3166);
// "zh-Hant" → "Chinese (Traditional)".
std::string language_name(std::string_view bcp47);

// Versions of the library whose tables decide what a word is, for the manifest.
std::string icu_version();
std::string unicode_version();

}  // namespace paperfind
