#include "searchd/pages/json_ld.h"

#include <string>
#include <vector>

#include "engine/base/nlohmann_json.h"
#include "searchd/pages/event_page.h"
#include "searchd/pages/institution_page.h"
#include "searchd/pages/paper_page.h"
#include "searchd/pages/person_page.h"
#include "searchd/pages/schedule_page.h"
#include "searchd/pages/search_page.h"
#include "searchd/pages/session_page.h"
#include "tests/catch.h"
#include "tests/unit/searchd/drawn_pages.h"
#include "tests/unit/searchd/hostile_text.h"
#include "tests/unit/searchd/record_sample.h"

using namespace paperfind;
using paperfind::testing::site;
using paperfind::testing::templates;
using Json = nlohmann::ordered_json;

namespace {

// A paper whose every text is `text`.
PaperView paper_of(const std::string& text) {
  PaperView view;
  view.year = 2026;
  view.event = sample::event(text);
  view.event.proceedings_title = text;
  view.event.publisher = text;
  view.paper = sample::hit(text).paper;
  view.paper.title = text;
  view.paper.abstract = text;
  view.paper.keywords = {text};
  view.paper.award = text;
  view.paper.authors[0].name = text;
  view.paper.authors[0].affiliations = {{text, "mit"}};
  view.paper.authors[0].orcid = "0000-0002-1825-0097";
  view.paper.videos = {{"https://example.org/v", false, text, "", 90, "", "", "", "2026-06-04"}};
  view.paper.doi = "10.1/x";
  view.institutions = {{"mit", text, "https://ror.org/042nb2s44"}};
  return view;
}

// The graph of a page, which has exactly one, as a reader of the page finds it.
Json graph_of(const std::string& html) {
  const std::string begin = "<script type=\"application/ld+json\">";
  const std::size_t at = html.find(begin);
  REQUIRE(at != std::string::npos);
  CHECK(html.find(begin, at + 1) == std::string::npos);
  const std::size_t from = at + begin.size();
  const std::string text = html.substr(from, html.find("</script>", from) - from);
  CHECK(text.find_first_of("<>&") == std::string::npos);
  const Json json = Json::parse(text);
  CHECK(json["@context"] == "https://schema.org");
  return json["@graph"];
}

// The texts along the crumbs.
std::vector<std::string> crumbs_of(const Json& node) {
  std::vector<std::string> texts;
  CHECK(node["@type"] == "BreadcrumbList");
  for (const Json& item : node["itemListElement"]) {
    texts.push_back(item["name"].get<std::string>() + " " + item["item"].get<std::string>());
    CHECK(item["position"].get<std::size_t>() == texts.size());
  }
  return texts;
}

}  // namespace

TEST_CASE("JSON in a script element cannot end it and stays the same JSON", "[json-ld][xss]") {
  std::vector<std::string> texts = testing::attacks();
  texts.insert(texts.end(), {"</script>", "</SCRIPT >", "<!--<script>", "a\u2028b\u2029c", "R&D",
                             "\\", "\"", "line\nline", std::string("\x01\x7f", 2)});
  for (const std::string& text : texts) {
    const std::string html = script_json_html({{"key", text}});
    CAPTURE(text, html);
    CHECK(html.find_first_of("<>&\n") == std::string::npos);
    CHECK(html.find("\u2028") == std::string::npos);
    CHECK(html.find("\u2029") == std::string::npos);
    CHECK(Json::parse(html)["key"].get<std::string>() == text);
  }
  CHECK(Json::parse(script_json_html({{"key", "a\xff"}}))["key"].get<std::string>() ==
        "a\xEF\xBF\xBD");
}

TEST_CASE("a paper is an article with its authors, dates and files", "[json-ld]") {
  const Json graph = graph_of(
      paper_page_html(templates(), site(), Catalog(), paper_of("Pruning attention heads")));
  REQUIRE(graph.size() == 2);
  const Json& article = graph[0];
  CHECK(article["@type"] == "ScholarlyArticle");
  CHECK(article["url"] == "https://papers.example.org/papers/p0421");
  CHECK(article["author"][0]["url"] == "https://papers.example.org/authors/ana-diaz");
  CHECK(article["author"][0]["sameAs"] == "https://orcid.org/0000-0002-1825-0097");
  CHECK(article["author"][0]["affiliation"][0]["sameAs"] == "https://ror.org/042nb2s44");
  CHECK(article["datePublished"] == "2026");
  CHECK(article["sameAs"][0] == "https://doi.org/10.1/x");
  CHECK(article["encoding"]["contentUrl"] == "https://example.org/p0421.pdf");
  CHECK(article["video"][0]["duration"] == "PT90S");
  CHECK(article["isPartOf"]["@type"] == "Book");
  CHECK(
      crumbs_of(graph[1]) ==
      std::vector<std::string>{"All papers https://papers.example.org/",
                               "Pruning attention heads https://papers.example.org/papers/p0421"});
}

