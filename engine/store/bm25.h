// BM25+ (Lv & Zhai 2011) over the weighted occurrences of all fields: what a word is worth to a
// paper, but for how rare the word is.
#pragma once

#include <algorithm>

namespace paperfind::bm25 {

// How soon a repeated word stops helping; in units of occurrences, of which a word of an abstract
// counts for two.
inline constexpr double kK1 = 2.4;
// How much a long paper is held against it.
inline constexpr double kB = 0.6;
// What holding a word at all is worth, however long the paper.
inline constexpr double kDelta = 0.2;
inline constexpr double kMinNormLength = 0.1;

// What its length puts into the denominator for a paper; `length` as a multiple of the mean.
inline float norm(double length) {
  return static_cast<float>(kK1 * (std::max(length, kMinNormLength) * kB + (1 - kB)));
}

inline float worth(float occurrences, float norm) {
  constexpr auto kBase = static_cast<float>(kDelta), kGain = static_cast<float>(kK1 + 1);
  return kBase + kGain * occurrences / (norm + occurrences);
}

}  // namespace paperfind::bm25
