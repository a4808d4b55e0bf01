// What a word with '*' and a range stand for in one index. The work is bounded: a person reads of
// what was left out.
#pragma once

#include <cstddef>

#include "engine/query/query_tree.h"
#include "engine/store/paper_index.h"

namespace paperfind {

inline constexpr std::size_t kMaxExpansions = 100;       // words searched for one with '*'
inline constexpr std::size_t kMaxTermsScanned = 50'000;  // terms looked at for each

// Fills in `expansions` of the tree: for a Prefix the most frequent words that begin so, for a
// Range the values that lie in it. Throws Xapian::Error.
void expand_query(const PaperIndex& index, ParsedQuery& query);

}  // namespace paperfind
