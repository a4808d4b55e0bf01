#include "engine/render/html_escape.h"

#include <string>
#include <vector>

#include "tests/catch.h"

using namespace paperfind;

TEST_CASE(
    "html_escape leaves nothing that could open a tag, close an attribute or begin a reference",
    "[escape]") {
  struct Case {
    std::string text;
    std::string html;
  };
  const Case c = GENERATE(values<Case>({
      {"", ""},
      {"plain", "plain"},
      {"a < b && c > \"d\" 'e'", "a &lt; b &amp;&amp; c &gt; &quot;d&quot; &#39;e&#39;"},
      // Already escaped text is text: it must show as typed, not be taken for markup.
      {"&lt;b&gt;", "&amp;lt;b&amp;gt;"},
      {"Zürich \xF0\x9F\x99\x82 漢字", "Zürich \xF0\x9F\x99\x82 漢字"},
      {std::string("nul\0byte", 8), std::string("nul\0byte", 8)},
  }));
  CHECK(html_escape(c.text) == c.html);
}

TEST_CASE("mark_html escapes first and marks then", "[escape]") {
  struct Case {
    MarkedText marked;
    std::string html;
  };
  const Case c = GENERATE(values<Case>({
      {{"Pruning attention heads", {{0, 7}, {8, 17}}},
       "<mark>Pruning</mark> <mark>attention</mark> heads"},
      {{"a<b>c", {{1, 4}}}, "a<mark>&lt;b&gt;</mark>c"},
      // Two marks side by side stay two.
      {{"abcd", {{0, 2}, {2, 4}}}, "<mark>ab</mark><mark>cd</mark>"},
      // Past the end, empty, backwards, overlapping: dropped, the text stays whole.
      {{"abc", {{1, 9}}}, "abc"},
      {{"abc", {{1, 1}}}, "abc"},
      {{"abc", {{2, 1}}}, "abc"},
      {{"abcdef", {{0, 3}, {2, 5}}}, "<mark>abc</mark>def"},
      // "ü" is two bytes: a mark that ends between them would make both halves ill-formed.
      {{"Zür", {{0, 2}}}, "Zür"},
      {{"Zür", {{0, 3}}}, "<mark>Zü</mark>r"},
      {{"", {{0, 0}}}, ""},
  }));
  CHECK(mark_html(c.marked) == c.html);
}
