// The words that may stand beside the name of an institution without being part of another name:
// "Statistics Stanford University School of Medicine" is Stanford's, "Washington State University"
// is not Washington's.
#pragma once

#include <string_view>

namespace paperfind {

// The end of a unit's, a role's or a place's name: "Department of Statistics", "Lab", "Italy".
bool may_precede_name(std::string_view folded_word);

// The beginning of a unit's name, a legal form, a country, a state, a number.
bool may_follow_name(std::string_view folded_word);

}  // namespace paperfind
