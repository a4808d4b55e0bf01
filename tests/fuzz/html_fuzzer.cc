// Any text in the records and requests that pages are drawn from: they keep the tags and attributes
// that harmless text gives, and are UTF-8.
#include <algorithm>
#include <iterator>
#include <string>
#include <string_view>

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

using Draw = std::string (*)(const TemplateSet& templates, const Site& site, const Catalog& catalog,
                             const std::string& text);

constexpr Draw kPages[] = {
    [](const TemplateSet& templates, const Site& site, const Catalog& catalog,
       const std::string& text) {
      return search_page_html(templates, site, catalog, page_of(text));
    },
    [](const TemplateSet& templates, const Site& site, const Catalog& catalog,
       const std::string& text) {
      ZeroHelp help;
      help.words = {{text, SearchRequest{}, 1}};
      ResultPage none = page_of(text);
      none.hits.clear();
      none.total = 0;
      return search_page_html(templates, site, catalog, none, help);
    },
    [](const TemplateSet& templates, const Site& site, const Catalog& catalog,
       const std::string& text) {
      PaperView paper = paper_of(text);
      // An address of an odd text is left out.
      paper.paper.videos.front().url.clear();
      return paper_page_html(templates, site, catalog, paper);
    },
    [](const TemplateSet& templates, const Site& site, const Catalog&, const std::string& text) {
      return session_page_html(templates, site, sample::session_view(text));
    },
    [](const TemplateSet& templates, const Site& site, const Catalog&, const std::string& text) {
      return person_page_html(templates, site, sample::person_view(text));
    },
    [](const TemplateSet& templates, const Site& site, const Catalog&, const std::string& text) {
      return institution_page_html(templates, site, sample::institution_view(text));
    },
    [](const TemplateSet& templates, const Site& site, const Catalog&, const std::string& text) {
      return event_page_html(templates, site, sample::event_view(text));
    },
    [](const TemplateSet& templates, const Site& site, const Catalog&, const std::string& text) {
      return schedule_page_html(templates, site, sample::schedule_view(text));
    },
    [](const TemplateSet& templates, const Site& site, const Catalog&, const std::string& text) {
      FacetPage facet;
      facet.request.context = page_of(text).request;
      facet.request.prefix = text;
      facet.facet = page_of(text).facets.front();
      return facet_page_html(templates, site, facet);
    },
    [](const TemplateSet& templates, const Site& site, const Catalog&, const std::string& text) {
      Problem problem;
      problem.kind = "bad-request";
      problem.title = problem.detail = problem.hint = problem.param = problem.instance = text;
      return error_page_html(templates, site, problem);
    },
};

std::string drawn(Draw draw, const std::string& text) {
  static const TemplateSet templates = TemplateSet::load().value();
  const Catalog catalog(frame_of(text));
  Site site = site_of(catalog);
  site.address = "https://papers.example.org";
  return draw(templates, site, catalog, text);
}

}  // namespace

// The first byte says which page; a number that none has: all of them.
int fuzz_html(const std::uint8_t* data, std::size_t size) {
  if (size == 0) return 0;
  const std::size_t chosen = data[0];
  // Records are clean, and so are requests when a page is drawn of them.
  const std::string text = repair_utf8({reinterpret_cast<const char*>(data) + 1, size - 1});
  const std::string plain_text = harmless(text);
  for (std::size_t page = 0; page < std::size(kPages); ++page) {
    if (chosen < std::size(kPages) && page != chosen) continue;
    const std::string hostile = drawn(kPages[page], text), plain = drawn(kPages[page], plain_text);
    expect(is_clean_utf8(hostile), "a page is UTF-8", hostile);
    expect(skeleton(hostile) == skeleton(plain), "a page keeps its tags", hostile);
  }
  return 0;
}

}  // namespace paperfind::testing
