// Words that stand near each other, as NEAR and ADJ ask for.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "engine/query/query_tree.h"
#include "engine/text/analyzer.h"

namespace paperfind {

struct WordGroup {
  std::vector<std::vector<std::string>> places;  // the forms that may stand at each
  bool ordered = false;
  std::uint32_t span = 0;  // words from the first to the last at most
};

// `node` is Near or Adjacent.
WordGroup word_group(const QueryNode& node);

// The numbers of the tokens that stand close together as the group wants it, each once, in order.
std::vector<std::size_t> close_words(const WordGroup& group, std::span<const Token> tokens);

}  // namespace paperfind
