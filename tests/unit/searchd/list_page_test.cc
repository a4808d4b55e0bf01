#include "searchd/pages/list_page.h"

#include <string>

#include "tests/catch.h"
#include "tests/unit/searchd/drawn_pages.h"
#include "tests/unit/searchd/sample.h"

using namespace paperfind;
using paperfind::testing::holds;
using paperfind::testing::templates;

TEST_CASE("a list says how many papers it has and which it lacks", "[page]") {
  ResultPage page;
  page.hits = {sample::hit(), sample::hit("A <script> of hits")};
  page.query.notices = {"There is no paper \"<b>\"."};
  Site site;
  site.name = "Sample";
  const std::string html = list_page_html(templates(), site, page, "/list?ids=a%2Cb");
  CHECK(holds(html, "<h1>Shortlist of 2 papers</h1>"));
  CHECK(holds(html, "<title>Shortlist of 2 papers – Sample</title>"));
  CHECK(holds(html, "There is no paper &quot;&lt;b&gt;&quot;."));
  CHECK(holds(html, "noindex"));
  CHECK_FALSE(holds(html, "<script>"));
  CHECK(holds(list_page_html(templates(), site, {}, "/list"), "There is no paper on this list"));
}

TEST_CASE("the demo shows the lines to copy, as text", "[page]") {
  Site site;
  site.name = "Sample & Co";
  site.base_url = "https://papers.example.org";
  const std::string html =
      demo_page_html(templates(), site, {"/assets/paper-search.1.js", "sha384-abc+/="});
  CHECK(holds(html, "<script type=\"module\" src=\"/assets/paper-search.1.js\"></script>"));
  CHECK(holds(html, "src=&quot;https://papers.example.org/assets/paper-search.1.js&quot;"));
  CHECK(holds(html, "integrity=&quot;sha384-abc+/=&quot;"));
  CHECK(holds(html, "Search the papers: Sample &amp; Co"));
  CHECK(holds(html, "<form action=\"/search\" role=\"search\">"));
}
