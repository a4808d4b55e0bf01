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

std::string words(const QueryNode& node) {
  std::string out;
  for (const Token& token : node.tokens) {
    if (!out.empty()) out += node.kind == NodeKind::Compound ? '-' : ' ';
    out += token.term;
  }
  return out;
}

// "(leraning OR learning)"
std::string with_also(const QueryNode& node) {
  std::string out = "(" + words(node);
  for (const Token& token : node.also) out += " OR " + token.term;
  return out + ")";
}

}  // namespace

std::string to_string(const QueryNode& node) {
  std::string field = node.field == nullptr ? "" : std::string(node.field->name) + ":";
  switch (node.kind) {
    case NodeKind::All:
      return "";
    case NodeKind::Word:
      if (!node.also.empty()) return field + with_also(node);
      return field + (node.exact ? "\"" + words(node) + "\"" : words(node));
    case NodeKind::Compound:
      return field + words(node);
    case NodeKind::Phrase:
      return field + "\"" + words(node) + "\"";
    case NodeKind::Prefix:
      return field + words(node) + "*";
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
