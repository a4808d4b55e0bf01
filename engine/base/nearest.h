// "Did you mean": the nearest of a list of known names.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>

namespace paperfind {

// Restricted Damerau-Levenshtein distance in bytes: insert, delete, change, swap of neighbours
// count one each.
std::size_t edit_distance(std::string_view a, std::string_view b);

// The known name nearest to `word`, when near enough to be a slip of the pen (a third of its length
// at most).
std::optional<std::string> nearest(std::string_view word, std::span<const std::string> known);

}  // namespace paperfind
