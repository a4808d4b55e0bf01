// Any query over any text: marks and snippets stand inside the text, in order, on whole characters,
// and the page that shows them shows the text.
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "engine/query/parse_query.h"
#include "engine/render/html_escape.h"
#include "engine/search/highlighter.h"
#include "engine/search/snippet.h"
#include "engine/text/normalize.h"
#include "tests/fuzz/fuzz_input.h"
#include "tests/fuzz/fuzz_targets.h"

namespace paperfind::testing {
namespace {

// `ranges` of a text, each after the one before.
template <typename Ranges>
void check_ranges(std::string_view text, const Ranges& ranges) {
  std::size_t last = 0;
  for (const auto& [begin, end] : ranges) {
    expect(last <= begin && begin < end && end <= text.size(), "in order, inside the text", text);
    expect(is_boundary(text, begin) && is_boundary(text, end), "on whole characters", text);
    last = end;
  }
}

std::string unescaped(std::string html) {
  static constexpr std::pair<std::string_view, std::string_view> kParts[] = {
      {"<mark>", ""},   {"</mark>", ""}, {"&lt;", "<"}, {"&gt;", ">"},
      {"&quot;", "\""}, {"&#39;", "'"},  {"&amp;", "&"}};
  for (const auto& [part, stands_for] : kParts) {
    for (std::size_t at = html.find(part); at != std::string::npos;
         at = html.find(part, at + stands_for.size())) {
      html.replace(at, part.size(), stands_for);
    }
  }
  return html;
}

void check_html(const MarkedText& marked) {
  const std::string html = mark_html(marked);
  expect(unescaped(html) == marked.text, "the page shows the text", marked.text);
  std::size_t marks = 0;
  for (std::size_t at = html.find("<mark>"); at != std::string::npos;
       at = html.find("<mark>", at + 1)) {
    ++marks;
  }
  expect(marks == marked.marks.size(), "no mark was dropped", marked.text);
}

}  // namespace

int fuzz_highlight(const std::uint8_t* data, std::size_t size) {
  static Analyzer analyzer;
  FuzzInput input(data, size);
  const std::uint8_t choice = input.byte();
  const std::string query = input.text().substr(0, kMaxQueryBytes);
  // Records are clean: nothing else is taken into an index.
  const std::string text = repair_utf8(input.rest());
  const ParsedQuery parsed = parse_query(query, analyzer);
  Highlighter highlighter(parsed.root, analyzer);
  for (const TextField field : {TextField::Title, TextField::Author, TextField::Abstract}) {
    const MarkedText marked = highlighter.mark(text, field);
    expect(marked.text == text, "marking leaves the text as it is", text);
    check_ranges(text, marked.marks);
    check_html(marked);

    const std::vector<TextMatch> matches = highlighter.find(text, field);
    std::size_t begin = 0;
    for (const TextMatch& match : matches) {
      expect(begin <= match.begin && match.begin < match.end && match.end <= text.size(),
             "matches stand in order of text", text);
      begin = match.begin;
    }
    const std::size_t words = choice % 61;
    const auto windows = choose_snippet(text, highlighter.tokens(), matches, words);
    expect(windows.size() <= 2, "a snippet has two parts at most", text);
    check_ranges(text, windows);
  }
  return 0;
}

}  // namespace paperfind::testing
