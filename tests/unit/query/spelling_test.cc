#include "engine/query/spelling.h"

#include "engine/query/parse_query.h"
#include "tests/catch.h"

namespace paperfind {
namespace {

TEST_CASE("longer words may have more slips", "[spelling]") {
  struct Case {
    std::size_t characters;
    unsigned edits;
  };
  const Case c = GENERATE(values<Case>({{0, 0}, {3, 0}, {4, 1}, {7, 1}, {8, 2}, {64, 2}}));
  CAPTURE(c.characters);
  CHECK(max_edits(c.characters) == c.edits);
}

TEST_CASE("words that were surely meant are not correctable", "[spelling]") {
  struct Case {
    std::string query;
    bool correctable;
  };
  const Case c = GENERATE(values<Case>({
      {"pruning", true},
      {"Pruning", true},
      {"NETS", false},
      {"PRUNES", false},
      {"PRUNING", true},
      {"net", false},
      {"nets", true},
      {"\"pruning\"", false},
      {"+pruning", false},
      {"bert4", false},
      {"C++", false},
      {"about", false},
      {"слово", true},
      {"сло", false},
      {"語", false},
  }));
  CAPTURE(c.query);
  Analyzer analyzer;
  const ParsedQuery parsed = parse_query(c.query, analyzer);
  REQUIRE(parsed.root.tokens.size() == 1);
  CHECK(is_correctable(parsed.root, parsed.root.tokens.front()) == c.correctable);
}

}  // namespace
}  // namespace paperfind
