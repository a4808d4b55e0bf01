#include "engine/query/parse_query.h"

#include <random>
#include <string>

#include "tests/catch.h"

namespace paperfind {
namespace {

struct Case {
  std::string typed;
  std::string parsed;
};

std::string parsed(std::string_view text) {
  Analyzer analyzer;
  return to_string(parse_query(text, analyzer).root);
}

TEST_CASE("parse_query reads what people type", "[query]") {
  const Case c = GENERATE(values<Case>({
      {"", ""},
      {"   ", ""},
      {"*", ""},
      {"attention", "attention"},
      {"sparse attention", "(sparse AND attention)"},
      {"\"sparse attention\"", "\"sparse attention\""},
      // Quotes as word processors make them.
      {"“sparse attention”", "\"sparse attention\""},
      {"\"attention\"", "\"attention\""},
      {"sparse -attention", "(sparse AND NOT attention)"},
      {"sparse NOT attention", "(sparse AND NOT attention)"},
      {"-attention", "NOT attention"},
      {"sparse +attention", "(sparse AND attention)"},
      {"sparse OR attention", "(sparse OR attention)"},
      {"a1 b1 OR c1", "((a1 AND b1) OR c1)"},
      {"a1 AND b1", "(a1 AND b1)"},
      {"(a1 OR b1) c1", "((a1 OR b1) AND c1)"},
      {"title:attention", "title:attention"},
      {"TITLE:attention", "title:attention"},
      {"ti:attention", "title:attention"},
      {"title:\"sparse attention\"", "title:\"sparse attention\""},
      {"author:(diaz OR okafor)", "(author:diaz OR author:okafor)"},
      {"-title:attention", "NOT title:attention"},
      // An operator in lower case is a word.
      {"search and rescue", "(search AND and AND rescue)"},
      // A colon that names no field belongs to the text.
      {"LDP: learnable", "(ldp AND learnable)"},
      {"low-precision", "low-precision"},
      // A blank before the minus makes it an exclusion, none makes it a hyphen.
      {"low -precision", "(low AND NOT precision)"},
      // Operators with nothing to join.
      {"AND", ""},
      {"OR", ""},
      {"NOT", ""},
      {"sparse AND", "sparse"},
      {"OR sparse", "sparse"},
      {"sparse OR", "sparse"},
      {"sparse OR OR attention", "(sparse OR attention)"},
      {"- sparse", "sparse"},
      {"NOT -sparse", "NOT sparse"},
      // A lone quote must not lose the rest of the query.
      {"attention \"", "attention"},
      {"attention \"sparse models", "(attention AND sparse AND models)"},
      {")(", ""},
      {"a1)b1", "(a1 AND b1)"},
      {"(((a1", "a1"},
      {"()", ""},
      {"title:", "title"},
      // A word asked for twice says nothing more.
      {"deep deep Deep", "deep"},
      {"a1 OR a1 OR b1", "(a1 OR b1)"},
      {"+(a1 b1) c1", "(a1 AND b1 AND c1)"},
      {"Jelčicoová", "jelcicoova"},
  }));
  CAPTURE(c.typed);
  CHECK(parsed(c.typed) == c.parsed);
}

TEST_CASE("parse_query says what it left out", "[query]") {
  Analyzer analyzer;
  SECTION("an unknown field is searched as text, and said so") {
    const ParsedQuery query = parse_query("auther:diaz", analyzer);
    REQUIRE(query.notices.size() == 1);
    CHECK(query.notices.front() ==
          "\"auther:\" is not a field and was searched as text. Did you mean \"author:\"?");
    CHECK(to_string(query.root) == "(auther AND diaz)");
  }
  SECTION("an address is no field") {
    CHECK(parse_query("https://example.org", analyzer).notices.empty());
  }
  SECTION("a quotation mark that is not closed") {
    CHECK(parse_query("\"sparse models", analyzer).notices.size() == 1);
  }
  SECTION("pieces without a word") {
    CHECK(parse_query("sparse ... attention", analyzer).ignored == std::vector<std::string>{"..."});
  }
  SECTION("words beyond the limit") {
    std::string text;
    for (int i = 0; i < 70; ++i) text += "w" + std::to_string(i) + " ";
    const ParsedQuery query = parse_query(text, analyzer);
    CHECK(query.root.children.size() == kMaxQueryTerms);
    REQUIRE(query.notices.size() == 1);
    CHECK(query.notices.front() == "Only the first 64 words are searched.");
  }
  SECTION("phrases beyond the limit") {
    std::string text;
    for (int i = 0; i < 10; ++i) text += "\"a" + std::to_string(i) + " b\" ";
    const ParsedQuery query = parse_query(text, analyzer);
    REQUIRE(query.notices.size() == 1);
    CHECK(query.notices.front() == "Only the first 8 phrases are searched as phrases.");
  }
  SECTION("words at the limit") {
    std::string text;
    for (int i = 0; i < 64; ++i) text += "w" + std::to_string(i) + " ";
    CHECK(parse_query(text, analyzer).notices.empty());
  }
}

TEST_CASE("parse_query has a reading for any bytes", "[query][property]") {
  const unsigned seed = GENERATE(1U, 2U, 3U);
  CAPTURE(seed);
  std::mt19937 random(seed);
  static constexpr std::string_view kPieces[] = {"\"",   "(",    ")",   "-",      "+", " ",
                                                 "OR ",  "AND ", "NOT", "title:", ":", "word",
                                                 "\xff", "\xe2", "語",  "*",      "é"};
  Analyzer analyzer;
  for (int round = 0; round < 2000; ++round) {
    std::string text;
    const std::size_t pieces = random() % 40;
    for (std::size_t i = 0; i < pieces; ++i) text += kPieces[random() % std::size(kPieces)];
    CAPTURE(text);
    const ParsedQuery query = parse_query(text, analyzer);
    // What was read reads the same again, but for the marks that were left out.
    CHECK(to_string(query.root).size() < 4 * text.size() + 64);
  }
  // Nesting far beyond the limit neither overflows nor fails.
  CHECK(parsed(std::string(2000, '(') + "word") == "word");
  CHECK(parsed(std::string(20, '(') + "word") == "word");
}

}  // namespace
}  // namespace paperfind
