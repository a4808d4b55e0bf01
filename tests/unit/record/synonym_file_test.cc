#include "engine/record/synonym_file.h"

#include "tests/catch.h"
#include "tests/support/temp_dir.h"

namespace paperfind {
namespace {

using testing::TempDir;
using testing::write_text;

using Groups = std::vector<SynonymGroup>;

std::vector<std::string> findings_of(const std::string& text, Groups* groups = nullptr) {
  std::vector<Finding> findings;
  Groups read = parse_synonyms(text, "synonyms.txt", findings);
  if (groups != nullptr) *groups = std::move(read);
  std::vector<std::string> out;
  for (const Finding& finding : findings) out.push_back(finding.to_string());
  return out;
}

TEST_CASE("a synonyms file has one group a line", "[corpus]") {
  struct Case {
    std::string text;
    Groups groups;
  };
  const Case cases[] = {
      {"", {}},
      {"\n  \n# a comment\n", {}},
      {"KWS, keyword spotting", {{{"KWS", "keyword spotting"}, {}}}},
      {"KWS = keyword   spotting =\twake word  # all three\r\n",
       {{{"KWS", "keyword spotting", "wake word"}, {}}}},
      {"\xEF\xBB\xBFPTQ, post-training quantization",
       {{{"PTQ", "post-training quantization"}, {}}}},
      {"speech => audio, voice", {{{"speech"}, {"audio", "voice"}}}},
      {"a1, b1 => c1\nc1, d1\n", {{{"a1", "b1"}, {"c1"}}, {{"c1", "d1"}, {}}}},
      {"\xE9\x94\xAE, Schl\xC3\xBCssel", {{{"\xE9\x94\xAE", "Schl\xC3\xBCssel"}, {}}}},
  };
  for (const Case& each : cases) {
    CAPTURE(each.text);
    Groups groups;
    CHECK(findings_of(each.text, &groups) == std::vector<std::string>{});
    CHECK(groups == each.groups);
  }
}

TEST_CASE("what is wrong with a synonyms file is said with its line and what to do", "[corpus]") {
  const std::string form = " (write the words with commas between: KWS, keyword spotting)";
  const std::string long_word(101, 'x');
  std::string many = "w0";
  for (int i = 1; i <= 16; ++i) many += ",w" + std::to_string(i);
  const std::pair<std::string, std::string> cases[] = {
      {"\nKWS\n", "2:1: a group needs two words or more" + form},
      {"KWS,", "1:1: \"\" has no word in it" + form},
      {"KWS == x", "1:1: \"\" has no word in it" + form},
      {"KWS, +++", "1:1: \"+++\" has no word in it" + form},
      {"=> x", "1:1: \"\" has no word in it" + form},
      {"x =>", "1:1: \"\" has no word in it" + form},
      {"a, \xFF", "1:1: is not UTF-8 (save the file as UTF-8)"},
      {"a, \xED\xA0\x80", "1:1: is not UTF-8 (save the file as UTF-8)"},
      {"a, " + long_word, "1:1: \"" + long_word + "\" is too long (at most 8 words and 100 bytes)"},
      {"a, 1 2 3 4 5 6 7 8 9",
       "1:1: \"1 2 3 4 5 6 7 8 9\" is too long (at most 8 words and 100 bytes)"},
      {many, "1:1: a group has more than 16 words (part it in two)"},
      {"NAS, x\n\nnas, y",
       "3:1: \"nas\" stands on line 1 already (put what means the same on one line)"},
  };
  for (const auto& [text, message] : cases) {
    CAPTURE(text);
    CHECK(findings_of(text) == std::vector<std::string>{"synonyms.txt:" + message});
  }
}

TEST_CASE("the groups of a synonyms file are bounded", "[corpus]") {
  std::string text;
  for (int i = 0; i <= 5000; ++i) {
    text += "a" + std::to_string(i) + ",b" + std::to_string(i) + "\n";
  }
  Groups groups;
  CHECK(findings_of(text, &groups) ==
        std::vector<std::string>{"synonyms.txt:5001:1: there are more than 5000 groups (leave out "
                                 "what nobody asks for)"});
  CHECK(groups.size() == 5000);
}

TEST_CASE("a synonyms file that site.json names must be there", "[corpus]") {
  const TempDir folder;
  std::vector<Finding> findings;
  const auto groups = read_synonyms(folder / "synonyms.txt", findings);
  REQUIRE(groups.ok());
  CHECK(groups->empty());
  REQUIRE(findings.size() == 1);
  CHECK(findings.front().to_string() == folder / "synonyms.txt" +
                                            ": site.json names this file, and it is not there "
                                            "(add it, or take \"synonyms\" out of site.json)");
  findings.clear();
  write_text(folder / "synonyms.txt", "a, b");
  CHECK(read_synonyms(folder / "synonyms.txt", findings)->size() == 1);
  CHECK(findings.empty());
}

}  // namespace
}  // namespace paperfind
