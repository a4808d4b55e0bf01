#include "indexer/import/acl_anthology.h"

#include <string>
#include <vector>

#include "tests/catch.h"
#include "tests/support/temp_dir.h"
#include "tests/unit/indexer/imported.h"

namespace paperfind {
namespace {

using testing::import_files;
using testing::import_fixture;
using testing::import_text;
using testing::Imported;
using Strings = std::vector<std::string>;

Imported demo() { return import_files(import_acl_anthology, {import_fixture("2031.demo.xml")}); }

TEST_CASE("a collection of the ACL Anthology becomes an event and its papers", "[acl_anthology]") {
  const Imported got = demo();
  REQUIRE(got.frame.events.size() == 1);
  const Event& event = got.frame.events[0];
  CHECK(event.id == "demo-2031");
  CHECK(event.name == "DEMO 2031");
  CHECK(event.place == "Utopia");
  CHECK(event.publisher == "Demo Society");
  CHECK(event.year == 2031);

  const Paper paper = got.paper("2031.demo-long.1");
  // One word where a tag ends inside it, blanks between tags kept, mathematics marked.
  CHECK(paper.title == "Bayesian Trees for $n^2$ Words: NLP’s & Others");
  CHECK(paper.abstract ==
        "We see $\\times$3 speed at https://example.org/a?b&c. {\\em I.e.} wrapped & <raw>.");
  CHECK(paper.track == "long");
  CHECK(paper.pages == "214–224");
  CHECK(paper.lang == "fr");
  CHECK(paper.doi == "10.18653/v1/2031.demo-long.1");
  CHECK(paper.award == "Best Paper; Test of Time");
  CHECK(paper.html == "https://aclanthology.org/2031.demo-long.1");
  CHECK(paper.pdf == "https://aclanthology.org/2031.demo-long.1.pdf");
  CHECK(paper.videos.at(0).url == "https://aclanthology.org/2031.demo-long.1.mp4");
  CHECK(paper.code == Strings{"https://example.org/code"});
  CHECK(paper.data == Strings{"https://example.org/set"});
  CHECK(paper.extra.at("x_bibkey") == "\"diaz-etal-2031-bayesian\"");
  CHECK(paper.extra.at("x_author_ids") == R"({"Ana Díaz":"ana-diaz-utopia"})");
}

TEST_CASE("authors of the ACL Anthology keep both parts, ORCID and affiliations",
          "[acl_anthology]") {
  const Paper paper = demo().paper("2031.demo-long.1");
  REQUIRE(paper.authors.size() == 3);  // editors are no authors
  CHECK(paper.authors[0].name == "Ana Díaz");
  CHECK(paper.authors[0].family == "Díaz");
  CHECK(paper.authors[0].orcid == "0000-0002-1825-0097");
  CHECK(paper.authors[0].affiliations ==
        std::vector<Affiliation>{{"Université de l´Utopie", ""}, {"Second Lab", ""}});
  CHECK(paper.extra.at("x_source_affiliations") == R"(["Universit´e de l´Utopie","Second Lab"])");
  CHECK(paper.authors[1].name == "Mononym");
  CHECK(paper.authors[2].name == "Eric H. Sample, 3rd");
}

TEST_CASE("a broken element of the ACL Anthology takes no other with it", "[acl_anthology]") {
  const Imported got = demo();
  CHECK(got.rejects() == Strings{"47: <paper> is not well-formed: Start-end tags mismatch",
                                 "50: <paper> has no end",
                                 "52: id \"2031.demo-long.2\" is taken by line 38",
                                 "56: no <meta> before it says which volume it is of"});
  CHECK(got.paper("2031.demo-long.3").title == "Bare & Kept");
  CHECK(got.summary.left_out == std::map<std::string, std::size_t>{{"front matter", 2}});
  CHECK(got.papers.size() == 4);
  const Paper retracted = got.paper("2031.demo-long.2");
  CHECK(retracted.title.empty());
  CHECK(retracted.authors.empty());
  CHECK(retracted.status == PaperStatus::Retracted);
  CHECK(retracted.status_note == "Figures were swapped.");
  CHECK(retracted.pdf == "http://example.org/elsewhere.pdf");
  CHECK(got.paper("2031.demo-long.5").title == "Back Matter");
}

TEST_CASE("collections of the time before 2020 have the ids of their time", "[acl_anthology]") {
  const Imported got = import_files(import_acl_anthology,
                                    {import_fixture("2031.demo.xml"), import_fixture("P97.xml")});
  const Paper paper = got.paper("P97-1003");
  CHECK(paper.event == "35th-annual-meeting-1997");
  CHECK(paper.track.empty());
  CHECK(paper.status == PaperStatus::Withdrawn);
  CHECK(got.frame.events.size() == 2);
}

TEST_CASE("a file that is no collection is a reject, and nothing alone is an error",
          "[acl_anthology]") {
  const testing::TempDir folder;
  testing::write_text(folder / "x.json", "[{\"title\": \"a < b\"}]");
  const Imported got =
      import_files(import_acl_anthology, {folder / "x.json", import_fixture("P97.xml")});
  CHECK(got.rejects() == Strings{"1: is no collection of the ACL Anthology: it has no <paper>"});
  CHECK(got.papers.size() == 1);

  const auto none = import_acl_anthology({{folder / "x.json"}, folder / "out.jsonl", {}});
  REQUIRE_FALSE(none.ok());
  CHECK(none.error().code == ErrorCode::InvalidData);
  CHECK(none.error().message == "no paper could be read");
  const auto missing = import_acl_anthology({{folder / "no"}, folder / "out.jsonl", {}});
  REQUIRE_FALSE(missing.ok());
  CHECK(missing.error().code == ErrorCode::NotFound);
}

TEST_CASE("a paper of the ACL Anthology may have 4 MB, and nest as deep as it likes",
          "[acl_anthology]") {
  const auto file = [](const std::string& title) {
    return "<collection id=\"2031.x\"><volume id=\"1\"><meta><year>2031</year></meta><paper "
           "id=\"1\">"
           "<title>" +
           title +
           "</title></paper><paper id=\"2\"><title>T</title></paper></volume>"
           "</collection>";
  };
  const Imported large =
      import_text(import_acl_anthology, "a.xml", file(std::string(5 << 20, 'x')));
  CHECK(large.rejects() == Strings{"1: <paper> is longer than 4194304 bytes"});
  CHECK(large.papers.size() == 1);

  std::string deep;
  for (int i = 0; i < 100000; ++i) deep += "<i>";
  deep += "deep";
  for (int i = 0; i < 100000; ++i) deep += "</i>";
  CHECK(import_text(import_acl_anthology, "a.xml", file(deep)).paper("2031.x-1.1").title == "deep");
}

std::string paper_of(const std::string& id, const std::string& title) {
  return "<paper id='" + id + "'><title>" + title + "</title></paper>\n";
}

const std::string kHead =
    "<collection id='2031.x'><volume id='1'><meta><booktitle>B</booktitle><venue>x</venue>"
    "<year>2031</year></meta>\n";

TEST_CASE("what stands behind a comment without an end is a reject", "[acl_anthology]") {
  for (const char* open : {"<!-- x", "<? x", "<![CDATA[ x"}) {
    CAPTURE(open);
    const Imported got =
        import_text(import_acl_anthology, "a.xml",
                    kHead + paper_of("1", "A") + open + "\n" + paper_of("2", "B") + "</volume>");
    CHECK(got.papers.size() == 1);
    CHECK(got.rejects() == Strings{"3: is a comment or the like that never ends: what stands "
                                   "behind it is not read"});
  }
}

TEST_CASE("CDATA longer than any record takes no other paper with it", "[acl_anthology]") {
  const std::string cdata = "<![CDATA[" + std::string(std::size_t{9} << 20, 'x') + "]]>";
  const Imported got = import_text(import_acl_anthology, "a.xml",
                                   kHead + paper_of("1", "A") + cdata + paper_of("2", cdata) +
                                       paper_of("3", "C") + "</volume></collection>");
  CHECK(got.papers.size() == 2);
  CHECK(got.rejects() == Strings{"3: <paper> is longer than 4194304 bytes"});
}

}  // namespace
}  // namespace paperfind
