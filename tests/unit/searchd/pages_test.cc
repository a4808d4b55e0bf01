#include <string>
#include <vector>

#include "searchd/pages/paper_page.h"
#include "searchd/pages/search_page.h"
#include "searchd/pages/zero_help.h"
#include "tests/catch.h"
#include "tests/unit/searchd/drawn_pages.h"
#include "tests/unit/searchd/sample.h"

using namespace paperfind;
using paperfind::testing::holds;
using paperfind::testing::templates;

namespace {

Site site() {
  Site site;
  site.name = "Sample Symposium";
  site.css_path = "/assets/site.css";
  return site;
}

std::string drawn(const ResultPage& page, const ZeroHelp& zero = {}) {
  return search_page_html(templates(), site(), Catalog(), page, zero);
}

}  // namespace

TEST_CASE("a page says what was corrected and leads back", "[pages]") {
  ResultPage page = sample::page();
  page.request.query = "atention prunning";
  page.query.raw = "atention prunning";
  page.query.effective = "attention pruning";
  page.query.corrections = {{"atention", "attention", true, false, {}},
                            {"prunning", "pruning", true, false, {}}};
  const std::string corrected = drawn(page);
  CHECK(holds(corrected,
              "Showing results for <strong>attention pruning</strong>. Search instead "
              "for <a href=\"/search?q=atention+prunning"));
  CHECK(holds(corrected, "typo=off"));
  CHECK(holds(corrected, "<em>atention prunning</em></a>."));

  page.query.effective = page.query.raw;
  page.query.corrections = {{"atention", "attention", true, true, {}}};
  const std::string wider = drawn(page);
  CHECK(holds(wider,
              "Including results for <strong>attention</strong>, which is far more frequent "
              "than atention. Search only for <a href=\"/search?q=atention+prunning"));
  CHECK_FALSE(holds(wider, "Showing results for"));

  // Several words offered make one query.
  page.query.corrections = {{"atention", "attention", false, false, "attention pruning"},
                            {"prunning", "pruning", false, false, "attention pruning"}};
  const std::string offered = drawn(page);
  const std::size_t at = offered.find("Did you mean <a href=\"/search?q=attention+pruning");
  CHECK(at != std::string::npos);
  CHECK(offered.find("Did you mean", at + 1) == std::string::npos);
  CHECK_FALSE(holds(offered, "Showing results for"));
}

TEST_CASE("a page says by what other names it searched and leads to what was typed", "[pages]") {
  ResultPage page = sample::page();
  page.request.query = "KWS & <b>";
  page.query.synonyms = {{"KWS", {"keyword spotting", "wake <word>"}}};
  const std::string told = drawn(page);
  CHECK(holds(told,
              "Also searched: <strong>keyword spotting</strong> for KWS; "
              "<strong>wake &lt;word&gt;</strong> for KWS; "
              "<a href=\"/search?q=KWS+%26+%3Cb%3E"));
  CHECK(holds(told, "synonyms=off\" rel=\"nofollow\">search only what was typed</a>."));
  page.query.synonyms.clear();
  CHECK_FALSE(holds(drawn(page), "Also searched"));
}

TEST_CASE("no address on a page runs a script", "[pages][xss]") {
  ResultPage page = sample::page();
  page.hits[0].paper.pdf = "javascript:alert(1)";
  page.hits[0].paper.code = {"data:text/html,x"};
  CHECK_FALSE(holds(drawn(page), "javascript:"));
  CHECK_FALSE(holds(drawn(page), "data:"));
  PaperView view;
  view.paper = page.hits[0].paper;
  Video video;
  video.url = "JavaScript:alert(1)";
  view.paper.videos = {video};
  const std::string html = paper_page_html(templates(), site(), Catalog(), view);
  CHECK_FALSE(holds(html, "JavaScript:"));
}

TEST_CASE("links off the site keep the visitor's address to themselves", "[pages]") {
  const std::string html = drawn(sample::page());
  CHECK(
      holds(html, "<a href=\"https://example.org/p0421.pdf\" rel=\"noopener noreferrer\">PDF</a>"));
}

TEST_CASE("the page says what was found, in this order", "[pages]") {
  const std::string html = drawn(sample::page());
  const std::vector<std::string> parts = {"class=\"skip\"",
                                          "role=\"search\"",
                                          "<h1>9 papers for attention pruning</h1>",
                                          "class=\"chips\"",
                                          "<ol class=\"results\"",
                                          "class=\"pager\"",
                                          "id=\"facets\"",
                                          "<footer"};
  std::size_t at = 0;
  for (const std::string& part : parts) {
    CAPTURE(part);
    const std::size_t next = html.find(part, at);
    REQUIRE(next != std::string::npos);
    at = next;
  }
  CHECK(holds(html, "<mark>Pruning</mark> <mark>attention</mark> heads"));
  CHECK(holds(html, "Wed 3 June 2026, 10:30–12:00"));
  CHECK(holds(html, "<title>9 papers for attention pruning – Sample Symposium</title>"));
  CHECK(holds(html, "<meta name=\"robots\" content=\"noindex,follow\">"));
}

