#include <string>
#include <vector>

#include "indexer/import/bibtex.h"
#include "indexer/import/bibtex_names.h"
#include "indexer/import/latex_text.h"
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

Imported demo() { return import_files(import_bibtex, {import_fixture("refs.bib")}); }

TEST_CASE("latex_text decodes what bibliographies write", "[bibtex_import]") {
  const auto [latex, text] = GENERATE(table<std::string, std::string>({
      {R"(Jo\~{a}o, Benedikt B\"{u}nz, Tolúl\d{o}pé, \L ukasz, Erd\H{o}s)",
       "João, Benedikt Bünz, Tolúlọpé, Łukasz, Erdős"},
      {R"(D{\'\i}az, {\AA}bo, \c{C}a, \v{S}koda, na\"{\i}ve)", "Díaz, Åbo, Ça, Škoda, naïve"},
      {R"({B}ayesian {\em i.e.} \textbf{x}\&y 50\%)", "Bayesian  i.e. x&y 50%"},
      {R"($O(n^2)$ and \$5 and $\alpha$)", R"($O(n^2)$ and $5 and $\alpha$)"},
      {"``a''---b--c~d", "“a”—b–c d"},
      {"a lone $ stays a lone", "a lone  stays a lone"},
      {"", ""},
      {"\\", ""},
  }));
  CHECK(latex_text(latex) == text);
}

TEST_CASE("an entry becomes a paper of the volume it refers to", "[bibtex_import]") {
  const Imported got = demo();
  const Paper paper = got.paper("diaz-2031-a");
  CHECK(paper.title == "Bayesian Trees in $O(n^2)$ — a “Study” of 50% & Möbius Straßen");
  CHECK(paper.abstract == "An abstract, wrapped. Université, & more.");
  CHECK(paper.pages == "214–224");
  CHECK(paper.doi == "10.1000/a_b");
  CHECK(paper.arxiv == "2203.01234");
  CHECK(paper.keywords == Strings{"sparsity", "trees"});
  CHECK(paper.extra.at("x_month") == "\"July\"");
  CHECK(paper.extra.count("x_file") == 0);
  CHECK(paper.event == "proceedings-of-the-third-demo-2031");
  REQUIRE(got.frame.events.size() == 2);
  CHECK(got.frame.events[0].name == "Proceedings of the Third Demo");
  CHECK(got.frame.events[0].publisher == "Demo Society");
  CHECK(got.frame.events[0].place == "Utopia");
  CHECK(got.frame.events[1].name == "Journal of Demos");
  const Paper other = got.paper("wu2030");
  CHECK(other.title == "Parens and \"quotes\"");
  CHECK(other.pdf == "https://example.org/x%20y.pdf");
  CHECK(other.extra.at("x_month") == "\"unknownmacro 3\"");
  CHECK(got.summary.repairs.at("an undefined abbreviation, kept as its name") == 1);
  CHECK(got.paper("after").event == "proceedings-of-the-third-demo-2031");
  CHECK(got.paper("after").extra.at("x_note") == "\"Kept\"");
}

TEST_CASE("names of BibTeX come with their parts in order", "[bibtex_import]") {
  const Paper paper = demo().paper("diaz-2031-a");
  Strings names;
  for (const Author& author : paper.authors) names.push_back(author.name);
  CHECK(names ==
        Strings{"Ana Díaz", "Łukasz von der Sample, Jr", "Kurt Gödel", "NASA Ames", "João Hoàng"});
  CHECK(paper.authors[1].given == "Łukasz");
  CHECK(paper.authors[1].family == "von der Sample");
  CHECK(paper.authors[3].family.empty());
  CHECK(demo().summary.repairs.at("\"and others\", left out") == 1);
}

TEST_CASE("split_bibtex_names minds braces, particles and empty parts", "[bibtex_import]") {
  const auto [field, names] = GENERATE(table<std::string, Strings>({
      {"Kurt G{\\\"o}del and {Barnes and Noble}", {"Kurt|G{\\\"o}del|", "|{Barnes and Noble}|"}},
      {"Charles Louis de la Vall{\\'e}e Poussin", {"Charles Louis|de la Vall{\\'e}e Poussin|"}},
      {"de la Cruz, Ana and Li, Jr, Bo", {"Ana|de la Cruz|", "Bo|Li|Jr"}},
      {"ana diaz", {"|ana diaz|"}},
      {"and and Bo", {"|and|", "|Bo|"}},
      {",  ,", {"||"}},
      {"}{ and {", {"|}{ and {|"}},
      {"", {}},
  }));
  CAPTURE(field);
  bool others = false;
  Strings got;
  for (const BibtexName& name : split_bibtex_names(field, others)) {
    got.push_back(name.given + "|" + name.family + "|" + name.suffix);
  }
  CHECK(got == names);
}

