// Gives the words of a query what else they are called here.
#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "engine/query/query_tree.h"
#include "engine/store/synonyms.h"
#include "engine/text/analyzer.h"

namespace paperfind {

inline constexpr std::size_t kMaxSynonymsUsed = 16;  // in one query

// What was typed, and what is searched besides.
struct UsedSynonym {
  std::string from;
  std::vector<std::string> to;
  friend bool operator==(const UsedSynonym&, const UsedSynonym&) = default;
};

// Fills in `synonyms` of plain words (not quoted, no '+', no field): of one that has some, and of
// all the words of a run ("keyword spotting") that has some together. An acronym that is an
// ordinary word too must be typed in capitals, and that tells only where not everything is.
std::vector<UsedSynonym> add_synonyms(const Synonyms& synonyms, Analyzer& analyzer,
                                      QueryNode& root);

}  // namespace paperfind
