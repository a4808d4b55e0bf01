// Corrections of words the corpus does not have: restrained, and only ever to words it has.
#pragma once

#include <xapian.h>

#include <optional>
#include <string>

#include "engine/query/query_tree.h"

namespace paperfind {

// How many edits a word of that many characters may be away: up to 3 none, up to 7 one, more two.
unsigned max_edits(std::size_t characters);

// True for a word that may be corrected at all: not quoted, not required, no digit or symbol in it,
// not typed in capitals up to six letters.
bool is_correctable(const QueryNode& node);

// The nearest word of the corpus for one it lacks, or nothing. Never for a word the corpus has.
std::optional<std::string> suggest_word(const Xapian::Database& db, const QueryNode& node);

}  // namespace paperfind
