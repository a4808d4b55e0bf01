// Words that stand next to each other in a paper as they do in the query.
#pragma once

#include <span>

#include "engine/query/query_tree.h"
#include "engine/search/scorer.h"
#include "engine/store/paper_index.h"
#include "engine/store/snapshot.h"

namespace paperfind {

// Adds to each score what pairs of neighbouring words of the query are worth where a paper has them
// as typed, in that order, side by side or with one word between. A pair in the title counts twice.
void add_proximity(const Snapshot& snapshot, const PaperIndex& index, const QueryNode& root,
                   std::span<Ranked> hits);

}  // namespace paperfind
