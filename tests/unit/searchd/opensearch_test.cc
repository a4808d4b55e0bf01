#include "searchd/pages/opensearch.h"

#include <string>

#include "tests/catch.h"

using namespace paperfind;

TEST_CASE("the description names both addresses and says nothing it may not", "[opensearch]") {
  Site site;
  site.name = "Papers & <talks> of the symposium";
  site.address = "https://example.org";
  const std::string xml = opensearch_xml(site);
  for (const char* part :
       {"<ShortName>Papers &amp; &lt;talks&gt;</ShortName>",
        "<LongName>Papers &amp; &lt;talks&gt; of the symposium</LongName>",
        R"(type="text/html" method="get" template="https://example.org/search?q={searchTerms}")",
        R"(type="application/x-suggestions+json" method="get" )"
        R"(template="https://example.org/opensearch/suggest?q={searchTerms}")"}) {
    CAPTURE(xml, part);
    CHECK(xml.find(part) != std::string::npos);
  }
}

TEST_CASE("only the name of a host becomes an address", "[opensearch]") {
  CHECK(site_address("example.org:8080") == "http://example.org:8080");
  CHECK(site_address("[::1]:8080") == "http://[::1]:8080");
  CHECK(site_address("").empty());
  CHECK(site_address("a\"><script>").empty());
  CHECK(site_address("a/b").empty());
  CHECK(site_address(std::string(256, 'a')).empty());
}
