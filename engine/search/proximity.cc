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

// Reads the positions of a word in the hits where they may matter, in order of document: they lie
// so on disk.
class PairCounter {
 public:
  PairCounter(const Xapian::Database& db, const PostingsCache& postings,
              std::span<const Ranked> hits)
      : db_(db), postings_(postings), hits_(hits), by_doc_(hits.size()) {
    std::iota(by_doc_.begin(), by_doc_.end(), std::size_t{0});
    std::sort(by_doc_.begin(), by_doc_.end(),
              [&](std::size_t a, std::size_t b) { return hits[a].doc < hits[b].doc; });
  }

  // In each hit.
  std::vector<double> occurrences(const Pair& pair) {
    std::vector<double> counts(hits_.size());
    Word& first = word(pair.first);
    Word& second = word(pair.second);
    std::vector<std::size_t> holders;
    for (const std::size_t hit : by_doc_) {
      if (first.held[hit] && second.held[hit]) holders.push_back(hit);
    }
    read(pair.first, first, holders);
    read(pair.second, second, holders);
    for (const std::size_t hit : holders) {
      counts[hit] = side_by_side(first.positions[hit], second.positions[hit]);
    }
    return counts;
  }

 private:
  // Beside the hits: which hold it, and where, as far as read.
  struct Word {
    std::vector<bool> held;
    std::vector<Positions> positions;
  };

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

  Word& word(const std::string& term) {
    const auto [known, added] = words_.try_emplace(term);
    Word& word = known->second;
    if (!added) return word;
    word.held.resize(hits_.size());
    word.positions.resize(hits_.size());
    const auto postings = postings_.of(db_, term);
    auto from = postings->docs.begin();
    for (const std::size_t hit : by_doc_) {
      from = std::lower_bound(from, postings->docs.end(), hits_[hit].doc);
      word.held[hit] = from != postings->docs.end() && *from == hits_[hit].doc;
    }
    return word;
  }

  void read(const std::string& term, Word& word, const std::vector<std::size_t>& hits) const {
    for (const std::size_t hit : hits) {
      if (!word.positions[hit].empty()) continue;
      const DocId doc = hits_[hit].doc;
      word.positions[hit].assign(db_.positionlist_begin(doc, term),
                                 db_.positionlist_end(doc, term));
    }
  }

  const Xapian::Database& db_;
  const PostingsCache& postings_;
  std::span<const Ranked> hits_;
  std::vector<std::size_t> by_doc_;
  std::map<std::string, Word> words_;
};

}  // namespace

void add_proximity(const Xapian::Database& db, const PostingsCache& postings, const QueryNode& root,
                   std::span<Ranked> hits) {
  const std::vector<Pair> pairs = pairs_of(db, root);
  if (pairs.empty()) return;
  PairCounter counter(db, postings, hits);
  for (const Pair& pair : pairs) {
    const std::vector<double> counts = counter.occurrences(pair);
    for (std::size_t i = 0; i < hits.size(); ++i) {
      hits[i].score += pair.weight * counts[i] * (kSaturation + 1) / (counts[i] + kSaturation);
    }
  }
}

}  // namespace paperfind