TEST_CASE("papers with some of the words stand under a line that says so", "[pages]") {
  struct Case {
    std::string what;
    std::size_t total, partial_total;
    std::vector<bool> partial;  // of the hits on this page
    std::size_t line_before;    // the hit the line stands before; 0: no line
    std::string text;           // at the top of the page
  };
  const Case c = GENERATE(values<Case>({
      {"all full", 9, 0, {false, false}, 0, ""},
      {"both",
       1,
       2,
       {false, true, true},
       2,
       "1 paper with all words, then 2 papers with some of them"},
      {"full alone here",
       7,
       2,
       {false, false},
       0,
       "7 papers with all words, then 2 papers with some of them"},
      {"partial alone here",
       7,
       2,
       {true, true},
       1,
       "7 papers with all words, then 2 papers with some of them"},
      {"no full ones for the filters",
       0,
       2,
       {true, true},
       1,
       "0 papers with all words, then 2 papers with some of them"},
      // Said at the top of the page instead.
      {"no full ones at all", 2, 0, {true, true}, 0, ""},
  }));
  CAPTURE(c.what);
  ResultPage page = sample::page();
  page.total = c.total;
  page.partial_total = c.partial_total;
  if (c.what == "no full ones at all") page.query.relaxed = {"attention", "pruning"};
  page.hits.clear();
  for (const bool partial : c.partial) {
    page.hits.push_back(sample::hit());
    page.hits.back().partial = partial;
    page.hits.back().rank = page.hits.size();
  }
  const std::string html = drawn(page);
  std::size_t cards = 0, lines = 0, line_before = 0;
  for (std::size_t at = html.find("<li>\n"); at != std::string::npos;) {
    const std::size_t card = html.find("<article class=\"card\">", at);
    if (card == std::string::npos) break;
    ++cards;
    const std::size_t line =
        html.find("<p class=\"rung\">These hold some of the words, not all:</p>", at);
    if (line < card) {
      ++lines;
      line_before = cards;
    }
    at = card + 1;
  }
  CHECK(cards == c.partial.size());
  CHECK(lines == (c.line_before == 0 ? 0 : 1));
  CHECK(line_before == c.line_before);
  CHECK(holds(html, "class=\"notice\">No paper holds ") == !page.query.relaxed.empty());
  CHECK(holds(html, "with some of them") == !c.text.empty());
  if (!c.text.empty()) CHECK(holds(html, "<p class=\"notice\">" + c.text + ".</p>"));
}

TEST_CASE("a filter can be taken back from its chip and from its facet, and a new query keeps it",
          "[pages]") {
  const std::string html = drawn(sample::page());
  CHECK(holds(html,
              "<a href=\"/search?q=attention+pruning&amp;per_page=5\" rel=\"nofollow\"><span "
              "class=\"chip-facet\">Institution:"));
  CHECK(holds(html, "class=\"on\" aria-current=\"true\""));
  CHECK(holds(html, "<input type=\"hidden\" name=\"institution\" value=\"mit\">"));
  // An unchosen value is added to the chosen ones: papers of either.
  CHECK(holds(html, "institution=eth-zurich&amp;institution=mit"));
  CHECK(holds(html, "institution=mit&amp;institution=~none"));
  CHECK(holds(html, "href=\"/facets/institution?q=attention+pruning"));
}

TEST_CASE("a count reads well aloud, also a count of one", "[pages]") {
  ResultPage page = sample::page();
  page.facets[0].values[1].count = 1;
  const std::string html = drawn(page);
  CHECK(holds(html, "<span class=\"count\">1<span class=\"hidden\"> paper</span></span>"));
  CHECK(holds(html, "<span class=\"count\">9<span class=\"hidden\"> papers</span></span>"));
}

TEST_CASE("only a paper's own words are in its language", "[pages]") {
  PaperView view;
  view.paper = sample::hit().paper;
  view.paper.lang = "de";
  const std::string paper = paper_page_html(templates(), site(), Catalog(), view);
  CHECK(holds(paper, "<h1 lang=\"de\">"));
  CHECK(holds(paper, "<p lang=\"de\">We prune."));
  CHECK(holds(paper, "<main id=\"main\" class=\"paper\">"));
  view.paper.lang.clear();
  CHECK_FALSE(holds(paper_page_html(templates(), site(), Catalog(), view), "lang=\"\""));

  ResultPage page = sample::page();
  page.hits[0].paper.lang = "de";
  CHECK(holds(drawn(page), "<p class=\"snippet\" lang=\"de\">"));
  page.hits[0].snippet_field = "institution";
  const std::string elsewhere = drawn(page);
  CHECK(holds(elsewhere, "<p class=\"snippet\"><span class=\"matched\">Matched in institution:"));
  CHECK_FALSE(holds(elsewhere, "<p class=\"snippet\" lang"));
}

