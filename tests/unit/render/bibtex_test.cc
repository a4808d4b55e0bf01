#include <algorithm>
#include <set>
#include <string>

#include "engine/render/export.h"
#include "engine/render/latex.h"
#include "engine/render/reference.h"
#include "tests/catch.h"
#include "tests/unit/render/bibtex_reader.h"
#include "tests/unit/render/nasty_papers.h"

namespace paperfind {
namespace {

using testing::BibEntry;
using testing::BibReader;

std::string bibtex_of(const std::vector<PaperView>& papers) {
  Export out(*find_export_format("bib"), {"Papers", "https://papers.example.org", "", "", ""});
  std::string text = out.head();
  for (const PaperView& paper : papers) text += out.entry(paper);
  return text + out.tail();
}

// What TeX would take for a command that does more than draw a sign.
bool has_wild_command(const std::string& text) {
  for (const char* command : {"\\input", "\\write", "\\include", "\\def", "\\csname", "^^"}) {
    if (text.find(command) != std::string::npos) return true;
  }
  return false;
}

TEST_CASE("an entry has what citations are made of", "[bibtex]") {
  CHECK(bibtex_of({sample::plain_paper()}) ==
        R"(@inproceedings{p0421,
  title     = {{Pruning} attention heads of {BERT} \& co: 60\% of {$L_1$}},
  author    = {Díaz, Ana and van der Berg, III, Jan},
  booktitle = {{Symposium} on {Small} {Things} 2026},
  address   = {Zürich},
  year      = {2026},
  month     = jun,
  pages     = {1--8},
  doi       = {10.1000/x_1},
  url       = {https://papers.example.org/papers/p0421},
  affiliation = {Massachusetts Institute of Technology},
  keywords  = {attention, tinyML},
  abstract  = {We prune. Pruning attention heads}
}
)");
}

TEST_CASE("whatever a record holds, an export of it is BibTeX", "[bibtex]") {
  const std::vector<PaperView> papers = sample::nasty_papers();
  const std::string text = bibtex_of(papers);
  std::vector<BibEntry> entries;
  REQUIRE_NOTHROW(entries = BibReader(text).read());
  REQUIRE(entries.size() == papers.size());
  std::set<std::string> keys;
  for (std::size_t i = 0; i < entries.size(); ++i) {
    CAPTURE(sample::nasty_texts()[i]);
    CHECK(entries[i].key == papers[i].paper.id);
    CHECK(keys.insert(entries[i].key).second);
    CHECK(entries[i].fields.count("title") == 1);
    for (const auto& [name, value] : entries[i].fields) {
      CAPTURE(name, value);
      CHECK_FALSE(has_wild_command(value));
      CHECK(value.find('\n') == std::string::npos);
      // A '%' would make the rest of the line a comment; addresses are read as they are.
      if (name == "url" || name == "doi" || name == "eprint") continue;
      for (std::size_t at = value.find('%'); at != std::string::npos;
           at = value.find('%', at + 1)) {
        CHECK((at > 0 && value[at - 1] == '\\'));
      }
    }
  }
}

TEST_CASE("text becomes LaTeX that draws the same text", "[latex]") {
  struct Case {
    std::string plain, latex, protected_latex;
  };
  const Case c = GENERATE(values<Case>({
      {"plain words", "plain words", "plain words"},
      {"A Title of BERT", "A Title of BERT", "{A} {Title} of {BERT}"},
      {"naïve", "naïve", "{naïve}"},
      {"R&D", "R\\&D", "{R\\&D}"},
      // A brace before a backslash would begin what BibTeX calls a special character.
      {"&A", "\\&A", "{{\\&A}}"},
      {"a_b #1 50%", "a\\_b \\#1 50\\%", "a\\_b \\#1 50\\%"},
      {"{x} \\y", "{\\textbraceleft}x{\\textbraceright} {\\textbackslash}y",
       "{\\textbraceleft}x{\\textbraceright} {\\textbackslash}y"},
      {"a<b>c~d^e|f",
       "a{\\textless}b{\\textgreater}c{\\textasciitilde}d{\\textasciicircum}e{\\textbar}f",
       "a{\\textless}b{\\textgreater}c{\\textasciitilde}d{\\textasciicircum}e{\\textbar}f"},
      {"the $L_1$ norm", "the $L_1$ norm", "the {$L_1$} norm"},
      {"$O(n \\log n)$-time", "$O(n \\log n)$-time", "{$O(n \\log n)$-time}"},
      {"$\\{a\\}$", "$\\{a\\}$", "{$\\{a\\}$}"},
      {"from $5 to $6", "from \\$5 to \\$6", "from \\$5 to \\$6"},
      {"$\\input{x}$", "\\${\\textbackslash}input{\\textbraceleft}x{\\textbraceright}\\$",
       "\\${\\textbackslash}input{\\textbraceleft}x{\\textbraceright}\\$"},
      {"$x^^41$", "\\$x{\\textasciicircum}{\\textasciicircum}41\\$",
       "\\$x{\\textasciicircum}{\\textasciicircum}41\\$"},
      {"two\nlines\t and  blanks ", "two lines and blanks", "two lines and blanks"},
      {"", "", ""},
  }));
  CHECK(latex::text(c.plain) == c.latex);
  CHECK(latex::text(c.plain, latex::Capitals::Protected) == c.protected_latex);
}

TEST_CASE("math is what only draws and balances its braces", "[latex]") {
  struct Case {
    std::string text;
    std::size_t length;
  };
  const Case c = GENERATE(values<Case>({
      {"$x$", 3},
      {"$\\alpha_{1}$ rest", 12},
      {"$$", 0},
      {"$x", 0},
      {"$ x$", 0},
      {"$x $", 0},
      {"$x$1", 0},
      {"$a}{b$", 0},
      {"$\\{$", 0},
      {"$\\def\\x{}$", 0},
      {"$a%b$", 0},
      {"$a&b$", 0},
      {"$a\\%b$", 6},
      {"$\\$", 0},
      {"x", 0},
      {"", 0},
  }));
  CAPTURE(c.text);
  CHECK(latex::math_length(c.text) == c.length);
}

TEST_CASE("addresses hold nothing that ends a field or begins a command", "[latex]") {
  CHECK(latex::verbatim("https://a.org/x_1?y=%20#z&~") == "https://a.org/x_1?y=%20#z&~");
  CHECK(latex::verbatim("a{b}\\c^d\"e f\n|`é") == "a%7Bb%7D%5Cc%5Ed%22e%20f%20%7C%60%C3%A9");
}

TEST_CASE("a name is divided as bibliographies sort it", "[reference]") {
  struct Case {
    std::string name, particle, family, given, suffix;
  };
  const Case c = GENERATE(values<Case>({
      {"Ana Díaz", "", "Díaz", "Ana", ""},
      {"Hal Daumé III", "", "Daumé", "Hal", "III"},
      {"Jan van der Berg", "van der", "Berg", "Jan", ""},
      {"NVIDIA", "", "NVIDIA", "", ""},
      {"中文名", "", "中文名", "", ""},
      {"Bell and Sons", "", "Bell and Sons", "", ""},
      {"Smith, John", "", "Smith, John", "", ""},
      {"", "", "", "", ""},
  }));
  CAPTURE(c.name);
  Author author;
  author.name = c.name;
  const reference::Name name = reference::name_of(author);
  CHECK(name.particle == c.particle);
  CHECK(name.family == c.family);
  CHECK(name.given == c.given);
  CHECK(name.suffix == c.suffix);
}

TEST_CASE("the record's own division of a name stands", "[reference]") {
  Author author;
  author.name = "Mao Zedong";
  author.family = "Mao";
  author.given = "Zedong";
  CHECK(reference::name_of(author).family == "Mao");
  CHECK(reference::name_of(author).given == "Zedong");
}

TEST_CASE("BibTeX does not divide what is no list of people", "[bibtex]") {
  PaperView paper = sample::plain_paper();
  paper.paper.authors.resize(5);
  paper.paper.authors[0].name = "Bell and Sons";
  paper.paper.authors[1].name = "others";
  paper.paper.authors[2].name = "Smith, John";
  paper.paper.authors[3].name = "Bell AND Sons";
  paper.paper.authors[4].name = "Others";
  const std::string author = BibReader(bibtex_of({paper})).read().at(0).fields.at("author");
  CHECK(author ==
        "{Bell and Sons} and {others} and {Smith, John} and Sons, {Bell AND} and {Others}");
}

TEST_CASE("the type of an entry follows the paper's own", "[bibtex]") {
  struct Case {
    std::string type, event, entry, container;
  };
  const Case c = GENERATE(values<Case>({
      {"full", "Sym", "inproceedings", "booktitle"},
      {"", "Sym", "inproceedings", "booktitle"},
      {"Journal", "Letters", "article", "journal"},
      {"preprint", "arXiv", "misc", "howpublished"},
      {"full", "", "misc", ""},
  }));
  PaperView paper = sample::plain_paper();
  paper.paper.type = c.type;
  paper.event.name = c.event;
  const BibEntry entry = BibReader(bibtex_of({paper})).read().at(0);
  CHECK(entry.type == c.entry);
  for (const char* name : {"booktitle", "journal", "howpublished"}) {
    CHECK(entry.fields.count(name) == (c.container == name ? 1 : 0));
  }
}

}  // namespace
}  // namespace paperfind
