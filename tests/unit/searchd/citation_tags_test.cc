#include "searchd/pages/citation_tags.h"

#include <pugixml.hpp>
#include <string>
#include <vector>

#include "searchd/pages/paper_page.h"
#include "searchd/pages/paper_parts.h"
#include "tests/catch.h"
#include "tests/unit/searchd/drawn_pages.h"
#include "tests/unit/searchd/hostile_text.h"
#include "tests/unit/searchd/record_sample.h"

using namespace paperfind;
using paperfind::testing::site;

namespace {

// A paper whose every text is `text`.
PaperView paper_of(const std::string& text) {
  PaperView view;
  view.year = 2026;
  view.event = sample::event(text);
  view.event.publisher = text;
  view.event.isbn = "978-3-16-148410-0";
  view.paper = sample::hit(text).paper;
  view.paper.authors[0].name = text;
  view.paper.authors[0].orcid = "0000-0002-1825-0097";
  view.paper.authors[0].affiliations.push_back({text, ""});
  view.paper.authors.push_back({});
  view.paper.authors[1].name = "Bo Okafor";
  view.institutions = {{"mit", text + " Institute", ""}};
  view.paper.published = "2026-06-03";
  view.paper.doi = "10.1/x";
  view.paper.arxiv = "2203.01234";
  view.paper.pages = "12–34";
  view.paper.lang = "en";
  view.paper.keywords = {text, "R&D"};
  return view;
}

std::vector<std::string> lines_of(const std::vector<MetaTag>& tags) {
  std::vector<std::string> lines;
  for (const MetaTag& tag : tags) lines.push_back(tag.name.substr(9) + " " + tag.content);
  return lines;
}

// What an XML reader finds in the page's citation tags.
std::vector<MetaTag> tags_read_back(const std::string& html) {
  std::string tags = "<head>";
  for (std::size_t at = html.find("<meta name=\"citation_"); at != std::string::npos;
       at = html.find("<meta name=\"citation_", at + 1)) {
    const std::size_t end = html.find("\">\n", at);
    tags += html.substr(at, end + 1 - at) + "/>";
  }
  pugi::xml_document document;
  const pugi::xml_parse_result read = document.load_string((tags + "</head>").c_str());
  CAPTURE(tags, read.description());
  REQUIRE(read);
  std::vector<MetaTag> found;
  for (const pugi::xml_node& node : document.child("head").children("meta")) {
    found.push_back({node.attribute("name").value(), node.attribute("content").value()});
  }
  return found;
}

}  // namespace

TEST_CASE("a paper's tags follow its authors and say what it has", "[citation]") {
  CHECK(lines_of(citation_tags(site(), paper_of("Ana Díaz"))) ==
        std::vector<std::string>{
            "title Ana Díaz", "author Ana Díaz", "author_institution Ana Díaz Institute",
            "author_institution Ana Díaz", "author_orcid https://orcid.org/0000-0002-1825-0097",
            "author Bo Okafor", "publication_date 2026/06/03", "conference_title Ana Díaz",
            "publisher Ana Díaz", "isbn 978-3-16-148410-0", "firstpage 12", "lastpage 34",
            "doi 10.1/x", "arxiv_id 2203.01234", "pdf_url https://example.org/p0421.pdf",
            "abstract_html_url https://papers.example.org/papers/p0421", "language en",
            "keywords Ana Díaz", "keywords R&D"});
}

TEST_CASE("what a record does not have gets no tag", "[citation]") {
  PaperView view;
  view.paper.id = "p1";
  CHECK(citation_tags(site(), view).empty());
  view.paper.title = "T";
  view.paper.authors = {{}};
  view.paper.pdf = "javascript:alert(1)";
  CHECK(lines_of(citation_tags(site(), view)) ==
        std::vector<std::string>{"title T",
                                 "abstract_html_url https://papers.example.org/papers/p1"});
  view.year = 2019;
  CHECK(lines_of(citation_tags(site(), view)).at(1) == "publication_date 2019");
}

TEST_CASE("texts of any kind come out of the tags as they went in", "[citation][xss]") {
  static const Result<TemplateSet> kTemplates = TemplateSet::load();
  REQUIRE(kTemplates.ok());
  for (const std::string& attack : testing::attacks()) {
    CAPTURE(attack);
    const PaperView view = paper_of(attack);
    const std::string html = paper_page_html(*kTemplates, site(), Catalog(), view);
    CHECK(tags_read_back(html) == citation_tags(site(), view));
  }
}

TEST_CASE("a range of pages has a first and a last, one page is the first", "[citation]") {
  const auto tags = [](const char* pages) {
    PaperView view;
    view.paper.id = "p1";
    view.paper.title = "T";
    view.paper.authors = {{}};
    view.paper.pages = pages;
    std::vector<std::string> lines = lines_of(citation_tags(site(), view));
    std::erase_if(lines,
                  [](const std::string& line) { return line.find("page ") == std::string::npos; });
    return lines;
  };
  CHECK(tags("12–34") == std::vector<std::string>{"firstpage 12", "lastpage 34"});
  CHECK(tags("e5") == std::vector<std::string>{"firstpage e5"});
  CHECK(tags("12 34").empty());
}
