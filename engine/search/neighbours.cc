#include "engine/search/neighbours.h"

#include <algorithm>
#include <functional>
#include <utility>
#include <vector>

namespace paperfind {
namespace {

constexpr std::size_t kNeighbours = 10;
// What the neighbours say of a score; the paper says the rest.
constexpr double kNeighbourShare = 0.45;

}  // namespace

std::size_t count_content_words(const QueryNode& root) {
  if (root.kind != NodeKind::And) return 1;
  return static_cast<std::size_t>(
      std::count_if(root.children.begin(), root.children.end(), [](const QueryNode& node) {
        return !node.tokens.empty() && !node.common && is_relaxable(node);
      }));
}

void smooth_by_neighbours(const DocVectors& vectors, std::span<Ranked> hits) {
  const std::size_t count = hits.size();
  if (count < 3) return;
  std::vector<std::vector<std::pair<double, std::size_t>>> alike(count);
  for (std::size_t i = 0; i < count; ++i) {
    for (std::size_t j = i + 1; j < count; ++j) {
      const double likeness = vectors.likeness(hits[i].doc, hits[j].doc);
      alike[i].emplace_back(-likeness, j);
      alike[j].emplace_back(-likeness, i);
    }
  }
  std::vector<double> smoothed(count);
  for (std::size_t i = 0; i < count; ++i) {
    const std::size_t nearest = std::min(kNeighbours, alike[i].size());
    std::partial_sort(alike[i].begin(), alike[i].begin() + static_cast<std::ptrdiff_t>(nearest),
                      alike[i].end());
    double sum = 0, weight = 0;
    for (std::size_t k = 0; k < nearest; ++k) {
      sum -= alike[i][k].first * hits[alike[i][k].second].score;
      weight -= alike[i][k].first;
    }
    smoothed[i] =
        (1 - kNeighbourShare) * hits[i].score + (weight > 0 ? kNeighbourShare * sum / weight : 0);
  }
  for (std::size_t i = 0; i < count; ++i) hits[i].score = smoothed[i];
}

}  // namespace paperfind
