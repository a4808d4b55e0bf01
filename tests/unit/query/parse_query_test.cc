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
      {"title:(deep title:deep)", "title:deep"},
      {"year:(2021 OR 2021..2021)", "year:2021"},
      {"a1 OR a1 OR b1", "(a1 OR b1)"},
      {"+(a1 b1) c1", "(a1 AND b1 AND c1)"},
      {"Jelčicoová", "jelcicoova"},
      // Signs and operators within fields and parentheses.
      {"title:(sparse -attention)", "(title:sparse AND NOT title:attention)"},
      {"title:(+sparse OR attention)", "(title:sparse OR title:attention)"},
      {"(sparse -attention) OR heads", "((sparse AND NOT attention) OR heads)"},
      {"title:-attention", "NOT title:attention"},
      {"author:(diaz AND -(okafor OR li))", "(author:diaz AND NOT (author:okafor OR author:li))"},
      {"-(sparse attention)", "NOT (sparse AND attention)"},
      {"-(-sparse)", "sparse"},
      {"NOT NOT sparse", "NOT sparse"},
      {"-sparse -attention", "(NOT sparse AND NOT attention)"},
      {"a1 OR +(b1 OR c1)", "(a1 OR b1 OR c1)"},
  }));
  CAPTURE(c.typed);
  CHECK(parsed(c.typed) == c.parsed);
}

TEST_CASE("NEAR and ADJ join words and phrases", "[query]") {
  const Case c = GENERATE(values<Case>({
      {"sparse NEAR/5 attention", "(sparse NEAR/5 attention)"},
      {"sparse ADJ/2 attention", "(sparse ADJ/2 attention)"},
      {"sparse NEAR attention", "(sparse NEAR/10 attention)"},
      {"sparse ADJ attention", "(sparse ADJ/10 attention)"},
      // A chain is one group, as wide as the widest number in it says.
      {"a1 NEAR/5 b1 NEAR/7 c1", "(a1 NEAR/7 b1 NEAR/7 c1)"},
      {"a1 ADJ/2 b1 ADJ c1", "(a1 ADJ/10 b1 ADJ/10 c1)"},
      {"low-precision NEAR/3 \"neural networks\"", "(low-precision NEAR/3 \"neural networks\")"},
      {"\"sparse\" NEAR/3 attention", "(sparse NEAR/3 attention)"},
      {"transf* ADJ/2 models", "(transf* ADJ/2 models)"},
      // What is near stands in one field: naming it once is enough.
      {"title:sparse NEAR/3 attention", "(title:sparse NEAR/3 title:attention)"},
      {"title:(sparse NEAR/3 attention)", "(title:sparse NEAR/3 title:attention)"},
      {"title:sparse NEAR/3 title:attention", "(title:sparse NEAR/3 title:attention)"},
      {"title:sparse NEAR/3 author:diaz", "(title:\"sparse\" AND author:\"diaz\")"},
      // They bind more tightly than anything else.
      {"a1 b1 NEAR/2 c1 d1", "(a1 AND (b1 NEAR/2 c1) AND d1)"},
      {"a1 OR b1 NEAR/2 c1", "(a1 OR (b1 NEAR/2 c1))"},
      {"-a1 NEAR/2 b1", "NOT (a1 NEAR/2 b1)"},
      {"NOT a1 NEAR/2 b1", "NOT (a1 NEAR/2 b1)"},
      {"+a1 NEAR/2 b1", "(a1 NEAR/2 b1)"},
      // Out of bounds.
      {"a1 NEAR/0 b1", "(a1 NEAR/1 b1)"},
      {"a1 NEAR/31 b1", "(a1 NEAR/30 b1)"},
      {"a1 NEAR/99999999999999999999 b1", "(a1 NEAR/30 b1)"},
      // With nothing to join. NEAR alone may be a word in capitals; NEAR/5 is none.
      {"NEAR", "near"},
      {"NEAR sensor", "(near AND sensor)"},
      {"sensor NEAR", "(sensor AND near)"},
      {"NEAR/5", ""},
      {"NEAR/5 sensor", "sensor"},
      {"sensor NEAR/5", "sensor"},
      {"a1 NEAR/5 OR b1", "(a1 OR b1)"},
      {"a1 NEAR/5 -b1", "(a1 AND NOT b1)"},
      {"a1 NEAR/5 (b1 c1)", "(a1 AND b1 AND c1)"},
      {"(a1 b1) NEAR/5 c1", "(a1 AND b1 AND c1)"},
      {"a1 NEAR/5 NEAR/5 b1", "(a1 AND b1)"},
      {"a1 NEAR/5 ... b1", "(a1 AND b1)"},
      {"a1 NEAR/2 b1 ADJ/2 c1", "((a1 NEAR/2 b1) AND c1)"},
      {"a1 NEAR/2 year:2021", "(a1 AND year:2021)"},
      // No operators.
      {"a1 near/5 b1", "(a1 AND near-5 AND b1)"},
      {"a1 NEAR/x b1", "(a1 AND near-x AND b1)"},
      {"a1 NEARBY b1", "(a1 AND nearby AND b1)"},
  }));
  CAPTURE(c.typed);
  CHECK(parsed(c.typed) == c.parsed);
}

