#include "searchd/pages/sitemap.h"

#include <pugixml.hpp>
#include <string>
#include <vector>

#include "tests/catch.h"
#include "tests/unit/searchd/hostile_text.h"

using namespace paperfind;

TEST_CASE("a sitemap of any texts is read back as it was", "[sitemap][xss]") {
  const std::string address = "https://papers.example.org";
  std::vector<SitemapEntry> entries = {{"/papers/p1", "2026-06-03"}, {"/papers/p2", ""}};
  for (const std::string& attack : testing::attacks()) entries.push_back({"/" + attack, attack});
  pugi::xml_document document;
  REQUIRE(document.load_string(sitemap_xml(address, entries).c_str()));
  const pugi::xml_node set = document.child("urlset");
  CHECK(set.attribute("xmlns").value() ==
        std::string("http://www.sitemaps.org/schemas/sitemap/0.9"));
  std::size_t at = 0;
  for (const pugi::xml_node& url : set.children()) {
    REQUIRE(at < entries.size());
    CHECK(url.name() == std::string("url"));
    CHECK(url.child_value("loc") == address + entries[at].path);
    CHECK(url.child_value("lastmod") == entries[at].changed);
    CHECK(url.child("lastmod").empty() == entries[at].changed.empty());
    ++at;
  }
  CHECK(at == entries.size());
}

TEST_CASE("the index of a sitemap names its parts", "[sitemap]") {
  pugi::xml_document document;
  const std::string xml = sitemap_index_xml("https://a&b", {"/sitemaps/x-1.xml"}, "2026-06-03");
  REQUIRE(document.load_string(xml.c_str()));
  const pugi::xml_node part = document.child("sitemapindex").child("sitemap");
  CHECK(part.child_value("loc") == std::string("https://a&b/sitemaps/x-1.xml"));
  CHECK(part.child_value("lastmod") == std::string("2026-06-03"));
}

TEST_CASE("robots are told of the sitemap where its address is known", "[sitemap]") {
  CHECK(robots_text("https://a").ends_with("\nSitemap: https://a/sitemap.xml\n"));
  CHECK(robots_text("").find("Sitemap") == std::string::npos);
  CHECK(robots_text("").starts_with("User-agent: *\nDisallow: /api/\n"));
}
