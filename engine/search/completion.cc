#include "engine/search/completion.h"

#include <limits>

#include "engine/base/utf8.h"

namespace paperfind {
namespace {

// Shorter words are one edit away from too many others.
constexpr std::size_t kShortestSlip = 5;
// Of more words nobody hopes that a name with all of them comes up in spite of a slip.
constexpr std::size_t kMostWordsWithSlip = 8;

bool holds(std::span<const KeyRange> ranges, std::uint32_t word) {
  // The one that begins last at or before the word.
  const auto after =
      std::upper_bound(ranges.begin(), ranges.end(), word,
                       [](std::uint32_t wanted, KeyRange range) { return wanted < range.first; });
  return after != ranges.begin() && (after - 1)->contains(word);
}

bool bears_one(std::span<const std::uint32_t> words, std::span<const KeyRange> ranges) {
  return std::any_of(words.begin(), words.end(),
                     [ranges](std::uint32_t word) { return holds(ranges, word); });
}

}  // namespace

WordRanges ranges_of(const NameIndex& names, std::span<const TypedWord> typed) {
  WordRanges ranges;
  for (const TypedWord& word : typed) {
    const KeyRange range = names.words.find(word.text, word.match);
    ranges.emplace_back();
    if (!range.empty()) ranges.back().push_back(range);
  }
  return ranges;
}

std::vector<WordRanges> slipped_ranges_of(const NameIndex& names,
                                          std::span<const TypedWord> typed) {
  std::vector<WordRanges> all;
  if (typed.size() > kMostWordsWithSlip) return all;
  const WordRanges as_typed = ranges_of(names, typed);
  const auto unknown = std::count_if(as_typed.begin(), as_typed.end(),
                                     [](const auto& ranges) { return ranges.empty(); });
  if (unknown > 1) return all;
  for (std::size_t i = 0; i < typed.size(); ++i) {
    const bool others_known = unknown == 0 || as_typed[i].empty();
    if (!others_known || character_count(typed[i].text) < kShortestSlip) continue;
    WordRanges ranges = as_typed;
    ranges[i] = names.words.find_slips(typed[i].text, typed[i].match);
    if (!ranges[i].empty()) all.push_back(std::move(ranges));
  }
  return all;
}

bool bears_all(const NameIndex& names, std::uint32_t bearer, const WordRanges& typed,
               std::size_t known) {
  const std::span<const std::uint32_t> words = names.words_of[bearer];
  for (std::size_t i = 0; i < typed.size(); ++i) {
    if (i != known && !bears_one(words, typed[i])) return false;
  }
  return true;
}

std::size_t rarest_word(const NameIndex& names, const WordRanges& typed) {
  std::size_t rarest = 0;
  std::size_t fewest = std::numeric_limits<std::size_t>::max();
  for (std::size_t i = 0; i < typed.size(); ++i) {
    std::size_t bearers = 0;
    for (const KeyRange range : typed[i]) bearers += names.bearers.of(range).size();
    if (bearers < fewest) {
      fewest = bearers;
      rarest = i;
    }
  }
  return rarest;
}

std::vector<KeyRange> phrases_of(const PhraseIndex& phrases, const std::string& typed, bool typo) {
  const KeyRange as_typed = phrases.keys.find(typed, KeyMatch::Prefix);
  if (!typo) return as_typed.empty() ? std::vector<KeyRange>() : std::vector{as_typed};
  if (character_count(typed) < kShortestSlip) return {};
  std::vector<KeyRange> ranges;
  for (const KeyRange range : phrases.keys.find_slips(typed, KeyMatch::Prefix)) {
    // Ranges of beginnings lie within each other or apart.
    const KeyRange before{range.first, std::clamp(as_typed.first, range.first, range.last)};
    const KeyRange after{std::clamp(as_typed.last, range.first, range.last), range.last};
    if (!before.empty()) ranges.push_back(before);
    if (!after.empty()) ranges.push_back(after);
  }
  return ranges;
}

}  // namespace paperfind