TEST_CASE("a star behind a word makes it the beginning of words", "[query]") {
  const Case c = GENERATE(values<Case>({
      {"transf*", "transf*"},
      {"Transf**", "transf*"},
      {"title:transf*", "title:transf*"},
      {"title:(transf* OR atten*)", "(title:transf* OR title:atten*)"},
      {"-transf*", "NOT transf*"},
      {"Jelč*", "jelc*"},
      // Three letters, not bytes.
      {"éé*", "ee"},
      {"A* search", "(a AND search)"},
      {"low-prec*", "low-prec"},
      {"\"transf*\"", "\"transf\""},
      {"*former", "former"},
      {"transf* atten* prun*", "(transf* AND atten* AND prun)"},
      {"*", ""},
      {"a1 *", "a1"},
  }));
  CAPTURE(c.typed);
  CHECK(parsed(c.typed) == c.parsed);
}

TEST_CASE("years and days have ranges", "[query]") {
  const Case c = GENERATE(values<Case>({
      {"year:2019..2021", "year:2019..2021"},
      {"year:2019..", "year:2019.."},
      {"year:..2021", "year:..2021"},
      {"year:2019", "year:2019"},
      {"YEAR:2019", "year:2019"},
      {"year:2019..2019", "year:2019"},
      {"-year:2019", "NOT year:2019"},
      {"pruning year:2019", "(pruning AND year:2019)"},
      {"year:(2019 OR 2021..)", "(year:2019 OR year:2021..)"},
      {"year:\"2019\"", "year:2019"},
      {"year:(2019 NEAR 2021)", "(2019 NEAR/10 2021)"},
      {"year:2021..2019", "year:2019..2021"},
      {"day:2022-03-28..2022-03-30", "day:2022-03-28..2022-03-30"},
      {"day:2022-03-28", "day:2022-03-28"},
      {"day:2022-03-28..", "day:2022-03-28.."},
      {"day:..2022-03-28", "day:..2022-03-28"},
      {"day:2022-02", "day:2022-02-01..2022-02-28"},
      {"day:2020-02..2021", "day:2020-02-01..2021-12-31"},
      // Not a year, not a day: words.
      {"year:20x9", "(year AND 20x9)"},
      {"year:..", "year"},
      {"year:2019...2021", "(year AND 2019-2021)"},
      {"year:19..20", "(year AND 19-20)"},
      {"day:2022-02-29", "(day AND 2022-02-29)"},
      {"day:0000", "(day AND 0000)"},
      {"day: 2022", "(day AND 2022)"},
      {"year:", "year"},
      // Ids and the like.
      {"id:p0421", "id:p0421"},
      {"id:10.1000/182", "id:10.1000/182"},
      {"id:https://papers.example.org/papers/p1", "id:https://papers.example.org/papers/p1"},
      {"id:p1 OR id:p2", "(id:p1 OR id:p2)"},
      {"id:(p1 OR p2)", "(id:p1 OR id:p2)"},
      {"-id:p1", "NOT id:p1"},
      {"id:p%1", "(id AND p-1)"},
  }));
  CAPTURE(c.typed);
  CHECK(parsed(c.typed) == c.parsed);
}

