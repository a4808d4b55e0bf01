#include "engine/query/query_tree.h"

namespace paperfind {
namespace {

std::string joined(const QueryNode& node, const char* between) {
  std::string out = "(";
  for (std::size_t i = 0; i < node.children.size(); ++i) {
    if (i > 0) out += between;
    out += to_string(node.children[i]);
  }
  return out + ")";
}

std::string words(const QueryNode& node) {
  std::string out;
  for (const Token& token : node.tokens) {
    if (!out.empty()) out += node.kind == NodeKind::Compound ? '-' : ' ';
    out += token.term;
  }
  return out;
}

}  // namespace

std::string to_string(const QueryNode& node) {
  std::string field = node.field == nullptr ? "" : std::string(node.field->name) + ":";
  switch (node.kind) {
    case NodeKind::All:
      return "";
    case NodeKind::Word:
      return field + (node.exact ? "\"" + words(node) + "\"" : words(node));
    case NodeKind::Compound:
      return field + words(node);
    case NodeKind::Phrase:
      return field + "\"" + words(node) + "\"";
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
