// Printed affiliations in the forms under which they are compared.
#pragma once

#include <array>
#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace paperfind {

// A name or a part of one as a key. Case, accents, punctuation, "the", "and", "of", "at" and legal
// forms (Inc, GmbH) do not count. Three keys, the later ones equal to the earlier where nothing is
// to be done: as printed; without an acronym in brackets and footnote numbers; in umlaut spelling
// ("Universität" → "universitaet").
inline constexpr std::size_t kAffiliationForms = 3;
using AffiliationForms = std::array<std::string, kAffiliationForms>;

// Parts of a printed affiliation, between commas, semicolons, slashes and " - ". Views into `raw`;
// 64 at most.
std::vector<std::string_view> split_parts(std::string_view raw);

// `may_vanish`: a part that is nothing but "Inc." has an empty key, as it has after another part.
AffiliationForms forms_of(std::string_view part, bool may_vanish);
std::vector<AffiliationForms> forms_of_parts(const std::vector<std::string_view>& parts);
// Parts [first, last) taken as one name.
AffiliationForms together(const std::vector<AffiliationForms>& parts, std::size_t first,
                          std::size_t last);
// All parts taken as one name.
AffiliationForms whole_forms(std::string_view text);

struct Bracket {
  std::string without;
  std::string inside;
};
// "… (HKUST)": a bracket of capitals is an acronym; "(Guangzhou)" is another campus and stays.
std::optional<Bracket> acronym_bracket(std::string_view part);

// `text` with every word that has one in its umlaut spelling, folded; empty when none has.
std::string umlaut_spelling(std::string_view text);

}  // namespace paperfind
