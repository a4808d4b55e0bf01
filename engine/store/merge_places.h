// Where a few sorted things belong among many sorted ones.
#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

namespace paperfind {

// For each of `fresh` things, in their order, how many of `old` come before it.
// comes_before(old, fresh), of their numbers, is asked about n·log2(old / n) times, since it may
// have to read both.
template <typename ComesBefore>
std::vector<std::uint32_t> places_among(std::size_t old, std::size_t fresh,
                                        const ComesBefore& comes_before) {
  std::vector<std::uint32_t> places(fresh);
  struct Range {
    std::size_t first, last;    // of the fresh
    std::uint32_t least, most;  // places they may have
  };
  std::vector<Range> waiting{{0, fresh, 0, static_cast<std::uint32_t>(old)}};
  while (!waiting.empty()) {
    const Range range = waiting.back();
    waiting.pop_back();
    if (range.first == range.last) continue;
    const std::size_t middle = range.first + (range.last - range.first) / 2;
    std::uint32_t low = range.least, high = range.most;
    while (low < high) {
      const std::uint32_t at = low + (high - low) / 2;
      if (comes_before(at, middle)) {
        low = at + 1;
      } else {
        high = at;
      }
    }
    places[middle] = low;
    waiting.push_back({range.first, middle, range.least, low});
    waiting.push_back({middle + 1, range.last, low, range.most});
  }
  return places;
}

}  // namespace paperfind
