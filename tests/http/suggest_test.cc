// Suggestions as a site's search box and a browser's address bar get them.
#include <string>

#include "engine/base/nlohmann_json.h"
#include "tests/catch.h"
#include "tests/http/daemon.h"
#include "tests/support/http.h"

using namespace paperfind::testing;
using Json = nlohmann::json;

namespace {

Json suggestions(int port, const std::string& query) {
  const HttpReply reply = http_get(port, "/api/v1/suggest?" + query);
  CAPTURE(query, reply.body);
  REQUIRE(reply.status == 200);
  CHECK(reply.headers.at("content-type") == "application/json");
  return Json::parse(reply.body);
}

}  // namespace

TEST_CASE("every suggestion leads to as many papers as it says", "[suggest]") {
  const Daemon daemon(corpus_index());
  std::size_t followed = 0;
  for (const char* query :
       {"q=neural", "q=keyw", "q=jel", "q=mach+lea", "q=tu+dresden", "q=tiny", "q=a&n=20",
        "q=neural&session=tinyml-2022-tinyml-algorithms", "q=a&n=20&year=2022", "q=neurla"}) {
    const Json answer = suggestions(daemon.port(), query);
    for (const Json& group : answer["groups"]) {
      for (const Json& item : group["items"]) {
        CAPTURE(query, item.dump());
        const std::string url = item["url"].get<std::string>();
        const HttpReply reply = http_get(daemon.port(), "/api/v1" + url);
        REQUIRE(reply.status == 200);
        if (group["type"].get<std::string>() != "paper") {
          CHECK(Json::parse(reply.body)["total"].get<int>() == item["count"].get<int>());
        }
        CHECK(http_get(daemon.port(), url).status == 200);
        ++followed;
      }
    }
  }
  CHECK(followed > 20);
}

TEST_CASE("names are suggested with the letters typed marked", "[suggest]") {
  const Daemon daemon(corpus_index());
  const Json body = suggestions(daemon.port(), "q=jelc&types=person");
  REQUIRE(body["groups"].size() == 1);
  const Json& item = body["groups"][0]["items"][0];
  CHECK(item["text"].get<std::string>() == "Zuzana Jelčicoová");
  CHECK(item["html"].get<std::string>() == "Zuzana <mark>Jelč</mark>icoová");
  CHECK(suggestions(daemon.port(), "q=")["groups"].empty());
}

TEST_CASE("unknown and impossible parameters of suggestions are named", "[suggest]") {
  const Daemon daemon(corpus_index());
  for (const auto& [query, param] :
       {std::pair<std::string, std::string>{"q=a&type=person&typs=x", "typs"},
        {"q=a&types=persons", "types"},
        {"q=a&n=0", "n"},
        {"q=a&n=21", "n"},
        {"q=a&n=1&n=2", "n"},
        {"q=" + std::string(2049, 'a'), "q"}}) {
    const HttpReply reply = http_get(daemon.port(), "/api/v1/suggest?" + query);
    CAPTURE(query, reply.body);
    CHECK(reply.status == 400);
    CHECK(Json::parse(reply.body)["param"].get<std::string>() == param);
  }
}

TEST_CASE("an unchanged suggestion is 304", "[suggest]") {
  const Daemon daemon(corpus_index());
  const std::string target = "/api/v1/suggest?q=neural";
  const std::string etag = http_get(daemon.port(), target).headers.at("etag");
  CHECK(http_get(daemon.port(), target, "If-None-Match: " + etag + "\r\n").status == 304);
  CHECK(http_get(daemon.port(), target + "s", "If-None-Match: " + etag + "\r\n").status == 200);
}

TEST_CASE("a browser finds the site's search and its suggestions", "[suggest]") {
  const Daemon daemon(corpus_index());
  const HttpReply page = http_get(daemon.port(), "/");
  CHECK(page.body.find(R"(<link rel="search" type="application/opensearchdescription+xml" )"
                       R"(href="/opensearch.xml")") != std::string::npos);
  const HttpReply xml = http_get(daemon.port(), "/opensearch.xml");
  REQUIRE(xml.status == 200);
  CHECK(xml.headers.at("content-type") == "application/opensearchdescription+xml");
  CHECK(xml.body.find("/search?q={searchTerms}\"") != std::string::npos);
  CHECK(xml.body.find("/opensearch/suggest?q={searchTerms}\"") != std::string::npos);
  const HttpReply reply = http_get(daemon.port(), "/opensearch/suggest?q=neural");
  REQUIRE(reply.status == 200);
  CHECK(reply.headers.at("content-type") == "application/x-suggestions+json");
  const Json body = Json::parse(reply.body);
  REQUIRE(body.size() == 4);
  CHECK(body[0].get<std::string>() == "neural");
  REQUIRE_FALSE(body[1].empty());
  CHECK(body[1].size() == body[2].size());
  CHECK(body[1].size() == body[3].size());
}
