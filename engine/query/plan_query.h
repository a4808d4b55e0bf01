// Tree → plan. The only place that decides which terms stand for what was typed.
#pragma once

#include <string_view>

#include "engine/query/plan.h"
#include "engine/query/query_tree.h"
#include "engine/query/ranking_parts.h"

namespace paperfind {

// How the words of the top level are joined.
enum class Joining { All, Any };

// The papers that match, and how well each does: the query to rank with. `typed` is the whole text:
// where it is a paper's title, id, DOI or arXiv id, that paper matches and stands first; where it
// is an author's whole name, that person's papers stand before others.
Plan plan_query(const QueryNode& root, Joining joining, std::string_view typed,
                const RankingParts& parts = {});

// The query for the same papers alone, weights of no interest, for counting.
Plan plan_matches(const QueryNode& root, Joining joining, std::string_view typed);

// True for a compound with parts as short as "k" or "1": they occur everywhere, and only next to
// each other do they mean it.
bool is_matched_whole(const QueryNode& compound);

}  // namespace paperfind
