// Papers that are alike answer a question alike.
#pragma once

#include <cstddef>
#include <span>

#include "engine/query/query_tree.h"
#include "engine/search/scorer.h"
#include "engine/store/doc_vectors.h"

namespace paperfind {

// Queries with fewer words of content name what they want; longer ones describe it, and there
// neighbours help.
inline constexpr std::size_t kNeighbourWords = 4;

std::size_t count_content_words(const QueryNode& root);

// Mixes each score with those of the hits most like it (score regularization, Diaz 2005): a paper
// among good hits rises, one that holds the words by chance sinks.
void smooth_by_neighbours(const DocVectors& vectors, std::span<Ranked> hits);

}  // namespace paperfind
