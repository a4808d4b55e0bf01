#include "engine/render/embed_lines.h"

#include "tests/catch.h"

using namespace paperfind;

TEST_CASE("an address that never changes holds the hash of what is behind it", "[render]") {
  CHECK(hashed_asset_path("site.css", "abc") == "/assets/site.ba7816bf8f01.css");
  CHECK(hashed_asset_path("site.css", "abd") != hashed_asset_path("site.css", "abc"));
  CHECK(hashed_asset_path("plain", "abc") == "/assets/plain.ba7816bf8f01");
}

TEST_CASE("the lines to copy name the script, its hash and the daemon", "[render]") {
  CHECK(embed_lines("https://a.example", {"/assets/x.js", "sha384-abc+/="}) ==
        "<script type=\"module\" src=\"https://a.example/assets/x.js\"\n"
        "  integrity=\"sha384-abc+/=\" crossorigin></script>\n"
        "<paper-search src=\"https://a.example\">\n"
        "  <form action=\"https://a.example/search\" role=\"search\">\n"
        "    <label>Search papers <input type=\"search\" name=\"q\"></label> "
        "<button>Search</button>\n"
        "  </form>\n"
        "</paper-search>\n");
  // What a site wrote into its settings stays inside its quotes.
  CHECK(embed_lines("https://a\"><b>", {}).find("\"><b>") == std::string::npos);
}
