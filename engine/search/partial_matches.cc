#include "engine/search/partial_matches.h"

#include <algorithm>
#include <utility>
#include <vector>

#include "engine/query/common_words.h"

namespace paperfind {
namespace {

bool is_word_to_choose(const QueryNode& node) { return is_relaxable(node) && !node.common; }

// What a search never goes on without, conditions and exclusions aside.
bool is_insisted_on(const QueryNode& node) {
  return !is_relaxable(node) && node.kind != NodeKind::Not && !is_condition(node);
}

bool is_quoted(const QueryNode& node) {
  return !node.required &&
         (node.kind == NodeKind::Phrase || (node.kind == NodeKind::Word && node.exact));
}

}  // namespace

std::optional<DocSet> partial_matches(const QueryNode& root, const MatchPart& match) {
  if (root.kind != NodeKind::And) return std::nullopt;
  const auto& parts = root.children;
  const auto words = std::count_if(parts.begin(), parts.end(), is_word_to_choose);
  const bool insists = std::any_of(parts.begin(), parts.end(), is_insisted_on);
  if (words == 0 || (words == 1 && !insists)) return std::nullopt;
  std::optional<DocSet> found;
  for (const QueryNode& part : parts) {
    if (insists ? !is_insisted_on(part) : !is_word_to_choose(part)) continue;
    DocSet holders = match(part);
    if (!found) {
      found = std::move(holders);
    } else if (insists) {
      found->retain(holders);
    } else {
      found->add(holders);
    }
  }
  for (const QueryNode& part : parts) {
    if (is_condition(part)) found->retain(match(part));
    if (part.kind == NodeKind::Not) found->remove(match(part.children.front()));
  }
  return found;
}

std::optional<QueryNode> loosen_phrases(const QueryNode& root) {
  if (root.kind != NodeKind::And) return std::nullopt;
  const auto words = std::count_if(root.children.begin(), root.children.end(), is_word_to_choose);
  if (static_cast<std::size_t>(words) < kManyWords) return std::nullopt;
  if (std::none_of(root.children.begin(), root.children.end(), is_quoted)) return std::nullopt;
  QueryNode loose = root;
  loose.children.clear();
  for (const QueryNode& child : root.children) {
    if (!is_quoted(child)) {
      loose.children.push_back(child);
      continue;
    }
    for (const Token& token : child.tokens) {
      QueryNode word = child;
      word.kind = NodeKind::Word;
      word.tokens = {token};
      word.exact = false;
      loose.children.push_back(std::move(word));
    }
  }
  mark_common_words(loose);
  return loose;
}

}  // namespace paperfind
