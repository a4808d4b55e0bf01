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
  std::vector<DocId> docs;
  for (const Ranked& hit : hits) docs.push_back(hit.doc);
  const std::vector<double> likenesses = vectors.likenesses(docs);
  std::vector<double> smoothed(count);
  std::vector<std::pair<double, std::size_t>> alike;
  for (std::size_t i = 0; i < count; ++i) {
    alike.clear();
    for (std::size_t j = 0; j < count; ++j) {
      if (j != i) alike.emplace_back(-likenesses[i * count + j], j);
    }
    const std::size_t nearest = std::min(kNeighbours, alike.size());
    std::partial_sort(alike.begin(), alike.begin() + static_cast<std::ptrdiff_t>(nearest),
                      alike.end());
    double sum = 0, weight = 0;
    for (std::size_t k = 0; k < nearest; ++k) {
      sum -= alike[k].first * hits[alike[k].second].score;
      weight -= alike[k].first;
    }
    smoothed[i] =
        (1 - kNeighbourShare) * hits[i].score + (weight > 0 ? kNeighbourShare * sum / weight : 0);
  }
  for (std::size_t i = 0; i < count; ++i) hits[i].score = smoothed[i];
}

}  // namespace paperfind
