// Names of people as programmes print them.
#pragma once

#include <string>
#include <string_view>

namespace paperfind {

struct PersonName {
  std::string display;  // "Zuzana Jelčicoová"
  std::string source;   // as printed, set only where it differs from `display`
};

// Display form of a printed name: markup and blanks tidied, footnote marks (* † ‡ digits at the
// end) and DBLP's numbers ("Hao Ouyang 0001") dropped, and parts printed in capitals put into title
// case ("Hasib-Al-RASHID" → "Hasib-Al-Rashid", "Wolfgang FURTNER" → "Wolfgang Furtner", "JANE DOE"
// → "Jane Doe"). Initials and short roman numerals stay ("J.S. Albus", "Soman KP", "Hal Daumé
// III"), and so does a single word in capitals ("NVIDIA").
PersonName display_name(std::string_view printed);

// As printed, but for markup, footnote marks and footnote digits: "Zhang1" is "Zhang".
std::string bare_name(std::string_view printed);

// The key under which two printed names are held to be one person unless ids say otherwise: folded,
// punctuation and hyphens as blanks, footnote marks dropped. "Ming-Hsuan Yang" = "Ming‐Hsuan Yang";
// initials are not expanded, and DBLP's numbers, which tell people apart, stay.
std::string person_key(std::string_view name);

}  // namespace paperfind
