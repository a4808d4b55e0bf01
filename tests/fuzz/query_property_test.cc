// Thousands of made-up queries against the oracle. A failure names its seed; PAPERFIND_SEED=n runs
// that one alone.
#include <cstdlib>
#include <random>
#include <string>

#include "engine/query/parse_query.h"
#include "tests/catch.h"
#include "tests/fuzz/query_oracle.h"

namespace paperfind::testing {
namespace {

constexpr unsigned kQueries = 10'000;  // of each kind

// Calls `check` with a seed for each query.
template <typename Check>
void with_seeds(const Check& check) {
  if (const char* seed = std::getenv("PAPERFIND_SEED")) {
    return check(static_cast<unsigned>(std::strtoul(seed, nullptr, 10)));
  }
  for (unsigned seed = 1; seed <= kQueries; ++seed) check(seed);
}

std::string random_bytes(unsigned seed) {
  static constexpr std::string_view kPieces[] = {
      "\"",      "(",     ")",     "-",       "+",    " ",     "*",      ":",     "..",
      "OR ",     "AND ",  "NOT ",  " NEAR ",  "/",    "ADJ/3", "NEAR/7", "year:", "day:2022",
      "title:",  "id:",   "word1", "pruning", "語",   "\xff",  "\xe2",   "é",     "μW",
      "2021",    "“",     "\0",    "\u00ad",  "tra*", "C++",   "$",      "%",     "\u2028",
      "pre-cis", "https", "://",   "ﬁ",       "ß"};
  std::mt19937 random(seed);
  std::string text;
  const std::size_t pieces = random() % (seed % 50 == 0 ? 1000 : 24);
  for (std::size_t i = 0; i < pieces; ++i) {
    if (random() % 3 == 0) {
      text += static_cast<char>(random() % 256);
    } else {
      text += kPieces[random() % std::size(kPieces)];
    }
  }
  text.resize(std::min<std::size_t>(text.size(), 2048));
  return text;
}

// A query by the grammar of docs/query-syntax.md.
class Grammar {
 public:
  explicit Grammar(unsigned seed) : random_(seed) {}

  std::string query(int depth) {
    std::string text = conjunction(depth);
    if (one_in(3)) text += " OR " + conjunction(depth);
    return text;
  }

 private:
  bool one_in(unsigned n) { return random_() % n == 0; }
  template <std::size_t N>
  std::string any(const char* const (&list)[N]) {
    return list[random_() % N];
  }

  std::string conjunction(int depth) {
    std::string text = clause(depth);
    while (one_in(2)) text += (one_in(4) ? " AND " : " ") + clause(depth);
    return text;
  }

  std::string clause(int depth) {
    static constexpr const char* kSigns[] = {"", "", "", "", "-", "+", "NOT "};
    static constexpr const char* kConditions[] = {
        "year:2021",     "year:2019..2021", "year:2022..",  "year:..2020",
        "day:2022-03",   "day:2021-03-28",  "id:p3",        "id:10.1000/4",
        "year:2022..19", "day:soon",        "id:2203.00001"};
    const std::string sign = any(kSigns);
    if (one_in(8)) return sign + any(kConditions);
    std::string text = sign + operand(depth);
    while (one_in(5)) text += near() + operand(depth);
    return text;
  }

  std::string near() {
    static constexpr const char* kOperators[] = {" NEAR ",   " ADJ ",   " NEAR/3 ",
                                                 " NEAR/0 ", " ADJ/1 ", " ADJ/999 "};
    return any(kOperators);
  }

  std::string operand(int depth) {
    static constexpr const char* kFields[] = {
        "title:", "abs:", "author:", "inst:", "session:", "chair:", "kw:", "none:"};
    const std::string field = one_in(4) ? any(kFields) : "";
    if (depth > 0 && one_in(5)) return field + "(" + query(depth - 1) + ")";
    if (one_in(5)) return field + "\"" + word() + " " + word() + "\"";
    return field + word() + (one_in(6) ? "*" : "");
  }

  std::string word() {
    static constexpr const char* kWords[] = {
        "pruning", "prune",     "attention",     "heads",   "the",      "word",  "word1",
        "tra",     "C++",       "low-precision", "diaz",    "k-NN",     "Heads", "transf",
        "2021",    "tinym2net", "learning",      "keyword", "spotting", "near",  "qqq"};
    return any(kWords);
  }

  std::mt19937 random_;
};

TEST_CASE("any bytes are read and planned and matched within the limits", "[query][property]") {
  QueryOracle oracle;
  with_seeds([&](unsigned seed) {
    const std::string text = random_bytes(seed);
    const std::string wrong = oracle.complaint(text);
    CAPTURE(seed, text);
    CHECK(wrong == "");
  });
}

TEST_CASE("what the grammar allows is read, and reads the same when written out",
          "[query][property]") {
  QueryOracle oracle;
  Analyzer analyzer;
  with_seeds([&](unsigned seed) {
    const std::string text = Grammar(seed).query(2);
    const std::string wrong = oracle.complaint(text);
    const std::string parsed = to_string(parse_query(text, analyzer).root);
    const std::string again = to_string(parse_query(parsed, analyzer).root);
    CAPTURE(seed, text);
    CHECK(wrong == "");
    CHECK(again == parsed);
  });
}

}  // namespace
}  // namespace paperfind::testing
