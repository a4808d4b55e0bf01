// What a person typed → a tree. Grammar in docs/query-syntax.md.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>

#include "engine/query/leaf_reader.h"
#include "engine/query/query_tree.h"
#include "engine/text/analyzer.h"

namespace paperfind {

inline constexpr std::size_t kMaxQueryNesting = 20;  // parentheses deeper are read as blanks

// n of NEAR/n and ADJ/n. 10 where there is none, as Xapian's own parser has it; a group at its
// widest stays within kPositionGap, so that it never reaches from one field into another.
inline constexpr std::uint32_t kDefaultDistance = 10;
inline constexpr std::uint32_t kMaxDistance = 30;
static_assert(kMaxDistance + kMaxQueryTerms < kPositionGap);

// Every byte string has a reading; there is no error. `analyzer` is the one documents were made
// with.
ParsedQuery parse_query(std::string_view text, Analyzer& analyzer);

}  // namespace paperfind
