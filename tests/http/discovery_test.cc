// What crawlers, browsers and reference managers find, through the real daemon.
#include <nlohmann/json.hpp>
#include <string>
#include <vector>

#include "tests/catch.h"
#include "tests/http/daemon.h"
#include "tests/support/http.h"

using namespace paperfind::testing;
using Json = nlohmann::json;

namespace {

std::string get_text(int port, const std::string& target, const std::string& headers = {}) {
  const HttpReply reply = http_get(port, target, headers);
  CAPTURE(target, reply.body);
  REQUIRE(reply.status == 200);
  return reply.body;
}

bool holds(const std::string& text, const std::string& part) {
  return text.find(part) != std::string::npos;
}

}  // namespace

TEST_CASE("each paper's page has a tag for its title, its date and each author", "[discovery]") {
  const Daemon daemon(corpus_index());
  const Json papers =
      Json::parse(get_text(daemon.port(), "/api/v1/search?per_page=100"))["results"];
  REQUIRE(papers.size() > 20);
  for (const Json& paper : papers) {
    const std::string page = get_text(daemon.port(), paper["url"].get<std::string>());
    CAPTURE(page);
    CHECK(occurrences(page, "<meta name=\"citation_title\"") == 1);
    CHECK(occurrences(page, "<meta name=\"citation_author\"") == paper["authors"].size());
    CHECK(holds(page, "<meta name=\"citation_publication_date\" content=\"2022"));
    CHECK(holds(page, "<meta name=\"citation_conference_title\""));
    CHECK(holds(page, "<meta name=\"citation_abstract_html_url\" content=\"http://127.0.0.1"));
  }
}

TEST_CASE("every page has one canonical address and leads to the search of browsers",
          "[discovery]") {
  const Daemon daemon(corpus_index());
  const Json paper =
      Json::parse(get_text(daemon.port(), "/api/v1/search?per_page=1"))["results"][0];
  for (const std::string& target :
       {std::string("/"), std::string("/search?q=keyword&page=1"), paper["url"].get<std::string>(),
        std::string("/schedule"), std::string("/events/tinyml-2022"), std::string("/facets/author"),
        std::string("/demo"), std::string("/list?ids=") + paper["id"].get<std::string>(),
        std::string("/problems/not-found")}) {
    CAPTURE(target);
    const std::string page = get_text(daemon.port(), target);
    CHECK(occurrences(page, "<link rel=\"canonical\" href=\"/") == 1);
    CHECK(occurrences(page, "href=\"/opensearch.xml\"") == 1);
  }
}

TEST_CASE("a page names the host it was asked under, and so does its ETag", "[discovery]") {
  const Daemon daemon(corpus_index());
  const Json paper =
      Json::parse(get_text(daemon.port(), "/api/v1/search?per_page=1"))["results"][0];
  const std::string path = paper["url"].get<std::string>();
  const auto ask = [&](const std::string& host) {
    return parse_reply(exchange(daemon.port(), "GET " + path + " HTTP/1.1\r\nHost: " + host +
                                                   "\r\nConnection: close\r\n\r\n"));
  };
  const HttpReply one = ask("one.example.org");
  const HttpReply two = ask("two.example.org");
  CHECK(holds(one.body, "content=\"http://one.example.org" + path + "\""));
  CHECK(holds(two.body, "content=\"http://two.example.org" + path + "\""));
  CHECK(one.headers.at("etag") != two.headers.at("etag"));
  CHECK(ask("one.example.org").headers.at("etag") == one.headers.at("etag"));
}
