#include "engine/render/json.h"

#include <string>
#include <vector>

#include "engine/base/nlohmann_json.h"
#include "tests/catch.h"
#include "tests/unit/render/golden.h"
#include "tests/unit/searchd/sample.h"

using namespace paperfind;
using paperfind::testing::golden;
using paperfind::testing::indented;
using Json = nlohmann::ordered_json;

namespace {

std::vector<std::string> keys_of(const Json& object) {
  std::vector<std::string> keys;
  for (const auto& [key, value] : object.items()) keys.push_back(key);
  return keys;
}

}  // namespace

TEST_CASE("the answer of a search has the keys of the interface, in their order", "[json]") {
  CHECK(indented(search_json(sample::page())) == golden("search.json"));
}

TEST_CASE("every body ends in one newline and the same value gives the same bytes", "[json]") {
  const std::string body = search_json(sample::page());
  CHECK(body.back() == '\n');
  CHECK(body.find('\n') == body.size() - 1);
  CHECK(body == search_json(sample::page()));
}

TEST_CASE("highlight chooses between marks, ranges and nothing", "[json]") {
  ResultPage page = sample::page();
  page.request.highlight = HighlightMode::Ranges;
  Json result = Json::parse(search_json(page))["results"][0];
  CHECK_FALSE(result.contains("title_html"));
  CHECK(result["title_ranges"] == Json::parse("[[0,7],[8,17]]"));
  // The ellipsis before the snippet is part of it: ranges count from its first byte ("… " has
  // four).
  CHECK(result["snippet"] == "… we prune 60% of attention heads …");
  CHECK(result["snippet_ranges"] == Json::parse("[[7,12],[20,29]]"));

  page.request.highlight = HighlightMode::None;
  result = Json::parse(search_json(page))["results"][0];
  CHECK_FALSE(result.contains("title_html"));
  CHECK_FALSE(result.contains("title_ranges"));
  CHECK(result["title"] == "Pruning attention heads");
}

TEST_CASE("fields= keeps the keys asked for with their forms, and always the id", "[json]") {
  ResultPage page = sample::page();
  page.request.fields = {"title", "year", "abstract"};
  const Json result = Json::parse(search_json(page))["results"][0];
  CHECK(keys_of(result) ==
        std::vector<std::string>{"id", "title", "title_html", "year", "abstract"});
}

TEST_CASE("source_id comes on request and only where it is not the id", "[json]") {
  struct Case {
    ExtraFields extra;
    Json source_id;
  };
  const Case c = GENERATE(values<Case>({
      {{{"x_source_id", R"("a/b \u00e9")"}}, "a/b é"},
      {{}, nullptr},
      // Keys x_… may hold anything.
      {{{"x_source_id", "17"}}, nullptr},
      {{{"x_source_id", "{"}}, nullptr},
  }));
  ResultPage page = sample::page();
  page.hits[0].paper.extra = c.extra;
  CHECK_FALSE(Json::parse(search_json(page))["results"][0].contains("source_id"));
  page.request.fields = {"source_id"};
  const Json result = Json::parse(search_json(page))["results"][0];
  CHECK(keys_of(result) == std::vector<std::string>{"id", "source_id"});
  CHECK(result["source_id"] == c.source_id);
}

TEST_CASE("links lead to the pages there are", "[json]") {
  struct Case {
    std::size_t page;
    std::size_t total;
    const char* next;
    const char* prev;
  };
  const Case c = GENERATE(values<Case>({
      {1, 9, "page=2", nullptr},
      {2, 9, nullptr, "/api/v1/search?q=attention+pruning"},
      {1, 5, nullptr, nullptr},
      {3, 100, "page=4", "page=2"},
      // Past the window one cannot page on.
      {kMaxWindow / 5, 1'000'000, nullptr, "page=1999"},
  }));
  ResultPage page = sample::page();
  page.request.page = c.page;
  page.total = c.total;
  const Json links = Json::parse(search_json(page))["links"];
  CAPTURE(c.page, c.total, links.dump());
  CHECK(links["next"].is_null() == (c.next == nullptr));
  CHECK(links["prev"].is_null() == (c.prev == nullptr));
  if (c.next != nullptr) CHECK(links["next"].get<std::string>().find(c.next) != std::string::npos);
  if (c.prev != nullptr) CHECK(links["prev"].get<std::string>().find(c.prev) != std::string::npos);
}

