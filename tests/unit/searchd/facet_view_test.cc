#include "searchd/pages/facet_view.h"

#include <cstddef>
#include <string>
#include <string_view>
#include <utility>

#include "searchd/pages/search_page.h"
#include "tests/catch.h"

using namespace paperfind;

namespace {

// A facet of `all` values, each with `count` papers; the first `selected` are chosen.
ResultPage page_of(std::size_t all, std::size_t selected = 0, std::size_t count = 3) {
  FacetCounts facet;
  facet.name = "author";
  facet.label = "Author";
  facet.distinct = all;
  for (std::size_t i = 0; i < all; ++i) {
    FacetValue value;
    value.id = "a" + std::to_string(i);
    value.label = "Author " + std::to_string(i);
    value.count = count;
    value.selected = i < selected;
    facet.values.push_back(value);
  }
  ResultPage page;
  page.facets.push_back(facet);
  return page;
}

std::string drawn(const ResultPage& page) {
  static const Result<TemplateSet> kSet = TemplateSet::load();
  REQUIRE(kSet.ok());
  return search_page_html(*kSet, Site(), Catalog(), page, {});
}

// How many values stand on the page, and whether it links to all of them.
std::pair<std::size_t, bool> shown(const ResultPage& page) {
  const std::string html = drawn(page);
  std::size_t values = 0;
  constexpr std::string_view kValue = "<span class=\"value\">";
  for (std::size_t at = html.find(kValue); at != std::string::npos;
       at = html.find(kValue, at + 1)) {
    ++values;
  }
  return {values, html.find("href=\"/facets/author") != std::string::npos};
}

}  // namespace

TEST_CASE("a page shows ten values of a facet and leads to the others", "[pages]") {
  CHECK(shown(page_of(10)) == std::pair<std::size_t, bool>(10, false));
  CHECK(shown(page_of(12)) == std::pair<std::size_t, bool>(12, false));
  CHECK(shown(page_of(13)) == std::pair<std::size_t, bool>(10, true));
  ResultPage cut = page_of(11);
  cut.facets[0].truncated = true;
  CHECK(shown(cut) == std::pair<std::size_t, bool>(10, true));
}

TEST_CASE("what is chosen or asked for is shown however much it is", "[pages]") {
  CHECK(shown(page_of(14, 12)) == std::pair<std::size_t, bool>(12, true));
  ResultPage asked = page_of(15);
  asked.request.facet_limit = 15;
  CHECK(shown(asked) == std::pair<std::size_t, bool>(15, false));
}

TEST_CASE("a facet without a paper is left out unless something of it is chosen", "[pages]") {
  CHECK(shown(page_of(4, 0, 0)).first == 0);
  CHECK(shown(page_of(4, 1, 0)).first == 4);
}
