#include "engine/query/common_words.h"

#include <algorithm>
#include <array>
#include <string_view>

namespace paperfind {
namespace {

// "I am interested in articles that describe …": in a longer query these say that it is one. In a
// short one they may be the matter itself ("information retrieval").
constexpr std::array<std::string_view, 34> kAskingWords = {
    "article",      "articles", "concern",   "concerning", "deal",        "dealing",
    "deals",        "describe", "described", "describes",  "describing",  "description",
    "descriptions", "discuss",  "discusses", "discussing", "discussion",  "discussions",
    "find",         "give",     "id",        "im",         "information", "interest",
    "interested",   "ive",      "like",      "list",       "looking",     "paper",
    "papers",       "please",   "regarding", "want"};
static_assert(std::is_sorted(kAskingWords.begin(), kAskingWords.end()));

bool is_plain_word(const QueryNode& node) {
  return node.kind == NodeKind::Word && !node.exact && !node.required && node.field == nullptr;
}

bool is_stop_word(const QueryNode& node) {
  return is_plain_word(node) && Analyzer::is_stop_word(node.tokens.front().term);
}

bool is_asking_word(const QueryNode& node) {
  return is_plain_word(node) &&
         std::binary_search(kAskingWords.begin(), kAskingWords.end(), node.tokens.front().term);
}

}  // namespace

void mark_common_words(QueryNode& node) {
  for (QueryNode& child : node.children) mark_common_words(child);
  if (node.kind != NodeKind::And) return;
  std::size_t content = 0, asking = 0;
  for (const QueryNode& child : node.children) {
    if (child.kind == NodeKind::Not || is_condition(child) || is_stop_word(child)) continue;
    ++(is_asking_word(child) ? asking : content);
  }
  for (QueryNode& child : node.children) {
    child.common = is_stop_word(child) ? content + asking > 0
                                       : content >= kContentWords && is_asking_word(child);
  }
}

void insist_on_asking_words(QueryNode& node) {
  for (QueryNode& child : node.children) insist_on_asking_words(child);
  node.common = node.common && is_stop_word(node);
}

}  // namespace paperfind
