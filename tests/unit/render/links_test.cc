#include "engine/render/links.h"

#include <string>

#include "tests/catch.h"

using namespace paperfind;

TEST_CASE("only plain web addresses may become links", "[links]") {
  struct Case {
    std::string url;
    bool web;
  };
  const Case c = GENERATE(values<Case>({
      {"https://example.org/a.pdf", true},
      {"http://example.org", true},
      {"HTTPS://EXAMPLE.ORG/", true},
      {"", false},
      {"https://", false},
      {"javascript:alert(1)", false},
      {"JaVaScRiPt:alert(1)//https://example.org", false},
      {"data:text/html,<script>alert(1)</script>", false},
      {"//example.org/a.pdf", false},
      {"papers/a.pdf", false},
      {" https://example.org", false},
      // Browsers drop tabs and newlines inside a scheme.
      {"https://example.org/\njavascript:1", false},
      {"java\tscript:alert(1)", false},
      {"ftp://example.org/a.pdf", false},
  }));
  CAPTURE(c.url);
  CHECK(is_web_address(c.url) == c.web);
}

TEST_CASE("a paper's links come in one order and leave out what is no address", "[links]") {
  Paper paper;
  paper.pdf = "https://example.org/p.pdf";
  paper.html = "javascript:alert(1)";
  paper.slides = {"https://example.org/s1", "https://example.org/s2"};
  paper.doi = "10.1000/182";
  Video announced;
  announced.announced = true;
  Video posted;
  posted.url = "https://video.example/1";
  paper.videos = {announced, posted};
  std::string keys;
  for (const PaperLink& link : paper_links(paper)) keys += link.key + "=" + link.url + "\n";
  CHECK(keys ==
        "pdf=https://example.org/p.pdf\n"
        "video=https://video.example/1\n"
        "slides=https://example.org/s1\n"
        "doi=https://doi.org/10.1000/182\n");
  CHECK(paper_links(Paper{}).empty());
}