TEST_CASE("a page past the end says so and leads to the last", "[pages]") {
  const std::string said = "There is no page";
  ResultPage page = sample::page();
  page.request.page = 2;
  CHECK_FALSE(holds(drawn(page), said));
  page.request.page = 3;
  page.hits.clear();
  CHECK(holds(drawn(page),
              "There is no page 3; <a href=\"/search?q=attention+pruning&amp;institution=mit&amp;"
              "per_page=5&amp;page=2\">the last is 2</a>."));
  // Where nothing was found there is no last page, and other help.
  page.total = 0;
  CHECK_FALSE(holds(drawn(page), said));
}

TEST_CASE("an empty query is the programme", "[pages]") {
  ResultPage page = sample::page();
  page.request = SearchRequest{};
  page.query = QueryReport{};
  page.total = 22;
  const std::string html = drawn(page);
  CHECK(holds(html, "<h1>All 22 papers</h1>"));
  CHECK(holds(html, "<title>Sample Symposium</title>"));
  CHECK(holds(html, "<link rel=\"canonical\" href=\"/\">"));
  CHECK_FALSE(holds(html, "noindex"));
}

TEST_CASE("nothing found is never the end", "[pages]") {
  ResultPage page = sample::page();
  page.request.query = "quantom annealing";
  page.request.filters.push_back({"session", {"s4"}, {}, {}});
  page.total = 0;
  page.hits.clear();
  const ZeroHelp help = zero_help(page, Catalog(), [](const SearchRequest& request) -> std::size_t {
    if (request.query == "annealing") return 14;
    if (request.query == "quantom") return 0;
    return request.filters.empty() ? 30 : request.filters[0].facet == "session" ? 12 : 0;
  });
  page.query.notices = {"quantom: 0 papers", "Without the filters: 30 papers.", "something else"};
  const std::string html = drawn(page, help);
  CHECK(holds(html, "No papers for"));
  CHECK(holds(html, "something else"));
  // Said once, where it is a list.
  CHECK(html.find("quantom: 0 papers") == html.rfind("quantom: 0 papers"));
  CHECK(holds(html, ">without Institution: Massachusetts Institute of Technology</a>: 12 papers"));
  CHECK(holds(html, "without Session: s4: none either"));
  CHECK(holds(html, "Without any filter</a>: 30 papers"));
  CHECK_FALSE(holds(html, "Without the filters"));
  CHECK(holds(html, "<li>quantom: 0 papers</li>"));
  CHECK(holds(html, ">annealing</a>: 14 papers"));
}

TEST_CASE("an untitled paper has a name on its page, and a missing abstract is said", "[pages]") {
  PaperView view;
  view.paper.id = "p1";
  const std::string html = paper_page_html(templates(), site(), Catalog(), view);
  CHECK(holds(html, "<h1>Untitled</h1>"));
  CHECK(holds(html, "No abstract"));
  CHECK(holds(html, "<link rel=\"canonical\" href=\"/papers/p1\">"));
}

TEST_CASE("similar papers are listed with the reason and only where there are some", "[pages]") {
  PaperView view;
  view.paper.id = "p1";
  CHECK_FALSE(holds(paper_page_html(templates(), site(), Catalog(), view), "Similar papers"));
  view.related = {{"p2", "Sparse <i>heads</i>", "shares: R&D; same session"},
                  {"p3", "", "same session"}};
  const std::string html = paper_page_html(templates(), site(), Catalog(), view);
  CHECK(holds(html, "<h2>Similar papers</h2>"));
  CHECK(holds(html,
              "<li><a href=\"/papers/p2\">Sparse &lt;i&gt;heads&lt;/i&gt;</a> <span "
              "class=\"why\">shares: R&amp;D; same session</span></li>"));
  CHECK(holds(html, "<a href=\"/papers/p3\">Untitled</a>"));
}

TEST_CASE("a query that is no text shows as text", "[pages]") {
  ResultPage page = sample::page();
  page.request.query = "\xFFpruning\xC3";
  page.query.raw = page.request.query;
  const std::string html = drawn(page);
  CHECK(holds(html, "\xEF\xBF\xBDpruning\xEF\xBF\xBD"));
  CHECK_FALSE(holds(html, "\xFF"));
}

TEST_CASE("a long abstract is cut at a word for search engines", "[pages]") {
  PaperView view;
  for (int i = 0; i < 200; ++i) view.paper.abstract += "wörter ";
  const std::string html = paper_page_html(templates(), site(), Catalog(), view);
  const std::size_t begin = html.find("name=\"description\" content=\"") + 28;
  const std::string text = html.substr(begin, html.find('"', begin) - begin);
  CHECK(text.size() <= 310);
  CHECK(text.ends_with("wörter …"));
}
