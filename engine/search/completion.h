// Which names and phrases go on from what was typed, those of most papers first.
#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <utility>
#include <vector>

#include "engine/store/suggest_table.h"

namespace paperfind {

struct TypedWord {
  std::string text;  // folded
  KeyMatch match = KeyMatch::Prefix;
  friend bool operator==(const TypedWord&, const TypedWord&) = default;
};

struct Completion {
  std::uint32_t number = 0;  // of the bearer or the phrase
  std::size_t papers = 0;
  friend bool operator==(const Completion&, const Completion&) = default;
};

// The few best of many, each once: by papers, then by number.
class BestCompletions {
 public:
  explicit BestCompletions(std::size_t room) : room_(room) {}

  // False for what would change nothing.
  [[nodiscard]] bool wants(const Completion& found) const {
    if (found.papers == 0 || (best_.size() == room_ && !before(found, best_.back()))) return false;
    return std::find(best_.begin(), best_.end(), found) == best_.end();
  }
  // Only what it wants.
  void add(const Completion& found) {
    if (best_.size() == room_) best_.pop_back();
    best_.insert(std::upper_bound(best_.begin(), best_.end(), found, before), found);
  }
  void remove(const Completion& found) { std::erase(best_, found); }
  [[nodiscard]] const std::vector<Completion>& kept() const { return best_; }
  [[nodiscard]] std::vector<Completion> take() { return std::move(best_); }

 private:
  static bool before(const Completion& a, const Completion& b) {
    return a.papers != b.papers ? a.papers > b.papers : a.number < b.number;
  }
  std::size_t room_;
  std::vector<Completion> best_;
};

// The words of an index that each typed word may stand for, as ranges in order.
using WordRanges = std::vector<std::vector<KeyRange>>;

// As typed: one range a word.
WordRanges ranges_of(const NameIndex& names, std::span<const TypedWord> typed);
// All ways to read one of the words, of five letters or more, with one edit.
std::vector<WordRanges> slipped_ranges_of(const NameIndex& names, std::span<const TypedWord> typed);

// True when the bearer has a word for each that was typed, but for number `known`.
bool bears_all(const NameIndex& names, std::uint32_t bearer, const WordRanges& typed,
               std::size_t known);
// Which typed word the fewest names have.
std::size_t rarest_word(const NameIndex& names, const WordRanges& typed);

// Adds the bearers of all the words, but for those of `but`, where given. `papers_of(bearer)` tells
// how many papers one has here.
template <typename PapersOf>
void add_bearers(const NameIndex& names, const WordRanges& typed, const WordRanges* but,
                 const PapersOf& papers_of, BestCompletions& best) {
  constexpr std::size_t kNoWord = static_cast<std::size_t>(-1);
  const std::size_t rarest = rarest_word(names, typed);
  for (const KeyRange range : typed[rarest]) {
    for (const std::uint32_t bearer : names.bearers.of(range)) {
      const Completion found{bearer, papers_of(bearer)};
      if (!best.wants(found) || !bears_all(names, bearer, typed, rarest)) continue;
      if (but == nullptr || !bears_all(names, bearer, *but, kNoWord)) best.add(found);
    }
  }
}

// Phrases that begin as typed, or, with `typo`, with one edit of it.
std::vector<KeyRange> phrases_of(const PhraseIndex& phrases, const std::string& typed, bool typo);

}  // namespace paperfind
