#include "engine/search/proximity.h"

#include <cmath>
#include <map>
#include <optional>
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

class PairCounter {
 public:
  PairCounter(const Xapian::Database& db, DocId doc) : db_(db), doc_(doc) {}

  double occurrences(const Pair& pair) {
    const Positions& first = positions(pair.first);
    if (first.empty()) return 0;
    const Positions& second = positions(pair.second);
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

 private:
  const Positions& positions(const std::string& term) {
    const auto [known, added] = positions_.try_emplace(term);
    if (added) {
      known->second.assign(db_.positionlist_begin(doc_, term), db_.positionlist_end(doc_, term));
    }
    return known->second;
  }

  const Xapian::Database& db_;
  DocId doc_;
  std::map<std::string, Positions> positions_;
};

}  // namespace

void add_proximity(const Xapian::Database& db, const QueryNode& root, std::span<Ranked> hits) {
  const std::vector<Pair> pairs = pairs_of(db, root);
  if (pairs.empty()) return;
  for (Ranked& hit : hits) {
    PairCounter counter(db, hit.doc);
    for (const Pair& pair : pairs) {
      const double count = counter.occurrences(pair);
      if (count > 0) hit.score += pair.weight * count * (kSaturation + 1) / (count + kSaturation);
    }
  }
}

}  // namespace paperfind
