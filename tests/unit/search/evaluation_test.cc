#include "engine/search/evaluation.h"

#include <algorithm>
#include <cmath>
#include <random>
#include <set>
#include <string>
#include <vector>

#include "tests/catch.h"

namespace paperfind {
namespace {

using Ids = std::vector<std::string>;

struct Case {
  const char* name;
  Ids ranking;
  Judgements judgements;
  Quality quality;  // worked out by hand
};

// 1/log2(2), 1/log2(3), 1/log2(4): what a grade of 1 is worth at ranks 1, 2 and 3.
constexpr double kSecond = 0.63092975357145742;
constexpr double kThird = 0.5;

TEST_CASE("quality_of gives trec_eval's figures", "[evaluation]") {
  const Case c = GENERATE(values<Case>({
      {"the only relevant paper comes first", {"a", "b"}, {{"a", 1}}, {1, 1, 0.1, 1, 1}},
      {"it comes second", {"b", "a"}, {{"a", 1}}, {kSecond, 0.5, 0.1, 1, 0.5}},
      {"it is not found", {"b"}, {{"a", 1}}, {0, 0, 0, 0, 0}},
      {"nothing is found", {}, {{"a", 1}}, {0, 0, 0, 0, 0}},
      {"nothing is judged", {"a"}, {}, {0, 0, 0, 0, 0}},
      {"nothing judged is relevant", {"a"}, {{"a", 0}, {"b", -1}}, {0, 0, 0, 0, 0}},
      // (3 + 0 + 1/2) over (3 + 2/log2(3) + 1/2); precision 1/1 and 2/3 over three relevant papers.
      {"grades count in nDCG alone",
       {"a", "x", "c"},
       {{"a", 3}, {"b", 2}, {"c", 1}},
       {3.5 / (3 + 2 * kSecond + kThird), (1 + 2.0 / 3) / 3, 0.2, 2.0 / 3, 1}},
      {"a grade below 0 is worth as much as none",
       {"x", "a"},
       {{"a", 1}, {"x", -2}},
       {kSecond, 0.5, 0.1, 1, 0.5}},
  }));
  CAPTURE(c.name);
  const Quality quality = quality_of(c.ranking, c.judgements);
  for (const Measure& measure : kMeasures) {
    CAPTURE(measure.name);
    CHECK(quality.*measure.value == Approx(c.quality.*measure.value));
  }
}

TEST_CASE("quality_of looks ten papers deep for nDCG and P and a hundred for recall",
          "[evaluation]") {
  Ids ranking(120);
  for (std::size_t i = 0; i < ranking.size(); ++i) ranking[i] = std::to_string(i + 1);
  const auto at = [&](int rank) { return quality_of(ranking, {{std::to_string(rank), 1}}); };
  CHECK(at(10).ndcg_10 == Approx(1 / std::log2(11.0)));
  CHECK(at(10).precision_10 == Approx(0.1));
  CHECK(at(11).ndcg_10 == 0);
  CHECK(at(11).precision_10 == 0);
  CHECK(at(11).average_precision == Approx(1.0 / 11));
  CHECK(at(100).recall_100 == 1);
  CHECK(at(101).recall_100 == 0);
  CHECK(at(101).reciprocal_rank == Approx(1.0 / 101));
}

TEST_CASE("more than ten relevant papers still make a perfect list perfect", "[evaluation]") {
  Judgements judgements;
  Ids ranking;
  for (char id = 'a'; id <= 'z'; ++id) {
    ranking.emplace_back(1, id);
    judgements[ranking.back()] = 2;
  }
  CHECK(quality_of(ranking, judgements).ndcg_10 == Approx(1));
  CHECK(quality_of(ranking, judgements).average_precision == Approx(1));
}

// The definitions word by word, however slow.
Quality slow_quality(const Ids& ranking, const Judgements& judgements) {
  std::set<std::string> relevant;
  for (const auto& [paper, grade] : judgements) {
    if (grade > 0) relevant.insert(paper);
  }
  const auto hits = [&](std::size_t depth) {
    double count = 0;
    for (std::size_t i = 0; i < ranking.size() && i < depth; ++i) {
      count += static_cast<double>(relevant.count(ranking[i]));
    }
    return count;
  };
  const auto gain = [&](const Ids& list) {
    double sum = 0;
    for (std::size_t i = 0; i < list.size() && i < 10; ++i) {
      if (relevant.count(list[i]) > 0) {
        sum += judgements.at(list[i]) / (std::log(static_cast<double>(i) + 2) / std::log(2.0));
      }
    }
    return sum;
  };
  Quality quality;
  if (relevant.empty()) return quality;
  // The best of all orders: any order of the judged papers would do to try, the sorted one is it.
  Ids ideal(relevant.begin(), relevant.end());
  std::stable_sort(ideal.begin(), ideal.end(), [&](const std::string& a, const std::string& b) {
    return judgements.at(a) > judgements.at(b);
  });
  quality.ndcg_10 = gain(ranking) / gain(ideal);
  for (std::size_t i = 0; i < ranking.size(); ++i) {
    if (relevant.count(ranking[i]) == 0) continue;
    quality.average_precision += hits(i + 1) / static_cast<double>(i + 1);
    if (quality.reciprocal_rank == 0) quality.reciprocal_rank = 1.0 / static_cast<double>(i + 1);
  }
  const auto all = static_cast<double>(relevant.size());
  quality.average_precision /= all;
  quality.precision_10 = hits(10) / 10;
  quality.recall_100 = hits(100) / all;
  return quality;
}

TEST_CASE("quality_of agrees with the slow definitions on random lists", "[evaluation]") {
  std::mt19937 random(7);
  const auto below = [&](std::size_t bound) { return random() % bound; };
  for (int round = 0; round < 500; ++round) {
    Ids ranking;
    for (std::size_t i = 0; i < 150; ++i) ranking.push_back(std::to_string(i));
    for (std::size_t i = ranking.size(); i > 1; --i) std::swap(ranking[i - 1], ranking[below(i)]);
    ranking.resize(below(151));
    Judgements judgements;
    for (std::size_t i = below(30); i > 0; --i) {
      judgements[std::to_string(below(200))] = static_cast<int>(below(5)) - 1;
    }
    CAPTURE(round);
    const Quality fast = quality_of(ranking, judgements);
    const Quality slow = slow_quality(ranking, judgements);
    for (const Measure& measure : kMeasures) {
      CAPTURE(measure.name);
      CHECK(fast.*measure.value == Approx(slow.*measure.value).margin(1e-12));
      CHECK(fast.*measure.value <= 1 + 1e-12);
    }
  }
}

TEST_CASE("mean_of gives every query the same weight", "[evaluation]") {
  const std::vector<Quality> two = {{1, 0.5, 0.2, 1, 1}, {0, 0.25, 0, 0.5, 0}};
  const Quality mean = mean_of(two);
  for (const Measure& measure : kMeasures) {
    CHECK(mean.*measure.value == Approx((two[0].*measure.value + two[1].*measure.value) / 2));
  }
  CHECK(mean_of({}) == Quality{});
}

TEST_CASE("randomization_p tells chance from difference", "[evaluation]") {
  // All of 2^n signs are equally likely, and only two of them are as large.
  const std::vector<double> all_up(10, 0.1);
  CHECK(randomization_p(all_up) == Approx(2.0 / 1024).margin(0.0006));
  const std::vector<double> one = {0.5};
  CHECK(randomization_p(one) == 1);
  CHECK(randomization_p({}) == 1);
  CHECK(randomization_p(std::vector<double>(20, 0.0)) == 1);
  const std::vector<double> balanced = {0.3, -0.3, 0.1, -0.1};
  CHECK(randomization_p(balanced) == 1);
  // 3 of 4 up by the same: |sum| >= 2 has 10 of 16 signs.
  const std::vector<double> mostly = {1, 1, 1, -1};
  CHECK(randomization_p(mostly) == Approx(10.0 / 16).margin(0.01));
  CHECK(randomization_p(mostly) == randomization_p(mostly));
  // A hundred small steps the same way are no chance: the least that can be told.
  CHECK(randomization_p(std::vector<double>(100, 1e-3)) < 2e-5);
}

}  // namespace
}  // namespace paperfind
