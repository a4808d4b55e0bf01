// Tree → Xapian query. The only place that decides which terms stand for what was typed.
#pragma once

#include <xapian.h>

#include <functional>
#include <string_view>

#include "engine/query/query_tree.h"
#include "engine/query/ranking_parts.h"

namespace paperfind {

// How the words of the top level are joined.
enum class Joining { All, Any };

struct Planning {
  RankingParts parts;
  // What to ask instead of a phrase or a group, for one who knows which of the papers that match
  // hold it; empty: itself.
  std::function<Xapian::Query(const Xapian::Query&)> placed;
};

// The papers that match, and how well each does: the query to rank with. `typed` is the whole text:
// where it is a paper's title, id, DOI or arXiv id, that paper matches and stands first; where it
// is an author's whole name, that person's papers stand before others.
Xapian::Query plan_query(const QueryNode& root, Joining joining, std::string_view typed,
                         const Planning& planning = {});

// The query for the same papers alone, weights of no interest, for counting.
Xapian::Query plan_matches(const QueryNode& root, Joining joining, std::string_view typed);

// True for a compound with parts as short as "k" or "1": they occur everywhere, and only next to
// each other do they mean it.
bool is_matched_whole(const QueryNode& compound);

}  // namespace paperfind
