#include "engine/search/proximity.h"

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <limits>
#include <numeric>
#include <string>
#include <vector>

#include "engine/schema/fields.h"
#include "engine/search/position_reader.h"

namespace paperfind {
namespace {

// A pair weighs this much of what its words weigh by themselves.
constexpr double kPairShare = 0.2;
constexpr double kSaturation = 1.2;
constexpr double kTitleOccurrences = 2;
constexpr std::uint32_t kWidestGap = 2;  // side by side, or one word between
constexpr std::size_t kMaxPairs = 16;

// Places in Pairs::words.
struct Pair {
  std::size_t first = 0, second = 0;
  double weight = 0;
};

struct Pairs {
  std::vector<std::string> words;  // terms, each once
  std::vector<Pair> pairs;

  std::size_t place_of(const std::string& word) {
    const auto known = std::find(words.begin(), words.end(), word);
    const auto place = static_cast<std::size_t>(known - words.begin());
    if (known == words.end()) words.push_back(word);
    return place;
  }
};

// Words of the query that follow each other, one common word between them or none.
Pairs pairs_of(const QueryNode& root) {
  Pairs found;
  if (root.kind != NodeKind::And) return found;
  const QueryNode* before = nullptr;
  int common_between = 0;
  for (const QueryNode& node : root.children) {
    if (node.common) {
      ++common_between;
      continue;
    }
    const bool word = is_relaxable(node) && node.kind != NodeKind::Prefix && node.field == nullptr;
    if (word && before != nullptr && common_between <= 1 && found.pairs.size() < kMaxPairs) {
      const std::string& first = before->tokens.back().term;
      const std::string& second = node.tokens.front().term;
      if (first != second) found.pairs.push_back({found.place_of(first), found.place_of(second)});
    }
    before = word ? &node : nullptr;
    common_between = 0;
  }
  return found;
}

double rarity(double docs, std::size_t holders) {
  return std::log((docs + 1.0) / (static_cast<double>(holders) + 0.5));
}

// Which of the words each hit holds, as bits.
using Held = std::uint32_t;
static_assert(2 * kMaxPairs <= std::numeric_limits<Held>::digits);

Held bit(std::size_t word) { return Held{1} << word; }

double side_by_side(const Positions& first, const Positions& second) {
  double count = 0;
  auto next = second.begin();
  for (const std::uint32_t at : first) {
    while (next != second.end() && *next <= at) ++next;
    if (next == second.end()) break;
    // The title stands first, and what follows it begins a gap later.
    if (*next - at <= kWidestGap) count += *next <= kPositionGap ? kTitleOccurrences : 1;
  }
  return count;
}

}  // namespace

void add_proximity(const Snapshot& snapshot, const PaperIndex& index, const QueryNode& root,
                   std::span<Ranked> hits) {
  Pairs asked = pairs_of(root);
  if (asked.pairs.empty()) return;
  std::vector<std::size_t> by_doc(hits.size());
  std::iota(by_doc.begin(), by_doc.end(), std::size_t{0});
  std::sort(by_doc.begin(), by_doc.end(),
            [&](std::size_t a, std::size_t b) { return hits[a].doc < hits[b].doc; });

  std::vector<Held> held(hits.size());
  std::vector<double> rarities;
  for (std::size_t word = 0; word < asked.words.size(); ++word) {
    const auto postings = snapshot.postings().of(index, asked.words[word]);
    rarities.push_back(rarity(index.doc_count(), postings->docs.size()));
    auto from = postings->docs.begin();
    for (const std::size_t hit : by_doc) {
      from = std::lower_bound(from, postings->docs.end(), hits[hit].doc);
      if (from != postings->docs.end() && *from == hits[hit].doc) held[hit] |= bit(word);
    }
  }
  for (Pair& pair : asked.pairs) {
    pair.weight = kPairShare * (rarities[pair.first] + rarities[pair.second]) / 2;
  }

  PositionReader reader(snapshot.forward(), asked.words.size());
  for (std::size_t word = 0; word < asked.words.size(); ++word)
    reader.want(word, asked.words[word]);
  for (const std::size_t hit : by_doc) {  // they lie so on disk
    const auto both = [&](const Pair& pair) {
      const Held needed = bit(pair.first) | bit(pair.second);
      return (held[hit] & needed) == needed;
    };
    if (std::none_of(asked.pairs.begin(), asked.pairs.end(), both)) continue;
    const std::vector<Positions>& positions = reader.read(hits[hit].doc);
    for (const Pair& pair : asked.pairs) {
      const double count = side_by_side(positions[pair.first], positions[pair.second]);
      hits[hit].score += pair.weight * count * (kSaturation + 1) / (count + kSaturation);
    }
  }
}

}  // namespace paperfind
