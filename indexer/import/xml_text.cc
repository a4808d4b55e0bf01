#include "indexer/import/xml_text.h"

#include <algorithm>

namespace paperfind {
namespace {

bool is_math(const pugi::xml_node& node) { return std::string_view(node.name()) == "tex-math"; }

bool parts_lines(const pugi::xml_node& node) {
  const std::string_view name = node.name();
  return name == "br" || name == "p" || name == "par";
}

void enter(const pugi::xml_node& node, std::string& out) {
  if (node.type() == pugi::node_pcdata || node.type() == pugi::node_cdata) out += node.value();
  if (is_math(node)) out += '$';
  if (parts_lines(node)) out += "\n\n";
}

void leave(const pugi::xml_node& node, std::string& out) {
  if (is_math(node)) out += '$';
}

}  // namespace

bool parse_xml(std::string_view text, pugi::xml_document& document, std::string& reason) {
  std::string clean(text);
  std::replace(clean.begin(), clean.end(), '\0', ' ');
  const pugi::xml_parse_result result = document.load_buffer(
      clean.data(), clean.size(), pugi::parse_default | pugi::parse_ws_pcdata, pugi::encoding_utf8);
  if (!result) reason = result.description();
  return static_cast<bool>(result);
}

std::string inner_text(const pugi::xml_node& node) {
  std::string out;
  // No recursion: what is read may be nested as deep as it is long.
  pugi::xml_node at = node.first_child();
  while (at) {
    enter(at, out);
    if (const pugi::xml_node child = at.first_child()) {
      at = child;
      continue;
    }
    leave(at, out);
    while (!at.next_sibling()) {
      at = at.parent();
      if (at == node || !at) return out;
      leave(at, out);
    }
    at = at.next_sibling();
  }
  return out;
}

}  // namespace paperfind
