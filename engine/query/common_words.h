// Words of a query that rank but are not insisted on.
#pragma once

#include <cstddef>

#include "engine/query/query_tree.h"

namespace paperfind {

// Marks them as `common`: stop words ("of", "the"), and beside kContentWords others the words
// people ask with rather than for ("papers", "interested", "describing"). Where there is no other
// word, none is common.
void mark_common_words(QueryNode& root);
// Stop words alone stay common.
void insist_on_asking_words(QueryNode& root);

inline constexpr std::size_t kContentWords = 3;

}  // namespace paperfind
