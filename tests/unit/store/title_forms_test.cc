#include "engine/store/title_forms.h"

#include "tests/catch.h"
#include "tests/support/temp_dir.h"

namespace paperfind {
namespace {

using testing::read_text;
using testing::TempDir;
using testing::write_text;

// A letter for how each word is printed, behind what parts it from the one before: '_' a blank, '-'
// a hyphen, '?' something else; '!' where it may not stand in a phrase, '~' where it follows none.
std::string told(const std::string& title) {
  Analyzer analyzer;
  const std::vector<Token> tokens = analyzer.analyze(title);
  std::string out;
  for (const char byte : forms_of(title, tokens)) {
    const TitleForm form(byte);
    out += "?_-"[form.before()];
    if (!form.is_plain()) out += '!';
    if (!form.follows()) out += '~';
    out += "acCx"[form.letters()];
  }
  return out;
}

TEST_CASE("a form says how a word is printed and what parts it from the one before", "[store]") {
  struct Case {
    std::string title, forms;
  };
  const Case c = GENERATE(values<Case>({
      {"", ""},
      {"deep Deep DEEP dEEP", "?~a_c_C_x"},
      {"End-to-end", "?~c-a-a"},
      // Nothing but blanks may part words of a phrase.
      {"speech: a  survey", "?~a?~a?a"},
      {"speech,survey", "?~a?~a"},
      {"naïve 3D", "?~x_C"},
  }));
  CAPTURE(c.title);
  CHECK(told(c.title) == c.forms);
}

TitleForms two_titles() {
  TitleList titles;
  Paper paper;
  paper.title = "Deep learning";
  titles.add(paper);
  paper.status = PaperStatus::Withdrawn;
  titles.add(paper);
  return TitleForms::of(titles);
}

TEST_CASE("forms come back from disk as they were made, and a withdrawn paper has none",
          "[store]") {
  const TempDir folder;
  REQUIRE(two_titles().save(folder.path()).ok());
  const Result<TitleForms> forms = TitleForms::load(folder.path());
  REQUIRE(forms.ok());
  CHECK(forms->doc_count() == 2);
  CHECK(forms->of(1).size() == 2);
  CHECK(forms->of(2).empty());
}

TEST_CASE("damaged forms of titles are refused", "[store]") {
  const TempDir folder;
  REQUIRE(two_titles().save(folder.path()).ok());
  const std::string bytes = read_text(folder.path() / "title_forms.bin");
  std::string back = bytes;
  back[8 + 4 + 2 * 4] = 9;  // begins 0 0 2 2
  for (const std::string& damaged :
       {std::string(), bytes.substr(0, 10), bytes.substr(0, bytes.size() - 4), bytes + "x", back}) {
    write_text(folder.path() / "title_forms.bin", damaged);
    const Result<TitleForms> forms = TitleForms::load(folder.path());
    REQUIRE_FALSE(forms.ok());
    CHECK(forms.error().code == ErrorCode::InvalidData);
    CHECK(forms.error().message == "the forms of titles are damaged");
  }
}

}  // namespace
}  // namespace paperfind