TEST_CASE("links to pages leave out what shapes an answer for programs", "[json]") {
  ResultPage page = sample::page();
  SearchRequest& request = page.request;
  request.facets = {"session"};
  request.facet_limit = 3;
  request.facet_order = {{"session", FacetOrder::Label}};
  request.facet_zero = true;
  request.fields = {"title"};
  request.highlight = HighlightMode::None;
  request.snippet_words = 5;
  request.explain = true;
  request.sort = SortKey::Title;
  page.query.corrections = {{"attention", "intention", true, false, {}},
                            {"pruning", "prunings", false, false, "attention prunings"}};
  const Json body = Json::parse(search_json(page));
  const std::string filters = "&institution=mit&per_page=5&sort=title";
  CHECK(body["links"]["html"] == "/search?q=attention+pruning" + filters);
  CHECK(body["query"]["corrections"][0]["undo"] ==
        "/search?q=attention+pruning&institution=mit&per_page=5&typo=off&sort=title");
  CHECK(body["query"]["corrections"][1]["apply"] == "/search?q=attention+prunings" + filters);
  // The other links lead to answers like this one.
  for (const char* key : {"self", "next"}) {
    CHECK(body["links"][key].get<std::string>().find("facet_limit=3") != std::string::npos);
  }
  request.facets.clear();
  request.no_facets = true;
  const Json bare = Json::parse(search_json(page));
  CHECK(bare["links"]["html"] == "/search?q=attention+pruning" + filters);
}

TEST_CASE("a correction says how to take it back, or how to take it up", "[json]") {
  ResultPage page = sample::page();
  page.request.query = "atention pruning";
  page.query.corrections = {{"atention", "attention", true, false, {}},
                            {"learning", "leaning", true, true, {}},
                            {"pruning", "prunings", false, false, "atention prunings"}};
  const Json corrections = Json::parse(search_json(page))["query"]["corrections"];
  const std::string undo = corrections[0]["undo"];
  CHECK(undo.find("q=atention+pruning") != std::string::npos);
  CHECK(undo.find("typo=off") != std::string::npos);
  CHECK_FALSE(corrections[0]["also"].get<bool>());
  CHECK(corrections[1]["also"].get<bool>());
  CHECK(corrections[1]["undo"] == undo);
  CHECK(corrections[2]["apply"].get<std::string>().find("q=atention+prunings") !=
        std::string::npos);
}

TEST_CASE("ill-formed UTF-8 in a record gives a body that is still JSON", "[json]") {
  ResultPage page = sample::page();
  page.hits[0].paper.type = "bad \xC3\x28 bytes";
  page.query.raw = "\xFF\xFE";
  const Json body = Json::parse(search_json(page));
  CHECK(body["results"][0]["type"] == "bad \xEF\xBF\xBD( bytes");
}

TEST_CASE("addresses that are none of the web are no links", "[json]") {
  ResultPage page = sample::page();
  page.hits[0].paper.pdf = "javascript:alert(1)";
  const Json body = Json::parse(search_json(page));
  CHECK(keys_of(body["results"][0]["links"]) == std::vector<std::string>{"bib", "ics"});
}

TEST_CASE("a facet's values show what a typed prefix found", "[json]") {
  FacetPage page;
  page.request.facet = "institution";
  page.request.prefix = "zur";
  page.request.context.query = "pruning";
  page.query.raw = "pruning";
  page.generation = "gen-000002-9f31c2ab";
  page.facet = sample::institutions();
  page.facet.values.erase(page.facet.values.begin());
  page.more = true;
  const Json body = Json::parse(facet_json(page));
  CHECK(body["values"][0]["label_html"] == "ETH <mark>Zür</mark>ich");
  CHECK(body["values"][0]["selected"] == false);
  CHECK(body["next"] == "/api/v1/facets/institution?q=pruning&prefix=zur&page=2");
}

TEST_CASE("a paper's own answer has everything known of it", "[json]") {
  const Hit hit = sample::hit();
  PaperView view;
  view.generation = "gen-000002-9f31c2ab";
  view.paper = hit.paper;
  view.paper.videos.emplace_back();
  view.paper.videos[0].announced = true;
  view.paper.videos[0].provider = "YouTube";
  view.year = 2026;
  view.institutions = hit.institutions;
  view.sessions = hit.sessions;
  view.previous = {"p0420", "Before <b>"};
  view.related = {{"p0007", "Sparse <i>heads</i>", "shares: attention heads; same session"}};
  CHECK(indented(paper_json(view)) == golden("paper.json"));
}

TEST_CASE("a problem leaves out what it does not know", "[json]") {
  Problem problem;
  problem.status = 400;
  problem.kind = "unknown-parameter";
  problem.title = "Unknown parameter";
  problem.param = "instituton";
  problem.hint = "institution";
  CHECK(problem_json(problem) ==
        "{\"type\":\"/problems/unknown-parameter\",\"title\":\"Unknown parameter\",\"status\":400,"
        "\"param\":\"instituton\",\"hint\":\"institution\"}\n");
}
