// Texts that would become tags or attributes of a page that did not escape them.
#pragma once

#include <cstddef>
#include <string>
#include <vector>

namespace paperfind::testing {

// Every tag's name and attribute names, values left out: what a browser would build of the page.
inline std::vector<std::string> skeleton(const std::string& html) {
  std::vector<std::string> tags;
  for (std::size_t at = html.find('<'); at != std::string::npos; at = html.find('<', at)) {
    std::string tag;
    char quote = 0;
    for (++at; at < html.size() && (quote != 0 || html[at] != '>'); ++at) {
      const char c = html[at];
      if (quote == 0) tag += c;
      if (quote == 0 && (c == '"' || c == '\'')) {
        quote = c;
      } else if (c == quote) {
        quote = 0;
      }
    }
    tags.push_back(tag);
  }
  return tags;
}

inline const std::vector<std::string>& attacks() {
  static const std::vector<std::string> kAttacks = {
      "<script>alert(1)</script>",
      "\"><script>alert(1)</script>",
      "'><img src=x onerror=alert(1)>",
      "\" onmouseover=\"alert(1)",
      "' onfocus='alert(1)' autofocus='",
      "</title><script>alert(1)</script>",
      "</ol></main><iframe src=//evil>",
      "<!--",
      "]]>",
      "&lt;script&gt;",
      "{{x}}{{{x_html}}}",
      "<svg/onload=alert(1)>",
      "`<b>`",
      "\\u003cscript\\u003e",
  };
  return kAttacks;
}

}  // namespace paperfind::testing
