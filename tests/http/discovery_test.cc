// What crawlers, browsers and reference managers find, through the real daemon.
#include <algorithm>
#include <chrono>
#include <filesystem>
#include <string>
#include <vector>

#include "engine/base/nlohmann_json.h"
#include "tests/catch.h"
#include "tests/http/answers.h"
#include "tests/http/daemon.h"
#include "tests/support/http.h"
#include "tests/support/temp_dir.h"

using namespace paperfind::testing;
using namespace std::chrono_literals;
using Json = nlohmann::json;

namespace {

std::string get_text(int port, const std::string& target, const std::string& headers = {}) {
  const HttpReply reply = http_get(port, target, headers);
  CAPTURE(target, reply.body);
  REQUIRE(reply.status == 200);
  return reply.body;
}

// What stands between <loc> and </loc>, without the daemon's address.
std::vector<std::string> places(const std::string& xml) {
  const std::string begin = "<loc>http://127.0.0.1";
  std::vector<std::string> paths;
  for (std::size_t at = xml.find(begin); at != std::string::npos; at = xml.find(begin, at + 1)) {
    const std::size_t path = xml.find('/', at + begin.size());
    paths.push_back(xml.substr(path, xml.find("</loc>", path) - path));
  }
  CAPTURE(xml);
  CHECK(paths.size() == occurrences(xml, "<loc>"));
  CHECK(paths.size() == occurrences(xml, "<lastmod>20"));
  return paths;
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
        std::string("/demo"), std::string("/help"), std::string("/api"),
        std::string("/list?ids=") + paper["id"].get<std::string>(),
        std::string("/problems/not-found")}) {
    CAPTURE(target);
    const std::string page = get_text(daemon.port(), target);
    CHECK(occurrences(page, "<link rel=\"canonical\" href=\"/") == 1);
    CHECK(occurrences(page,
                      "<link rel=\"search\" type=\"application/opensearchdescription+xml\" "
                      "href=\"/opensearch.xml\"") == 1);
  }
}

TEST_CASE("all that the page on searching says one can type is understood", "[discovery]") {
  const Daemon daemon(corpus_index());
  const std::string page = get_text(daemon.port(), "/help");
  const std::string row = "<tr><th scope=\"row\"><code>";
  int rows = 0;
  for (std::size_t at = page.find(row); at != std::string::npos; at = page.find(row, at + 1)) {
    const std::size_t begin = at + row.size();
    const std::string typed = page.substr(begin, page.find("</code>", begin) - begin);
    CAPTURE(typed);
    const Json answer =
        Json::parse(get_text(daemon.port(), "/api/v1/search?typo=off&q=" + escaped(typed)));
    CHECK(answer["query"]["ignored"].empty());
    // What is not understood has a notice; so has what no paper of this corpus holds.
    CHECK((answer["query"]["notices"].empty() || answer["total"].get<int>() == 0));
    ++rows;
  }
  CHECK(rows == 10);
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

TEST_CASE("the sitemap lists every page of a record once, and each is there", "[discovery]") {
  const Daemon daemon(corpus_index());
  std::vector<std::string> pages;
  const std::vector<std::string> parts = places(get_text(daemon.port(), "/sitemap.xml"));
  REQUIRE(parts.size() == 6);
  for (const std::string& part : parts) {
    for (const std::string& page : places(get_text(daemon.port(), part))) {
      CAPTURE(page);
      CHECK_FALSE(holds(page, "?"));
      const std::string canonical = "<link rel=\"canonical\" href=\"" + page + "\">";
      CHECK(holds(get_text(daemon.port(), page), canonical));
      pages.push_back(page);
    }
  }
  const Json held = Json::parse(get_text(daemon.port(), "/version"));
  const auto count_of = [&](const std::string& folder) {
    return std::count_if(pages.begin(), pages.end(),
                         [&](const std::string& page) { return page.starts_with(folder); });
  };
  CHECK(count_of("/papers/") == held["papers"].get<int>());
  CHECK(count_of("/sessions/") == held["sessions"].get<int>());
  CHECK(count_of("/authors/") > 0);
  CHECK(count_of("/institutions/") > 0);
  CHECK(count_of("/events/") == 1);
  std::sort(pages.begin(), pages.end());
  CHECK(std::adjacent_find(pages.begin(), pages.end()) == pages.end());
  for (const char* name : {"papers-0.xml", "papers-2.xml", "papers-01.xml", "papers-1", "x-1.xml",
                           "papers-99999999999999999999.xml", "-1.xml"}) {
    CAPTURE(name);
    CHECK(http_get(daemon.port(), std::string("/sitemaps/") + name).status == 404);
  }
}

TEST_CASE("the ETag of a sitemap depends on the time it gives", "[discovery]") {
  const TempDir folder;
  std::filesystem::copy(corpus_index(), folder / "index", std::filesystem::copy_options::recursive);
  const auto set_time = [&](std::chrono::hours ago) {
    for (const auto& file : std::filesystem::recursive_directory_iterator(folder / "index")) {
      if (file.path().filename() != "MANIFEST.json") continue;
      std::filesystem::last_write_time(file, std::filesystem::file_time_type::clock::now() - ago);
    }
  };
  for (const std::string path : {"/sitemap.xml", "/sitemaps/sessions-1.xml"}) {
    CAPTURE(path);
    set_time(48h);
    const Daemon daemon(folder / "index");
    const HttpReply before = http_get(daemon.port(), path);
    REQUIRE(before.status == 200);
    const std::string again = "If-None-Match: " + before.headers.at("etag") + "\r\n";
    CHECK(http_get(daemon.port(), path, again).status == 304);
    set_time(24h);
    const HttpReply after = http_get(daemon.port(), path, again);
    CHECK(after.status == 200);
    CHECK(after.body != before.body);
  }
}

TEST_CASE("robots find the sitemap and stay out of results", "[discovery]") {
  const Daemon daemon(corpus_index());
  const std::string text = get_text(daemon.port(), "/robots.txt");
  for (const char* path : {"/search", "/list", "/api/"}) {
    CHECK(holds(text, "\nDisallow: " + std::string(path) + "\n"));
  }
  CHECK(occurrences(text, "Sitemap: http://127.0.0.1") == 1);
}
