#include "engine/query/query_tree.h"

#include <fmt/format.h>

namespace paperfind {
namespace {

std::string joined(const QueryNode& node, const std::string& between) {
  std::string out = "(";
  for (std::size_t i = 0; i < node.children.size(); ++i) {
    if (i > 0) out += between;
    out += to_string(node.children[i]);
  }
  return out + ")";
}

// Its words are exact without quotes.
std::string group(QueryNode node, const char* name) {
  for (QueryNode& child : node.children) child.exact = false;
  return joined(node, fmt::format(" {}/{} ", name, node.distance));
}

std::string words(const std::vector<Token>& tokens, NodeKind kind) {
  std::string out;
  for (const Token& token : tokens) {
    if (!out.empty()) out += kind == NodeKind::Compound ? '-' : ' ';
    out += token.term;
  }
  return out;
}

// "(leraning OR learning)", "(kws OR \"keyword spotting\")"
std::string with_others(const QueryNode& node) {
  std::string out = "(" + words(node.tokens, node.kind);
  for (const Token& token : node.also) out += " OR " + token.term;
  for (const Synonym& synonym : node.synonyms) {
    const std::string form = words(synonym.tokens, NodeKind::Phrase);
    out += " OR " + (synonym.tokens.size() > 1 ? '"' + form + '"' : form);
  }
  return out + ")";
}

}  // namespace

std::string to_string(const QueryNode& node) {
  std::string field = node.field == nullptr ? "" : std::string(node.field->name) + ":";
  if (!node.also.empty() || !node.synonyms.empty()) return field + with_others(node);
  switch (node.kind) {
    case NodeKind::All:
      return "";
    case NodeKind::Word:
      return field + (node.exact ? "\"" + words(node.tokens, node.kind) + "\""
                                 : words(node.tokens, node.kind));
    case NodeKind::Compound:
      return field + words(node.tokens, node.kind);
    case NodeKind::Phrase:
      return field + "\"" + words(node.tokens, node.kind) + "\"";
    case NodeKind::Prefix:
      return field + words(node.tokens, node.kind) + "*";
    case NodeKind::Near:
      return group(node, "NEAR");
    case NodeKind::Adjacent:
      return group(node, "ADJ");
    case NodeKind::Range:
      return fmt::format("{}:{}", spec_of(node.facet).name, to_string(node.range));
    case NodeKind::Id:
      return "id:" + node.text;
    case NodeKind::And:
      return joined(node, " AND ");
    case NodeKind::Or:
      return joined(node, " OR ");
    case NodeKind::Not:
      return "NOT " + to_string(node.children.front());
  }
  return "";
}

}  // namespace paperfind
