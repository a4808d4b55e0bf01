// Papers that hold some of the words asked for, where few or none hold all of them.
#pragma once

#include <functional>
#include <optional>

#include "engine/query/query_tree.h"
#include "engine/store/doc_set.h"

namespace paperfind {

// The papers that one part of a query finds.
using MatchPart = std::function<DocSet(const QueryNode&)>;

// Papers with all of what is never relaxed (phrases, '+', groups) or, where the query has only
// plain words, with one of them or more. Conditions and exclusions hold as ever. Nothing where
// there is no choice of words.
std::optional<DocSet> partial_matches(const QueryNode& root, const MatchPart& match);

// The query with the words of its phrases as plain words, where it has more plain words than
// kManyWords besides: one who writes sentences quotes titles and terms to be clear, not to insist
// on them. Nothing to loosen: nothing.
std::optional<QueryNode> loosen_phrases(const QueryNode& root);

inline constexpr std::size_t kManyWords = 4;

}  // namespace paperfind
