// Tree → Xapian query. The only place that decides which terms stand for what was typed.
#pragma once

#include <xapian.h>

#include <string_view>

#include "engine/query/query_tree.h"

namespace paperfind {

// How the words of the top level are joined.
enum class Joining { All, Any };

// The papers that match, and how well each does: the query to rank with.
Xapian::Query plan_query(const QueryNode& root, Joining joining);

// Extra weight, never a condition, for papers whose whole title or whose author's whole name was
// typed.
Xapian::Query known_item_boost(std::string_view typed);

// The query for the papers alone, weights of no interest, for counting.
Xapian::Query plan_matches(const QueryNode& root, Joining joining);

}  // namespace paperfind
