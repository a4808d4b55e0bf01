#include "engine/search/proximity.h"

#include <algorithm>
#include <cmath>
#include <map>
#include <numeric>
#include <string>
#include <utility>
#include <vector>

#include "engine/schema/fields.h"

namespace paperfind {
namespace {

using Positions = std::vector<Xapian::termpos>;

// A pair weighs this much of what its words weigh by themselves.
constexpr double kPairShare = 0.2;
constexpr double kSaturation = 1.2;
constexpr double kTitleOccurrences = 2;
constexpr Xapian::termpos kWidestGap = 2;  // side by side, or one word between
constexpr std::size_t kMaxPairs = 16;      // each reads the positions of two words in every hit

struct Pair {
  std::string first, second;  // terms
  double weight = 0;
};

double rarity(const Xapian::Database& db, const std::string& term) {
  return std::log((db.get_doccount() + 1.0) / (db.get_termfreq(term) + 0.5));
}

// Words of the query that follow each other, one common word between them or none.
std::vector<Pair> pairs_of(const Xapian::Database& db, const QueryNode& root) {
  std::vector<Pair> pairs;
  if (root.kind != NodeKind::And) return pairs;
  const QueryNode* before = nullptr;
  int common_between = 0;
  for (const QueryNode& node : root.children) {
    if (node.common) {
      ++common_between;
      continue;
    }
    const bool word = is_relaxable(node) && node.kind != NodeKind::Prefix && node.field == nullptr;
    if (word && before != nullptr && common_between <= 1) {
      Pair pair{before->tokens.back().term, node.tokens.front().term};
      pair.weight = kPairShare * (rarity(db, pair.first) + rarity(db, pair.second)) / 2;
      if (pair.first != pair.second && pairs.size() < kMaxPairs) pairs.push_back(std::move(pair));
    }
    before = word ? &node : nullptr;
    common_between = 0;
  }
  return pairs;
}

// Reads the positions of a word in all hits at once, in order of document: they lie so on disk.
class PairCounter {
 public:
  PairCounter(const Xapian::Database& db, std::span<const Ranked> hits)
      : db_(db), hits_(hits), by_doc_(hits.size()) {
    std::iota(by_doc_.begin(), by_doc_.end(), std::size_t{0});
    std::sort(by_doc_.begin(), by_doc_.end(),
              [&](std::size_t a, std::size_t b) { return hits[a].doc < hits[b].doc; });
  }

  // In each hit.
  std::vector<double> occurrences(const Pair& pair) {
    const std::vector<Positions>& first = positions(pair.first);
    const std::vector<Positions>& second = positions(pair.second);
    std::vector<double> counts;
    for (std::size_t i = 0; i < hits_.size(); ++i)
      counts.push_back(side_by_side(first[i], second[i]));
    return counts;
  }

 private:
  static double side_by_side(const Positions& first, const Positions& second) {
    double count = 0;
    auto next = second.begin();
    for (const Xapian::termpos at : first) {
      while (next != second.end() && *next <= at) ++next;
      if (next == second.end()) break;
      // The title stands first, and what follows it begins a gap later.
      if (*next - at <= kWidestGap) count += *next <= kPositionGap ? kTitleOccurrences : 1;
    }
    return count;
  }

  const std::vector<Positions>& positions(const std::string& term) {
    const auto [known, added] = positions_.try_emplace(term, hits_.size());
    if (!added) return known->second;
    for (const std::size_t i : by_doc_) {
      const DocId doc = hits_[i].doc;
      known->second[i].assign(db_.positionlist_begin(doc, term), db_.positionlist_end(doc, term));
    }
    return known->second;
  }

  const Xapian::Database& db_;
  std::span<const Ranked> hits_;
  std::vector<std::size_t> by_doc_;
  std::map<std::string, std::vector<Positions>> positions_;  // of each hit
};

}  // namespace

void add_proximity(const Xapian::Database& db, const QueryNode& root, std::span<Ranked> hits) {
  const std::vector<Pair> pairs = pairs_of(db, root);
  if (pairs.empty()) return;
  PairCounter counter(db, hits);
  for (const Pair& pair : pairs) {
    const std::vector<double> counts = counter.occurrences(pair);
    for (std::size_t i = 0; i < hits.size(); ++i) {
      hits[i].score += pair.weight * counts[i] * (kSaturation + 1) / (counts[i] + kSaturation);
    }
  }
}

}  // namespace paperfind
