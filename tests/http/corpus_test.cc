// What visitors and programs get for the corpus of this repository.
#include <set>
#include <string>
#include <vector>

#include "engine/base/nlohmann_json.h"
#include "tests/catch.h"
#include "tests/http/answers.h"
#include "tests/http/daemon.h"
#include "tests/support/http.h"

using namespace paperfind::testing;
using Json = nlohmann::json;

namespace {

std::string unescaped_html(std::string text) {
  for (const auto& [from, to] : {std::pair{"&amp;", "&"}, {"&#39;", "'"}, {"&quot;", "\""}}) {
    for (std::size_t at = text.find(from); at != std::string::npos; at = text.find(from, at + 1)) {
      text.replace(at, std::string(from).size(), to);
    }
  }
  return text;
}

// Every address a page of ours links to on this site.
std::set<std::string> own_links(const std::string& html) {
  std::set<std::string> links;
  for (std::size_t at = html.find("href=\"/"); at != std::string::npos;
       at = html.find("href=\"/", at + 1)) {
    const std::size_t begin = at + 6;
    links.insert(unescaped_html(html.substr(begin, html.find('"', begin) - begin)));
  }
  return links;
}

}  // namespace

TEST_CASE("the symposium's facets count what its programme holds", "[corpus]") {
  const Daemon daemon(corpus_index());
  const Json answer = get_json(daemon.port(), "/api/v1/search");
  CHECK(answer["total"] == 22);
  std::vector<int> sessions;
  for (const Json& value : answer["facets"]["session"]["values"])
    sessions.push_back(value["count"]);
  CHECK(sessions == std::vector<int>{4, 4, 5, 5, 4});
  CHECK(answer["facets"]["institution"]["missing"]["count"] == 1);
  const Json found = get_json(daemon.port(), "/api/v1/search?q=jelcicoova");
  CHECK(found["results"][0]["title"].get<std::string>().starts_with("Delta Keyword Transformer"));
}

TEST_CASE("a facet's count is the total one gets by choosing it", "[corpus]") {
  const Daemon daemon(corpus_index());
  for (const std::string query : {"", "learning", "network -keyword", "\"machine learning\""}) {
    const std::string base =
        "/api/v1/search?facet_limit=1000&relax=off&typo=off&q=" + escaped(query);
    const Json answer = get_json(daemon.port(), base);
    std::size_t tried = 0;
    for (const auto& [name, facet] : answer["facets"].items()) {
      std::vector<Json> values = facet["values"];
      if (!facet["missing"].is_null()) values.push_back(facet["missing"]);
      for (const Json& value : values) {
        const std::string target = base + "&facets=none&" + name + "=" + escaped(value["id"]);
        CAPTURE(query, name, value.dump());
        CHECK(get_json(daemon.port(), target)["total"] == value["count"]);
        ++tried;
      }
    }
    CAPTURE(query);
    CHECK(tried > 3);
  }
}

TEST_CASE("every link of every page leads somewhere", "[corpus]") {
  const Daemon daemon(corpus_index());
  std::set<std::string> seen;
  std::vector<std::string> open = {"/", "/search?q=learning", "/search?q=zzz+learning&type=short"};
  std::size_t pages = 0;
  // The home page, all that it links to, and all that those link to that is not one more filter.
  while (!open.empty() && pages < 150) {
    const std::string target = open.back();
    open.pop_back();
    if (!seen.insert(target).second) continue;
    ++pages;
    const HttpReply reply = http_get(daemon.port(), target);
    CAPTURE(target);
    REQUIRE(reply.status == 200);
    if (reply.headers.at("content-type").find("html") == std::string::npos) continue;
    CHECK(reply.body.find("{{") == std::string::npos);
    for (const std::string& link : own_links(reply.body)) {
      if (link.find('&') == std::string::npos) open.push_back(link);
    }
  }
  CHECK(pages > 60);
}

