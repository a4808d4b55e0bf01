// Any text in the records and requests that pages are drawn from: they keep the tags and attributes
// that harmless text gives, and are UTF-8.
#include <algorithm>
#include <string>
#include <string_view>
#include <vector>

#include "engine/text/normalize.h"
#include "searchd/pages/error_page.h"
#include "searchd/pages/event_page.h"
#include "searchd/pages/facet_page.h"
#include "searchd/pages/institution_page.h"
#include "searchd/pages/paper_page.h"
#include "searchd/pages/person_page.h"
#include "searchd/pages/schedule_page.h"
#include "searchd/pages/search_page.h"
#include "searchd/pages/session_page.h"
#include "tests/fuzz/fuzz_input.h"
#include "tests/fuzz/fuzz_targets.h"
#include "tests/unit/searchd/hostile_page.h"
#include "tests/unit/searchd/hostile_text.h"
#include "tests/unit/searchd/record_sample.h"

namespace paperfind::testing {
namespace {

// What HTML and the templates give a meaning is gone, all else stays: a blank may part words, and a
// letter may make a language's name.
std::string harmless(std::string text) {
  static constexpr std::string_view kSigns = "<>&\"'`={}";
  const auto is_sign = [](char c) { return kSigns.find(c) != std::string_view::npos; };
  std::replace_if(text.begin(), text.end(), is_sign, 'a');
  return text;
}

std::vector<std::string> pages_with(const std::string& text) {
  static const TemplateSet templates = TemplateSet::load().value();
  const Catalog catalog(frame_of(text));
  Site site = site_of(catalog);
  site.address = "https://papers.example.org";
  ZeroHelp help;
  help.words = {{text, SearchRequest{}, 1}};
  ResultPage none = page_of(text);
  none.hits.clear();
  none.total = 0;
  PaperView paper = paper_of(text);
  // An address of an odd text is left out.
  paper.paper.videos.front().url.clear();
  FacetPage facet;
  facet.request.context = page_of(text).request;
  facet.request.prefix = text;
  facet.facet = page_of(text).facets.front();
  Problem problem;
  problem.kind = "bad-request";
  problem.title = problem.detail = problem.hint = problem.param = problem.instance = text;
  return {search_page_html(templates, site, catalog, page_of(text)),
          search_page_html(templates, site, catalog, none, help),
          paper_page_html(templates, site, catalog, paper),
          session_page_html(templates, site, sample::session_view(text)),
          person_page_html(templates, site, sample::person_view(text)),
          institution_page_html(templates, site, sample::institution_view(text)),
          event_page_html(templates, site, sample::event_view(text)),
          schedule_page_html(templates, site, sample::schedule_view(text)),
          facet_page_html(templates, site, facet),
          error_page_html(templates, site, problem)};
}

}  // namespace

int fuzz_html(const std::uint8_t* data, std::size_t size) {
  // Records are clean, and so are requests when a page is drawn of them.
  const std::string text = repair_utf8({reinterpret_cast<const char*>(data), size});
  const std::vector<std::string> hostile = pages_with(text), plain = pages_with(harmless(text));
  for (std::size_t i = 0; i < hostile.size(); ++i) {
    expect(is_clean_utf8(hostile[i]), "a page is UTF-8", hostile[i]);
    expect(skeleton(hostile[i]) == skeleton(plain[i]), "a page keeps its tags", hostile[i]);
  }
  return 0;
}

}  // namespace paperfind::testing
