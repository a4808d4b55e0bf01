// Whatever the corpus holds and visitors type, a page keeps its tags and attributes.
#include <string>

#include "searchd/pages/error_page.h"
#include "searchd/pages/facet_page.h"
#include "searchd/pages/paper_page.h"
#include "searchd/pages/search_page.h"
#include "searchd/pages/zero_help.h"
#include "tests/catch.h"
#include "tests/unit/searchd/drawn_pages.h"
#include "tests/unit/searchd/hostile_page.h"
#include "tests/unit/searchd/hostile_text.h"

using namespace paperfind;
using paperfind::testing::attacks;
using paperfind::testing::frame_of;
using paperfind::testing::page_of;
using paperfind::testing::paper_of;
using paperfind::testing::site;
using paperfind::testing::skeleton;
using paperfind::testing::templates;

TEST_CASE("text of the corpus and of visitors adds no tag and no attribute to a page",
          "[pages][xss]") {
  const std::string attack = GENERATE(from_range(attacks()));
  CAPTURE(attack);
  const std::string harmless(attack.size(), 'a');
  const auto search = [](const std::string& text) {
    ZeroHelp help;
    help.words = {{text, SearchRequest{}, 1}};
    return search_page_html(templates(), site(), Catalog(), page_of(text), help);
  };
  CHECK(skeleton(search(attack)) == skeleton(search(harmless)));

  const auto paper = [](const std::string& text) {
    const Catalog catalog(frame_of(text));
    // One address fits no text with a blank in it: given here only where both have it or both lack
    // it.
    PaperView view = paper_of(text);
    view.paper.videos[0].url = "";
    return paper_page_html(templates(), site_of(catalog), catalog, view);
  };
  CHECK(skeleton(paper(attack)) == skeleton(paper(harmless)));

  const auto facet = [](const std::string& text) {
    FacetPage page;
    page.request.context = page_of(text).request;
    page.request.prefix = text;
    page.facet = page_of(text).facets[0];
    return facet_page_html(templates(), site(), page);
  };
  CHECK(skeleton(facet(attack)) == skeleton(facet(harmless)));

  const auto error = [](const std::string& text) {
    Problem problem;
    problem.title = text;
    problem.detail = text;
    problem.hint = text;
    return error_page_html(templates(), site(), problem);
  };
  CHECK(skeleton(error(attack)) == skeleton(error(harmless)));
}
