// Whatever the corpus holds and visitors type, a page keeps its tags and attributes.
#include <string>

#include "engine/record/corpus.h"
#include "searchd/pages/error_page.h"
#include "searchd/pages/facet_page.h"
#include "searchd/pages/paper_page.h"
#include "searchd/pages/search_page.h"
#include "searchd/pages/zero_help.h"
#include "tests/catch.h"
#include "tests/unit/searchd/drawn_pages.h"
#include "tests/unit/searchd/hostile_text.h"
#include "tests/unit/searchd/sample.h"

using namespace paperfind;
using paperfind::testing::attacks;
using paperfind::testing::site;
using paperfind::testing::skeleton;
using paperfind::testing::templates;

namespace {

// The same page with one text everywhere a corpus or a visitor could have put it.
ResultPage page_of(const std::string& text) {
  ResultPage page = sample::page();
  page.request.query = text;
  page.query.raw = text;
  page.query.effective = text;
  page.query.notices = {text};
  page.query.ignored = {text};
  page.query.relaxed = {text};
  page.query.corrections = {{text, text, true, false, text},
                            {text, text, true, true, text},
                            {text, text, false, false, text}};
  page.request.filters = {{"institution", {text}, {}, {text}}, {"session", {}, {text}, {}}};
  page.request.from = "2022-01-01";
  Hit hit = sample::hit(text);
  hit.title.marks = {{0, static_cast<std::uint32_t>(text.size())}};
  hit.paper.lang = text;
  hit.paper.type = text;
  hit.paper.award = text;
  hit.paper.authors[0].name = text;
  hit.paper.authors[0].person = text;
  hit.authors[0] = {text, {{0, 1}}};
  hit.institutions[0].name = text;
  hit.institutions[0].id = text;
  hit.sessions[0].title = text;
  hit.sessions[0].id = text;
  hit.sessions[0].room = text;
  hit.snippet = {text, {}};
  hit.snippet_field = text;
  page.hits = {hit};
  page.facets[0].label = text;
  page.facets[0].values[0].label = text;
  page.facets[0].values[1].label = text;
  page.facets[0].values[1].hint = text;
  page.facets[0].values[1].id = text;
  return page;
}

PaperView paper_of(const std::string& text) {
  PaperView view;
  view.paper = page_of(text).hits[0].paper;
  view.paper.abstract = text + "\n" + text;
  view.paper.keywords = {text};
  view.paper.status_note = text;
  view.paper.authors[0].orcid = text;
  view.paper.authors[0].affiliations = {{text, ""}, {text, "mit"}};
  Video video;
  video.title = text;
  video.provider = text;
  video.url = "https://example.org/" + text;
  view.paper.videos = {video};
  view.event.name = text;
  view.sessions = page_of(text).hits[0].sessions;
  view.previous = {text, text};
  view.next = {text, text};
  return view;
}

CorpusFrame frame_of(const std::string& text) {
  CorpusFrame frame;
  frame.site.name = text;
  Event event;
  event.place = text;
  event.start = "2022-03-28";
  frame.events = {event};
  Session session;
  session.id = text;
  Chair chair;
  chair.name = text;
  chair.affiliations = {{text, ""}};
  session.chairs = {chair};
  frame.sessions = {session};
  return frame;
}

}  // namespace

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