TEST_CASE("parse_query tells what it read otherwise than typed", "[query]") {
  struct Told {
    std::string typed;
    std::string notice;
  };
  const Told c = GENERATE(values<Told>({
      {"a1 NEAR/31 b1", "NEAR/31 was read as NEAR/30: the number may be 1 to 30."},
      {"a1 ADJ/0 b1", "ADJ/0 was read as ADJ/1: the number may be 1 to 30."},
      {"NEAR/5 b1", "NEAR/5 needs a word or a phrase on both sides; it was ignored."},
      {"b1 ADJ", "ADJ needs a word or a phrase on both sides; it was searched as a word."},
      {"title:a1 NEAR author:b1",
       "Words of two fields are never near each other: they were searched in any order."},
      {"tr*", "\"tr*\" was searched without the \"*\": it needs 3 letters before it."},
      {"low-prec*", "\"low-prec*\" is more than one word: it was searched without the \"*\"."},
      {"aaa* bbb* ccc*", "\"ccc*\" was searched without the \"*\": a query may have 2 of them."},
      {"year:2021..2019", "\"year:2021..2019\" was read as year:2019..2021."},
      {"year:20x9", "\"year:20x9\" was searched as text: \"20x9\" is no year and no range."},
      {"day:soon", "\"day:soon\" was searched as text: \"soon\" is no day and no range."},
      {"id:%", "\"id:%\" was searched as text: \"%\" cannot be an id, a DOI or an arXiv id."},
      {"yaer:2021", "\"yaer:\" is not a field and was searched as text. Did you mean \"year:\"?"},
  }));
  CAPTURE(c.typed);
  Analyzer analyzer;
  CHECK(parse_query(c.typed, analyzer).notices == std::vector<std::string>{c.notice});
}

TEST_CASE("parse_query keeps its limits", "[query]") {
  Analyzer analyzer;
  SECTION("ranges") {
    std::string text;
    for (int i = 0; i < 10; ++i) text += "year:" + std::to_string(2000 + i) + " ";
    const ParsedQuery query = parse_query(text, analyzer);
    REQUIRE(query.notices.size() == 2);
    CHECK(query.notices.front() ==
          "\"year:2008\" was searched as text: \"2008\" is one range too many.");
  }
  SECTION("groups count as phrases") {
    std::string text;
    for (int i = 0; i < 10; ++i) text += "a" + std::to_string(i) + " NEAR/3 b ";
    const ParsedQuery query = parse_query(text, analyzer);
    REQUIRE(query.notices.size() == 1);
    CHECK(query.notices.front() == "Only the first 8 phrases are searched as phrases.");
  }
  SECTION("notices") {
    std::string text;
    for (int i = 0; i < 100; ++i)
      text += "x" + std::string(1, static_cast<char>('a' + i % 26)) +
              std::string(1, static_cast<char>('a' + i / 26)) + ":y ";
    CHECK(parse_query(text, analyzer).notices.size() == kMaxNotices);
  }
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

TEST_CASE("parse_query keeps its limits at them, and tells of one past them", "[query]") {
  Analyzer analyzer;
  struct Limit {
    std::string what, end;
    std::size_t most;
  };
  const Limit limit = GENERATE(values<Limit>({
      {"\"a b", "\"", kMaxPhrases},
      {"abc", "*", kMaxWildcards},
      {"year:20", "", kMaxRanges},
  }));
  CAPTURE(limit.what);
  const auto notices = [&](std::size_t count) {
    std::string text;
    for (std::size_t i = 0; i < count; ++i)
      text += limit.what + std::to_string(10 + i) + limit.end + " ";
    return parse_query(text, analyzer).notices.size();
  };
  CHECK(notices(limit.most) == 0);
  CHECK(notices(limit.most + 1) == 1);
}

TEST_CASE("parentheses are read 20 deep, and deeper ones as blanks", "[query]") {
  const auto nested = [](std::size_t depth) {
    return parsed(std::string(depth - 1, '(') + "a1 (b1 OR c1)" + std::string(depth - 1, ')'));
  };
  CHECK(nested(20) == "(a1 AND (b1 OR c1))");
  CHECK(nested(21) == "((a1 AND b1) OR c1)");
}

TEST_CASE("words are near each other up to 30 words apart", "[query]") {
  Analyzer analyzer;
  CHECK(parse_query("a1 NEAR/30 b1", analyzer).notices.empty());
  CHECK(parse_query("a1 ADJ/30 b1", analyzer).notices.empty());
  CHECK(parse_query("a1 NEAR/31 b1", analyzer).notices.size() == 1);
  CHECK(parse_query("a1 ADJ/31 b1", analyzer).notices.size() == 1);
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
