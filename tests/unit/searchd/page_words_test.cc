// What pages are made of, without a page.
#include <string>
#include <vector>

#include "searchd/pages/facet_view.h"
#include "searchd/pages/pager.h"
#include "searchd/pages/request_edit.h"
#include "searchd/pages/time_text.h"
#include "searchd/pages/words.h"
#include "searchd/pages/zero_help.h"
#include "tests/catch.h"
#include "tests/unit/searchd/drawn_pages.h"
#include "tests/unit/searchd/sample.h"

using namespace paperfind;
using paperfind::testing::holds;

TEST_CASE("a message is a sentence on a page", "[pages]") {
  CHECK(sentence_text("there is no paper \"x\"") == "There is no paper \"x\".");
  CHECK(sentence_text("Is it?") == "Is it?");
  CHECK(sentence_text("").empty());
}

TEST_CASE("what a word found alone is looked up without fields, signs and repeats", "[pages]") {
  ResultPage page;
  page.request.query = "\"deep  sleep\" -dream AND (deep rest)";
  std::vector<std::string> asked;
  zero_help(page, Catalog(), [&asked](const SearchRequest& request) -> std::size_t {
    asked.push_back(request.query);
    return 0;
  });
  CHECK(asked == std::vector<std::string>{"deep", "sleep", "rest"});
}

TEST_CASE("filters stay in table order, sorted and without repeats", "[pages]") {
  SearchRequest request;
  request.page = 7;
  request = with_value(request, "type", "short");
  request = with_value(request, "session", "s2");
  request = with_value(request, "session", "s1");
  request = with_value(request, "session", "s1");
  REQUIRE(request.filters.size() == 2);
  CHECK(request.filters[0] == FacetFilter{"session", {"s1", "s2"}, {}, {}});
  CHECK(request.filters[1] == FacetFilter{"type", {"short"}, {}, {}});
  CHECK(request.page == 1);
  request = without_value(request, "type", FilterKind::Any, "short");
  CHECK(request.filters.size() == 1);
  CHECK_FALSE(has_filters(without_facet(request, "session")));
}

TEST_CASE("a pager shows both ends and what is near", "[pages]") {
  using Pages = std::vector<std::size_t>;
  CHECK(pages_shown(1, 1) == Pages{1});
  CHECK(pages_shown(1, 4) == Pages{1, 2, 3, 4});
  CHECK(pages_shown(6, 20) == Pages{1, 0, 4, 5, 6, 7, 8, 0, 20});
  CHECK(pages_shown(20, 20) == Pages{1, 0, 18, 19, 20});
  // A gap that hid one page would be as wide as the page.
  CHECK(pages_shown(5, 20) == Pages{1, 2, 3, 4, 5, 6, 7, 0, 20});
  // A page past the end still leads back.
  CHECK(pages_shown(9, 3) == Pages{1, 2, 3});
}

TEST_CASE("a pager past the end leads to the last page", "[pages]") {
  ResultPage page = sample::page();
  page.request.page = 50;
  page.hits.clear();
  const Pager pager = pager_of(page);
  CHECK(pager.next.empty());
  CHECK(holds(pager.previous, "page=2"));
}

TEST_CASE("times name their day and their zone", "[pages]") {
  CHECK(slot_text("2022-03-28T09:30:00-07:00", "2022-03-28T10:50:00-07:00",
                  "America/Los_Angeles") == "Mon 28 March 2022, 09:30–10:50 PDT");
  CHECK(slot_text("2022-03-28T09:05:00-07:00", "", "America/Los_Angeles") ==
        "Mon 28 March 2022, 09:05 PDT");
  CHECK(slot_text("2022-03-28T23:30:00-07:00", "2022-03-29T00:30:00-07:00", "") ==
        "Mon 28 March 2022, 23:30 – Tue 29 March 2022, 00:30");
  CHECK(slot_text("", "", "America/Los_Angeles").empty());
  CHECK(slot_text("soon", "later", "Europe/Zurich").empty());
}

TEST_CASE("a range of days names month and year once where it can", "[pages]") {
  CHECK(day_range_text("2022-03-28", "") == "28 March 2022");
  CHECK(day_range_text("2022-03-28", "2022-03-28") == "28 March 2022");
  CHECK(day_range_text("2021-06-07", "2021-06-10") == "7–10 June 2021");
  CHECK(day_range_text("2021-05-30", "2021-06-02") == "30 May – 2 June 2021");
  CHECK(day_range_text("2021-12-30", "2022-01-02") == "30 December 2021 – 2 January 2022");
  CHECK(day_range_text("", "").empty());
}