TEST_CASE("each paper has its page and its record", "[corpus]") {
  const Daemon daemon(corpus_index());
  const Json answer = get_json(daemon.port(), "/api/v1/search?per_page=100");
  REQUIRE(answer["results"].size() == 22);
  for (const Json& result : answer["results"]) {
    const std::string id = result["id"];
    const Json record = get_json(daemon.port(), "/api/v1/papers/" + id);
    CHECK(record["title"] == result["title"]);
    CHECK(record["sessions"] == result["sessions"]);
    const HttpReply page = http_get(daemon.port(), "/papers/" + id);
    CHECK(page.status == 200);
    CHECK(page.body.size() < 30'000);
    CHECK(occurrences(page.body, "<script") == 2);  // the search box, and data, which nothing runs
    CHECK(occurrences(page.body, "<script type=\"application/ld+json\">") == 1);
    CHECK(occurrences(page.body, "<script type=\"module\" src=\"/assets/paper-search.") == 1);
  }
  CHECK(http_get(daemon.port(), "/papers/nothing").status == 404);
  CHECK(http_get(daemon.port(), "/api/v1/papers/nothing").status == 404);
  CHECK(http_get(daemon.port(), "/api/v1/facets/nothing").status == 404);
  CHECK(http_get(daemon.port(), "/facets/institution?prefix=mar").body.find("<h1>") !=
        std::string::npos);
}

TEST_CASE("the interface names the parameter that is wrong, a page shrugs", "[corpus]") {
  const Daemon daemon(corpus_index());
  const HttpReply api = http_get(daemon.port(), "/api/v1/search?instituton=meta");
  CHECK(api.status == 400);
  const Json problem = Json::parse(api.body);
  CHECK(problem["type"] == "/problems/unknown-parameter");
  CHECK(problem["param"] == "instituton");
  CHECK(problem["hint"] == "institution");
  // Also one that has no name.
  const Json nameless = Json::parse(http_get(daemon.port(), "/api/v1/search?q=a&=x").body);
  CHECK(nameless["type"].get<std::string>() == "/problems/unknown-parameter");
  CHECK(nameless["param"].get<std::string>() == "=x");
  CHECK(nameless["hint"].get<std::string>() == "name=value, with %26 for an & within");
  CHECK(http_get(daemon.port(), "/search?instituton=meta&page=none&=x").status == 200);
  CHECK(http_get(daemon.port(), "/search?facet_order.session=size").status == 200);
}

TEST_CASE("a record takes no parameters, and says so below /api alone", "[corpus]") {
  const Daemon daemon(corpus_index());
  for (const std::string path : {"/api/v1/events/tinyml-2022", "/api/v1/events/tinyml-2022.bib"}) {
    CAPTURE(path);
    CHECK(http_get(daemon.port(), path).status == 200);
    const HttpReply reply = http_get(daemon.port(), path + "?page=2&tz=UTC");
    CHECK(reply.status == 400);
    const Json problem = Json::parse(reply.body);
    CHECK(problem["type"].get<std::string>() == "/problems/unknown-parameter");
    CHECK(problem["param"].get<std::string>() == "page");
  }
  CHECK(http_get(daemon.port(), "/events/tinyml-2022?utm_source=mail").status == 200);
  CHECK(http_get(daemon.port(), "/healthz?now").status == 200);
}

TEST_CASE("a shortlist has the papers chosen, in that order", "[http]") {
  const Daemon daemon(corpus_index());
  const Json found = get_json(daemon.port(), "/api/v1/search?q=keyword+spotting");
  const std::string first = found["results"][0]["id"].get<std::string>();
  const std::string second = found["results"][1]["id"].get<std::string>();
  const HttpReply list = http_get(daemon.port(), "/list?ids=" + second + "," + first + ",nobody");
  CHECK(list.status == 200);
  CHECK(list.body.find("Shortlist of 2 papers") != std::string::npos);
  CHECK(list.body.find("There is no paper &quot;nobody&quot;") != std::string::npos);
  CHECK(list.body.find("/papers/" + second) < list.body.find("/papers/" + first));
  CHECK(http_get(daemon.port(), "/list").body.find("There is no paper on this list") !=
        std::string::npos);
}

TEST_CASE("the same question gives the same bytes", "[corpus]") {
  const Daemon daemon(corpus_index());
  const std::string target = "/api/v1/search?q=learning+network&facet_limit=100";
  const std::string first = http_get(daemon.port(), target).body;
  for (int i = 0; i < 5; ++i) CHECK(http_get(daemon.port(), target).body == first);
}
