// The one place where text becomes HTML: everything shown on a page goes through here.
#pragma once

#include <string>
#include <string_view>

#include "engine/search/result_page.h"

namespace paperfind {

// & < > " ' as character references; right inside text and inside quoted attribute values.
std::string html_escape(std::string_view text);

// The text escaped, with <mark> around what matched. Marks that lie outside the text, overlap an
// earlier one or cut a character in two are dropped: they could only come from a bug, and half a
// character is worse than no mark.
std::string mark_html(const MarkedText& marked);

}  // namespace paperfind
