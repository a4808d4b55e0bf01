// Pieces of a query's text → leaves of its tree, within the limits a query has.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "engine/query/query_tree.h"
#include "engine/text/analyzer.h"

namespace paperfind {

inline constexpr std::size_t kMaxQueryTerms = 64;  // words beyond are ignored, with a notice
inline constexpr std::size_t kMaxPhrases = 8;      // phrases and groups beyond: searched as words
inline constexpr std::size_t kMaxWildcards = 2;    // words with '*' beyond: searched as words
inline constexpr std::size_t kMaxRanges = 8;       // ranges beyond: searched as text
inline constexpr std::size_t kMinWildcardLetters = 3;
inline constexpr std::uint32_t kMaxTimes = 4;  // repetitions of a word that count
inline constexpr std::size_t kMaxNotices = 16;

// What stands before a colon and is not a text field.
struct ConditionSpec {
  std::string_view name;
  NodeKind kind;
  Facet facet;  // of a range
};
inline constexpr ConditionSpec kConditions[] = {
    {"id", NodeKind::Id, Facet::Year},
    {"year", NodeKind::Range, Facet::Year},
    {"day", NodeKind::Range, Facet::Day},
};
const ConditionSpec* find_condition(std::string_view name);

// Children that say nothing fall away, those that say the same are one; one alone stands for
// itself.
QueryNode join(NodeKind kind, std::vector<QueryNode> children);

// The same again, after children changed.
void rejoin(QueryNode& node);

class LeafReader {
 public:
  // Pieces given to it are parts of `text`. What is to be said goes to `out`.
  LeafReader(std::string_view text, Analyzer& analyzer, ParsedQuery& out)
      : text_(text), analyzer_(analyzer), out_(out) {}

  // Something typed without a blank in it: "pruning", "k-NN", "transf*", "auther:shi".
  QueryNode piece(std::string_view piece, const TextFieldSpec* field);
  QueryNode quoted(std::string_view inside, const TextFieldSpec* field);
  // What stands behind "year:", "day:" or "id:"; `name` is that word as typed.
  QueryNode condition(const ConditionSpec& spec, std::string_view name, std::string_view piece);
  // The same of every piece in a group.
  void make_conditions(const ConditionSpec& spec, QueryNode& group);
  // NEAR or ADJ between operands, each of them fit for it.
  QueryNode group(NodeKind kind, std::uint32_t distance, std::vector<QueryNode> operands);
  void notice(std::string text);
  // Says what was left out.
  void finish();

 private:
  QueryNode word(std::string_view piece, const TextFieldSpec* field);
  QueryNode leaf(std::string_view piece, const TextFieldSpec* field, bool quoted);
  QueryNode wildcard(std::string_view piece, const TextFieldSpec* field);
  std::size_t unknown_prefix(std::string_view piece);
  bool take_phrase();

  std::string_view text_;
  Analyzer& analyzer_;
  ParsedQuery& out_;
  std::size_t terms_ = 0;
  std::size_t phrases_ = 0;
  std::size_t wildcards_ = 0;
  std::size_t ranges_ = 0;
};

}  // namespace paperfind
