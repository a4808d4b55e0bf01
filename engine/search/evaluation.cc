#include "engine/search/evaluation.h"

#include <algorithm>
#include <cmath>
#include <functional>
#include <random>
#include <vector>

namespace paperfind {
namespace {

constexpr std::size_t kGainDepth = 10;
constexpr std::size_t kPrecisionDepth = 10;
constexpr std::size_t kRecallDepth = 100;
constexpr std::size_t kSwaps = 100'000;
constexpr std::uint64_t kSeed = 20220328;

double discounted(int grade, std::size_t rank) {
  return grade / std::log2(static_cast<double>(rank) + 1);
}

double best_gain(const Judgements& judgements) {
  std::vector<int> grades;
  for (const auto& [paper, grade] : judgements) grades.push_back(std::max(grade, 0));
  std::sort(grades.begin(), grades.end(), std::greater<>());
  double gain = 0;
  for (std::size_t i = 0; i < std::min(grades.size(), kGainDepth); ++i) {
    gain += discounted(grades[i], i + 1);
  }
  return gain;
}

}  // namespace

std::size_t count_relevant(const Judgements& judgements) {
  return static_cast<std::size_t>(std::count_if(judgements.begin(), judgements.end(),
                                                [](const auto& item) { return item.second > 0; }));
}

Quality quality_of(std::span<const std::string> ranking, const Judgements& judgements) {
  Quality quality;
  const auto relevant = static_cast<double>(count_relevant(judgements));
  if (relevant == 0) return quality;
  double found = 0;
  for (std::size_t i = 0; i < ranking.size(); ++i) {
    const auto judged = judgements.find(ranking[i]);
    if (judged == judgements.end() || judged->second <= 0) continue;
    const std::size_t rank = i + 1;
    found += 1;
    if (found == 1) quality.reciprocal_rank = 1 / static_cast<double>(rank);
    quality.average_precision += found / static_cast<double>(rank);
    if (rank <= kGainDepth) quality.ndcg_10 += discounted(judged->second, rank);
    if (rank <= kPrecisionDepth) quality.precision_10 += 1;
    if (rank <= kRecallDepth) quality.recall_100 += 1;
  }
  quality.ndcg_10 /= best_gain(judgements);
  quality.average_precision /= relevant;
  quality.precision_10 /= kPrecisionDepth;
  quality.recall_100 /= relevant;
  return quality;
}

Quality mean_of(std::span<const Quality> qualities) {
  Quality mean;
  if (qualities.empty()) return mean;
  for (const Measure& measure : kMeasures) {
    double sum = 0;
    for (const Quality& quality : qualities) sum += quality.*measure.value;
    mean.*measure.value = sum / static_cast<double>(qualities.size());
  }
  return mean;
}

double randomization_p(std::span<const double> differences) {
  double observed = 0;
  for (const double difference : differences) observed += difference;
  // Sums of the same numbers in another order differ in their last digits.
  const double bar = std::abs(observed) - 1e-9;
  std::mt19937_64 random(kSeed);
  std::size_t as_large = 0;
  for (std::size_t swap = 0; swap < kSwaps; ++swap) {
    double sum = 0;
    std::uint64_t bits = 0;
    for (std::size_t i = 0; i < differences.size(); ++i) {
      if (i % 64 == 0) bits = random();
      sum += (bits >> (i % 64) & 1U) != 0 ? differences[i] : -differences[i];
    }
    if (std::abs(sum) >= bar) ++as_large;
  }
  // The order observed is one of the possible ones.
  return static_cast<double>(as_large + 1) / static_cast<double>(kSwaps + 1);
}

}  // namespace paperfind
