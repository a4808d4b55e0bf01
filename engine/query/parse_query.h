// What a person typed → a tree. Grammar in docs/query-syntax.md.
#pragma once

#include <cstddef>
#include <string_view>

#include "engine/query/query_tree.h"
#include "engine/text/analyzer.h"

namespace paperfind {

inline constexpr std::size_t kMaxQueryTerms = 64;    // words beyond are ignored, with a notice
inline constexpr std::size_t kMaxQueryNesting = 20;  // parentheses deeper are read as blanks
inline constexpr std::size_t kMaxPhrases = 8;        // phrases beyond are searched as words

// Every byte string has a reading; there is no error. `analyzer` is the one documents were made
// with.
ParsedQuery parse_query(std::string_view text, Analyzer& analyzer);

}  // namespace paperfind
