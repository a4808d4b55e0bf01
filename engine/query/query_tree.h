// A query as read: a small tree over analyzed words, before anything is known of Xapian.
#pragma once

#include <algorithm>
#include <cstdint>
#include <string>
#include <vector>

#include "engine/query/value_range.h"
#include "engine/schema/fields.h"
#include "engine/text/analyzer.h"

namespace paperfind {

enum class NodeKind : std::uint8_t {
  All,       // no condition: every paper
  Word,      // one word; stemmed unless `exact`
  Compound,  // words typed without a blank between: "k-NN", "low-precision"
  Phrase,    // quoted: these forms, in this order, next to each other
  Prefix,    // "transf*": any word that begins so
  Near,      // children (Word, Compound, Phrase, Prefix) close to each other, in any order
  Adjacent,  // the same in the order of the children
  Range,     // year:2019..2021
  Id,        // id:p0421: one paper by any of its identifiers
  And,
  Or,
  Not,  // one child: papers without it
};

// What a word, or a run of words it belongs to, is also called.
struct Synonym {
  std::vector<Token> tokens;  // one, or a phrase
  bool exact = false;         // an acronym: no stems
  std::uint32_t words = 1;    // of the query that it stands for together
};

struct QueryNode {
  NodeKind kind = NodeKind::All;
  const TextFieldSpec* field = nullptr;  // null: any field
  // Word, Prefix: one; Compound, Phrase: at least two; Near, Adjacent: those of the children
  std::vector<Token> tokens;
  std::string text;         // as typed, without quotes and prefix
  std::size_t begin = 0;    // of `text` in ParsedQuery::text
  bool exact = false;       // quoted, or in Near or Adjacent: neither stemmed nor corrected
  bool required = false;    // '+': never relaxed
  bool common = false;      // ranks, but no paper has to hold it; by mark_common_words
  std::uint32_t times = 1;  // how often the same was typed
  // n of NEAR/n: fewer than n other words stand among the words of the group
  std::uint32_t distance = 0;
  Facet facet = Facet::Year;  // of a Range
  ValueRange range;
  // Filled in by expand_query. Prefix: words of the index, Range: ids of the facet's values.
  std::vector<std::string> expansions;
  bool corrected = false;   // not what was typed: ranks below what was
  std::vector<Token> also;  // Word: read as one of these too, below the word itself
  // Word, Compound: a paper with one of them counts as one with the word, below it.
  std::vector<Synonym> synonyms;
  std::vector<QueryNode> children;
};

// "(attention AND \"sparse pruning\" AND NOT author:shi)"; "" for All.
std::string to_string(const QueryNode& node);

// How the text was read.
struct ParsedQuery {
  std::string text;  // what was typed, with plain quotes and blanks
  QueryNode root;
  std::vector<std::string>
      ignored;  // pieces without a word in them, operators that had nothing to join
  std::vector<std::string> notices;  // what a person should know: limits reached, unknown prefixes
};

// True for what a search may go on without when no paper holds everything: words and compounds that
// were neither quoted nor marked '+'.
inline bool is_relaxable(const QueryNode& node) {
  return (node.kind == NodeKind::Word || node.kind == NodeKind::Compound ||
          node.kind == NodeKind::Prefix) &&
         !node.exact && !node.required;
}

// True for what a paper meets or not, however well it matches.
inline bool is_condition(const QueryNode& node) {
  if (node.kind == NodeKind::And || node.kind == NodeKind::Or) {
    return std::all_of(node.children.begin(), node.children.end(), is_condition);
  }
  return node.kind == NodeKind::Range || node.kind == NodeKind::Id;
}

// Calls `visit(const QueryNode&)` for everything with words of its own (Word, Compound, Phrase,
// Prefix, Near, Adjacent) that is not below a Not.
template <typename Visit>
void for_each_leaf(const QueryNode& node, const Visit& visit) {
  if (node.kind == NodeKind::Not) return;
  if (!node.tokens.empty()) return visit(node);
  for (const QueryNode& child : node.children) for_each_leaf(child, visit);
}

}  // namespace paperfind
