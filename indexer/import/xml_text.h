// What a reader sees of an XML element with markup in it.
#pragma once

#include <pugixml.hpp>
#include <string>
#include <string_view>

namespace paperfind {

// Parses `text` into `document`; false, with the reason, when it is not well-formed. Bytes that are
// no UTF-8 are for text_repair.
bool parse_xml(std::string_view text, pugi::xml_document& document, std::string& reason);

// All text below the node, as it is: formatting vanishes without parting the word it stands in,
// <tex-math> becomes $…$, and a line break a blank line.
std::string inner_text(const pugi::xml_node& node);

}  // namespace paperfind
