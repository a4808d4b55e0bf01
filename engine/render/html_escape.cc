#include "engine/render/html_escape.h"

#include <cstddef>

#include "engine/base/utf8.h"

namespace paperfind {
namespace {

std::string_view entity(char c) {
  switch (c) {
    case '&':
      return "&amp;";
    case '<':
      return "&lt;";
    case '>':
      return "&gt;";
    case '"':
      return "&quot;";
    case '\'':
      return "&#39;";
    default:
      return {};
  }
}

void append_escaped(std::string& out, std::string_view text) {
  std::size_t done = 0;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const std::string_view instead = entity(text[i]);
    if (instead.empty()) continue;
    out.append(text, done, i - done).append(instead);
    done = i + 1;
  }
  out.append(text, done);
}

// True where a character may begin (or the text may end): not at a UTF-8 continuation byte.
bool is_boundary(std::string_view text, std::size_t at) {
  return at >= text.size() || starts_character(text[at]);
}

}  // namespace

std::string html_escape(std::string_view text) {
  std::string out;
  out.reserve(text.size() + text.size() / 8);
  append_escaped(out, text);
  return out;
}

std::string mark_html(const MarkedText& marked) {
  const std::string_view text = marked.text;
  std::string out;
  out.reserve(text.size() + marked.marks.size() * 13 + 16);
  std::size_t done = 0;
  for (const auto& [begin, end] : marked.marks) {
    if (begin < done || end <= begin || end > text.size()) continue;
    if (!is_boundary(text, begin) || !is_boundary(text, end)) continue;
    append_escaped(out, text.substr(done, begin - done));
    out += "<mark>";
    append_escaped(out, text.substr(begin, end - begin));
    out += "</mark>";
    done = end;
  }
  append_escaped(out, text.substr(done));
  return out;
}

}  // namespace paperfind
