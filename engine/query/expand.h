// What a word with '*' and a range stand for in one index. The work is bounded: a person reads of
// what was left out.
#pragma once

#include <xapian.h>

#include <cstddef>

#include "engine/query/query_tree.h"

namespace paperfind {

inline constexpr std::size_t kMaxExpansions = 100;       // words searched for one with '*'
inline constexpr std::size_t kMaxTermsScanned = 50'000;  // terms looked at for each

// Fills in `expansions` of the tree: for a Prefix the most frequent words that begin so, for a
// Range the values that lie in it. Throws Xapian::Error.
void expand_query(const Xapian::Database& db, ParsedQuery& query);

}  // namespace paperfind
