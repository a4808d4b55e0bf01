#include "engine/search/snippet.h"

#include <algorithm>
#include <random>
#include <string>

#include "engine/query/parse_query.h"
#include "engine/search/sentence.h"
#include "tests/catch.h"

namespace paperfind {
namespace {

// The parts chosen, with " | " between, and "<" or ">" where text was left out at an end.
std::string snippet(const std::string& query, const std::string& text, std::size_t words) {
  Analyzer analyzer;
  const ParsedQuery parsed = parse_query(query, analyzer);
  Highlighter highlighter(parsed.root, analyzer);
  const std::vector<TextMatch> matches = highlighter.find(text, TextField::Abstract);
  const std::vector<Token> tokens = analyzer.analyze(text);
  std::string out;
  std::uint32_t end = 0;
  for (const SnippetWindow& window : choose_snippet(text, tokens, matches, words)) {
    if (end > 0) out += " | ";
    if (end == 0 && window.begin > 0) out += "<";
    out += text.substr(window.begin, window.end - window.begin);
    end = window.end;
  }
  return out + (end < text.size() ? ">" : "");
}

std::string filler(int words) {
  std::string out;
  for (int i = 0; i < words; ++i) out += "filler ";
  return out;
}

TEST_CASE("a snippet is the run of words that shows the query best", "[snippet]") {
  struct Case {
    std::string query;
    std::string text;
    std::size_t words;
    std::string shown;
  };
  const Case c = GENERATE(values<Case>({
      // Nothing to show: the first words, to the end of a sentence that is near.
      {"", "One two three four. Five six seven eight nine ten eleven twelve thirteen.", 3,
       "One two three four.>"},
      {"zebra", "One two.", 30, "One two."},
      // More words of the query before more often one of them.
      {"ant bee", "Ant ant ant. " + filler(20) + "end. An ant, a bee. " + filler(20), 8,
       "<An ant, a bee. filler filler filler filler>"},
      // The closer pair, then the earlier one.
      {"ant bee", "Ant one two three bee. " + filler(20) + "end. Ant bee. " + filler(20), 8,
       "<Ant bee. filler filler filler filler filler filler>"},
      {"ant", "First ant here. And " + filler(30) + "end. Second ant here. " + filler(20), 3,
       "First ant here.>"},
      // Grown to the end of the sentence when that is within eight words.
      {"ant", filler(20) + "end. Ant two three four five six seven. Next one.", 3,
       "<Ant two three four five six seven.>"},
      // At the end of the text what went before fills the room.
      {"ant", filler(30) + "end. One two three. Last ant.", 6, "<One two three. Last ant."},
      // No formula is cut.
      {"ant", "An ant of $a + b + c + d + e + f + g + h + i + j + k + l$ legs. " + filler(20), 4,
       "An ant of $a + b + c + d + e + f + g + h + i + j + k + l$>"},
      {"ant", "", 30, ""},
      {"ant", "ant", 0, ">"},
  }));
  CAPTURE(c.query, c.text);
  CHECK(snippet(c.query, c.text, c.words) == c.shown);
}

TEST_CASE("words that stand far apart are shown in two parts", "[snippet]") {
  const std::string text = "An ant walks. " + filler(40) + "end. A bee flies. " + filler(40);
  CHECK(snippet("ant bee", text, 20) ==
        "An ant walks. filler filler filler filler filler filler filler | A bee flies. filler "
        "filler filler filler filler filler filler>");
  // Too few words to part.
  CHECK(snippet("ant bee", text, 10).find(" | ") == std::string::npos);
  // One part that shows all is enough.
  CHECK(snippet("ant walks", text, 20).find(" | ") == std::string::npos);
  // Never more than two.
  const std::string three = text + "end. A cow eats. " + filler(40);
  CHECK(snippet("ant bee cow", three, 30).find(" | ") ==
        snippet("ant bee cow", three, 30).rfind(" | "));
}

TEST_CASE("a stop does not always end a sentence", "[snippet]") {
  struct Case {
    const char* text;
    std::size_t sentences;
  };
  const Case c = GENERATE(values<Case>({
      {"One ends. Two begins.", 2},
      {"Really? Yes! No.", 3},
      {"One (ends.) Two begins.", 2},
      {"A paragraph\nAnother", 2},
      {"一つ。二つ", 2},
      {"As e.g. BERT does", 1},
      {"That is, i.e. BERT", 1},
      {"Smith et al. Show this", 1},
      {"See Fig. 3 and Eq. 4", 1},
      {"By J. Smith vs. Jones", 1},
      {"the company inc. grows", 1},
      {"Of 3.5 points", 1},
      {"See example.org for it", 1},
      {"", 0},
  }));
  CAPTURE(c.text);
  Analyzer analyzer;
  const std::vector<Token> tokens = analyzer.analyze(c.text);
  std::size_t sentences = 0;
  for (std::size_t at = 0; at < tokens.size(); ++at) {
    if (starts_sentence(c.text, tokens, at)) ++sentences;
  }
  CHECK(sentences == c.sentences);
  CHECK(starts_sentence(c.text, tokens, tokens.size()));
}

TEST_CASE("parts of any text are whole characters in order and hold a match if there is one",
          "[snippet]") {
  std::mt19937 random(3);
  const std::vector<std::string> pieces = {"ant ",     "bee, ", "wörter. ", "語彙の小", "e\u0301 ",
                                           "🦇 ",    "$x$ ",  "$ ",       "\\$ ",     "&amp; ",
                                           "ภาษาไทย ", "\n",    "\xff",     "filler ",  "e.g. "};
  Analyzer analyzer;
  for (int round = 0; round < 2000; ++round) {
    std::string text;
    for (std::size_t i = random() % 80; i > 0; --i) text += pieces[random() % pieces.size()];
    CAPTURE(text);
    const ParsedQuery parsed = parse_query("ant bee", analyzer);
    Highlighter highlighter(parsed.root, analyzer);
    const std::vector<TextMatch> matches = highlighter.find(text, TextField::Abstract);
    const std::vector<SnippetWindow> parts =
        choose_snippet(text, highlighter.tokens(), matches, random() % 40);
    REQUIRE(parts.size() <= 2);
    std::uint32_t done = 0;
    bool shows_match = parts.empty() || matches.empty();
    for (const SnippetWindow& part : parts) {
      REQUIRE(part.begin >= done);
      REQUIRE(part.begin < part.end);
      REQUIRE(part.end <= text.size());
      REQUIRE((static_cast<unsigned char>(text[part.begin]) & 0xC0) != 0x80);
      REQUIRE(
          (part.end == text.size() || (static_cast<unsigned char>(text[part.end]) & 0xC0) != 0x80));
      done = part.end;
      for (const TextMatch& match : matches) {
        shows_match = shows_match || (part.begin <= match.begin && match.end <= part.end);
      }
    }
    REQUIRE(shows_match);
  }
}

}  // namespace
}  // namespace paperfind