TEST_CASE("what is not known is left out", "[json-ld]") {
  PaperView view;
  view.paper.id = "p1";
  view.paper.pdf = "javascript:alert(1)";
  view.paper.videos = {{}};
  const Json article = graph_of(paper_page_html(templates(), site(), Catalog(), view))[0];
  CHECK(article.dump() ==
        R"({"@type":"ScholarlyArticle","@id":"https://papers.example.org/papers/p1",)"
        R"("url":"https://papers.example.org/papers/p1","name":"Untitled","headline":"Untitled"})");
  SessionView session;
  session.session.id = "s1";
  CHECK(graph_of(session_page_html(templates(), site(), session))[0].dump() ==
        R"({"@type":"Event","@id":"https://papers.example.org/sessions/s1","name":"Untitled",)"
        R"("url":"https://papers.example.org/sessions/s1"})");
}

TEST_CASE("events and sessions say when, where and what they are made of", "[json-ld]") {
  const Json event =
      graph_of(event_page_html(templates(), site(), sample::event_view("Symposium")))[0];
  CHECK(event["@type"] == "Event");
  CHECK(event["startDate"] == "2026-06-03");
  CHECK(event["endDate"] == "2026-06-05");
  CHECK(event["location"]["name"] == "Symposium");
  REQUIRE(event["subEvent"].size() == 2);  // the lunch is no session
  CHECK(event["subEvent"][0]["url"] == "https://papers.example.org/sessions/s12");
  CHECK(event["subEvent"][0]["startDate"] == "2026-06-03T10:30:00+02:00");

  SessionView view = sample::session_view();
  view.parent.reset();
  const Json graph = graph_of(session_page_html(templates(), site(), view));
  CHECK(graph[0]["startDate"] == "2026-06-03T10:30:00+02:00");
  CHECK(graph[0]["superEvent"]["url"] == "https://papers.example.org/events/sym2026");
  CHECK(graph[0]["workFeatured"][0]["url"] == "https://papers.example.org/papers/p0421");
  CHECK(graph[0]["contributor"][0]["url"] == "https://papers.example.org/authors/petra-vogel");
  CHECK(crumbs_of(graph[1]) ==
        std::vector<std::string>{"All papers https://papers.example.org/",
                                 "SYM 26 https://papers.example.org/events/sym2026",
                                 "Schedule https://papers.example.org/schedule?event=sym2026",
                                 "Efficient models https://papers.example.org/sessions/s12"});
}

TEST_CASE("the start page offers the search, and no other page of results does", "[json-ld]") {
  const auto drawn = [](const ResultPage& page) {
    return search_page_html(templates(), site(), Catalog(), page, {});
  };
  const Json node = graph_of(drawn({}))[0];
  CHECK(node["@type"] == "WebSite");
  CHECK(node["url"] == "https://papers.example.org/");
  CHECK(node["potentialAction"]["target"]["urlTemplate"] ==
        "https://papers.example.org/search?q={search_term_string}");
  CHECK(drawn(sample::page()).find("ld+json") == std::string::npos);
}

TEST_CASE("texts of any kind come out of the graph as they went in", "[json-ld][xss]") {
  for (const std::string& attack : testing::attacks()) {
    CAPTURE(attack);
    const Json article =
        graph_of(paper_page_html(templates(), site(), Catalog(), paper_of(attack)))[0];
    for (const char* key : {"name", "headline", "abstract", "award"}) {
      CHECK(article[key].get<std::string>() == attack);
    }
    CHECK(article["author"][0]["name"].get<std::string>() == attack);
    CHECK(article["author"][0]["affiliation"][0]["name"].get<std::string>() == attack);
    CHECK(article["video"][0]["name"].get<std::string>() == attack);
    CHECK(article["isPartOf"]["publisher"]["name"].get<std::string>() == attack);
    const Json session =
        graph_of(session_page_html(templates(), site(), sample::session_view(attack)))[0];
    CHECK(session["description"].get<std::string>() == attack);
    CHECK(session["location"]["name"].get<std::string>() == attack);
    const Json event =
        graph_of(event_page_html(templates(), site(), sample::event_view(attack)))[0];
    CHECK(event["superEvent"]["name"].get<std::string>() == attack);
    CHECK(crumbs_of(graph_of(person_page_html(templates(), site(), sample::person_view(attack)))[0])
              .back() == attack + " https://papers.example.org/authors/ana-diaz");
    graph_of(institution_page_html(templates(), site(), sample::institution_view(attack)));
    graph_of(schedule_page_html(templates(), site(), sample::schedule_view(attack)));
  }
}