TEST_CASE("an entry that is none is rejected, and takes no other with it", "[bibtex_import]") {
  const Imported got = demo();
  CHECK(got.rejects() ==
        Strings{"21: has no end: a brace or quote is missing",
                "23: id \"after\" is taken by line 22", "24: year is missing or no year",
                "25: syntax error: found \"title\", expected \",\"",
                "26: is no entry: a type and a brace must stand behind \"@\"", "27: has no key",
                "28: syntax error: found \"junk\", expected end of entry (\"}\" or \")\") "
                "(skipping to next \"@\")",
                "31: has neither a title nor an author",
                "33: has no end: a brace or quote is missing"});
  CHECK(got.summary.left_out == std::map<std::string, std::size_t>{{"volumes of papers", 1}});
  CHECK(got.papers.size() == 3);
}

TEST_CASE("a bibliography of old is read as Windows-1252", "[bibtex_import]") {
  const Imported got = import_files(import_bibtex, {import_fixture("latin1.bib")});
  CHECK(got.paper("latin").title == "Université of “Old” Files");
  CHECK(got.paper("latin").event == "out-1999");
}

TEST_CASE("what ends btparse is refused before", "[bibtex_import]") {
  std::string many = "@misc{many, title={T}, year=2031";
  for (int i = 0; i < 100; ++i) many += ", f" + std::to_string(i) + " = {x}";
  const std::string good = "\n@misc{good, title={T}, year=2031}\n";
  CHECK(import_text(import_bibtex, "a.bib", many + "}" + good).rejects() ==
        Strings{"1: has more than 64 fields"});
  CHECK(import_text(import_bibtex, "a.bib", "@misc{a\"b, title={T}}" + good).rejects() ==
        Strings{"1: has no key"});
  CHECK(import_text(import_bibtex, "a.bib",
                    "@misc{a, title={" + std::string(5 << 20, 'x') + "}}" + good)
            .rejects() == Strings{"1: is longer than 4194304 bytes"});
}

TEST_CASE("abbreviations of abbreviations do not fill the memory", "[bibtex_import]") {
  std::string text = "@string{a0 = {" + std::string(1000, 'x') + "}}\n";
  for (int i = 1; i < 9; ++i) {
    const std::string last = "a" + std::to_string(i - 1);
    text += "@string{a" + std::to_string(i) + " = " + last;
    for (int n = 0; n < 19; ++n) text += " # " + last;
    text += "}\n";
  }
  text +=
      "@misc{k, title = a8, year = 2031, journal = {J}}\n@misc{m, title = a1, year = 2031, "
      "journal = {J}}\n";
  const Imported got = import_text(import_bibtex, "a.bib", text);
  REQUIRE(got.rejects().size() >= 1);
  CHECK(got.rejects()[0] == "4: is longer than 4194304 bytes with its abbreviations");
  CHECK(got.paper("m").title.size() == 20000);
}

TEST_CASE("a paper is not told by its volume's address, and keys have no case", "[bibtex_import]") {
  const Imported got = import_text(
      import_bibtex, "a.bib",
      "@inproceedings{p, title = {P}, crossref = {VOL}}\n"
      "@proceedings{vol, title = {Book}, year = 2031, doi = {10.1000/vol}, publisher = {Pub},\n"
      "  url = {https://v.example/}, abstract = {Of all}, author = {A B}, pages = {1--900}}\n");
  const Paper paper = got.paper("p");
  CHECK(got.frame.events.at(0).name == "Book");
  CHECK(got.frame.events.at(0).publisher == "Pub");
  CHECK(paper.doi.empty());
  CHECK(paper.html.empty());
  CHECK(paper.abstract.empty());
  CHECK(paper.authors.empty());
  CHECK(paper.pages.empty());
}

}  // namespace
}  // namespace paperfind
