#include "engine/search/neighbours.h"

#include <algorithm>

#include "engine/query/parse_query.h"
#include "engine/schema/fields.h"
#include "engine/store/forward_builder.h"
#include "tests/catch.h"

namespace paperfind {
namespace {

// Papers whose abstracts hold these stems, one letter each.
DocVectors vectors_of(const std::vector<std::string>& abstracts) {
  DocVectorsBuilder builder;
  for (const std::string& abstract : abstracts) {
    Xapian::Document document;
    for (const char stem : abstract) {
      document.add_term(stem_term(spec_of(TextField::Abstract), std::string(1, stem)));
    }
    builder.add(document);
  }
  return builder.finish(std::move(ForwardIndex::parse(ForwardBuilder().finish())).value());
}

std::vector<double> scores_of(const std::vector<Ranked>& hits) {
  std::vector<double> scores;
  for (const Ranked& hit : hits) scores.push_back(hit.score);
  return scores;
}

TEST_CASE("a paper among good hits rises above one that is like none", "[search]") {
  // 1 to 3 are alike; 4 shares with no other what 5 shares with none either.
  const DocVectors vectors = vectors_of({"abcd", "abce", "abcf", "uvwx", "lmno"});
  std::vector<Ranked> hits = {{1, 10}, {2, 9}, {4, 6.5}, {3, 6}, {5, 1}};
  smooth_by_neighbours(vectors, hits);
  CHECK(hits[3].score > hits[2].score);
  CHECK(hits[3].doc == 3);
  // One like none keeps what its words say, which is the rest.
  CHECK(hits[2].score == Approx(0.55 * 6.5));
  CHECK(hits[4].score == Approx(0.55 * 1));
  // The best do not rise by being alike: the neighbours of the best are lower.
  CHECK(hits[0].score < 10);
  CHECK(hits[0].score > hits[1].score);
}

TEST_CASE("hits that are all the same keep their scores", "[search]") {
  const DocVectors vectors = vectors_of({"abc", "abc", "abc", "abc"});
  std::vector<Ranked> hits = {{1, 4}, {2, 4}, {3, 4}, {4, 4}};
  smooth_by_neighbours(vectors, hits);
  for (const Ranked& hit : hits) CHECK(hit.score == Approx(4));
}

TEST_CASE("only the ten most alike have a say", "[search]") {
  // 1 is like 2 to 11 in all, like 12 in part.
  std::vector<std::string> abstracts(11, "abcd");
  abstracts.emplace_back("axyz");
  const DocVectors vectors = vectors_of(abstracts);
  const auto first_score = [&](double score_of_twelfth) {
    std::vector<Ranked> hits;
    for (DocId doc = 1; doc <= 11; ++doc) hits.push_back({doc, 5});
    hits.push_back({12, score_of_twelfth});
    smooth_by_neighbours(vectors, hits);
    return hits.front().score;
  };
  CHECK(vectors.likeness(1, 12) > 0);
  CHECK(first_score(0) == Approx(5));
  CHECK(first_score(1000) == first_score(0));
}

TEST_CASE("fewer than three hits stay as they are", "[search]") {
  const DocVectors vectors = vectors_of({"abc", "abd", "xyz"});
  for (std::size_t count = 0; count < 3; ++count) {
    std::vector<Ranked> hits = {{1, 3}, {2, 2}};
    hits.resize(count);
    const std::vector<double> before = scores_of(hits);
    smooth_by_neighbours(vectors, hits);
    CHECK(scores_of(hits) == before);
  }
}

TEST_CASE("the same hits get the same scores in whatever order they come", "[search]") {
  const DocVectors vectors = vectors_of({"abcd", "abce", "abcd", "uvwx", "", "avwx"});
  std::vector<Ranked> hits = {{1, 8}, {2, 7}, {3, 6}, {4, 5}, {5, 4}, {6, 3}};
  std::vector<Ranked> again = hits, turned(hits.rbegin(), hits.rend());
  smooth_by_neighbours(vectors, hits);
  smooth_by_neighbours(vectors, again);
  CHECK(scores_of(again) == scores_of(hits));
  smooth_by_neighbours(vectors, turned);
  std::reverse(turned.begin(), turned.end());
  for (std::size_t i = 0; i < hits.size(); ++i) {
    CHECK(turned[i].doc == hits[i].doc);
    CHECK(turned[i].score == Approx(hits[i].score));
  }
}

TEST_CASE("whether a paper is a full match is left alone", "[search]") {
  const DocVectors vectors = vectors_of({"abc", "abd", "abe"});
  std::vector<Ranked> hits = {{1, 3, false}, {2, 9, true}, {3, 8, true}};
  smooth_by_neighbours(vectors, hits);
  CHECK_FALSE(hits[0].partial);
  CHECK(hits[1].partial);
  CHECK(hits[2].partial);
}

struct Case {
  std::string typed;
  std::size_t words;
};

TEST_CASE("words of content are counted", "[search]") {
  const Case c = GENERATE(values<Case>({
      {"", 1},
      {"pruning", 1},
      {"sparse attention", 2},
      {"the sparse attention of heads", 3},
      {"papers on sparse attention heads", 3},
      {"sparse attention heads quantization", 4},
      {"sparse low-precision heads quant*", 4},
      // What is insisted on or left out or a condition describes nothing.
      {"sparse attention heads +quantization", 3},
      {"sparse attention \"heads quantization\"", 2},
      {"sparse attention heads -quantization", 3},
      {"sparse attention heads year:2020", 3},
      {"sparse attention (heads OR quantization)", 2},
      {"sparse OR attention OR heads OR quantization", 1},
  }));
  CAPTURE(c.typed);
  Analyzer analyzer;
  CHECK(count_content_words(parse_query(c.typed, analyzer).root) == c.words);
}

}  // namespace
}  // namespace paperfind
