#include "engine/render/page_range.h"

#include <string>

#include "engine/render/export.h"
#include "tests/catch.h"
#include "tests/unit/render/nasty_papers.h"

namespace paperfind {
namespace {

TEST_CASE("pages are a range in any dashes, or one page", "[reference]") {
  struct Case {
    std::string pages, first, last;
  };
  const Case c = GENERATE(values<Case>({
      {"12-34", "12", "34"},
      {"12–34", "12", "34"},
      {"12—34", "12", "34"},
      {"12−34", "12", "34"},  // U+2212, the minus sign
      {"12--34", "12", "34"},
      {"12 - 34", "12", "34"},
      {" 12 –\n34 ", "12", "34"},
      {"S12 -- S34", "S12", "S34"},
      {"1:1-1:12", "1:1", "1:12"},
      {"iv-xii", "iv", "xii"},
      {"7", "7", "7"},
      {"e123", "e123", "e123"},
  }));
  CAPTURE(c.pages);
  REQUIRE(page_range(c.pages));
  CHECK(*page_range(c.pages) == PageRange{c.first, c.last});
}

TEST_CASE("what may mean two things is no range", "[reference]") {
  const std::string pages =
      GENERATE("12 34", "A-12", "iv-12", "1-8, 12", "1-2-3", "12-", "-12", "-", "p. 7", "<!--", "");
  CAPTURE(pages);
  CHECK_FALSE(page_range(pages));
}

TEST_CASE("pages that are no range are exported as printed", "[reference]") {
  struct Case {
    const char* format;
    const char* line;
  };
  const Case c = GENERATE(values<Case>({
      {"bib", "pages     = {12 34}"},
      {"ris", "SP  - 12 34\r\n"},
      {"csl.json", "\"page\":\"12 34\""},
      {"csv", "\"12 34\""},
  }));
  PaperView paper = sample::plain_paper();
  paper.paper.pages = "12 34";
  Export out(*find_export_format(c.format), {"Papers", "https://papers.example.org", "", "", ""});
  const std::string text = out.head() + out.entry(paper) + out.tail();
  CAPTURE(text);
  CHECK(text.find(c.line) != std::string::npos);
  CHECK(text.find("EP  -") == std::string::npos);
}

}  // namespace
}  // namespace paperfind
