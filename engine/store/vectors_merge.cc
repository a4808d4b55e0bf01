#include "engine/store/vectors_merge.h"

#include <cstddef>
#include <cstdint>
#include <vector>

namespace paperfind {

DocVectors merge_vectors(const DocVectors& a, const DocVectors& b, const DocMerge& map) {
  DocVectors merged;
  merged.offsets_.reserve(map.of.size() + 1);
  merged.stems_.reserve(a.stems_.size() + b.stems_.size());
  merged.weights_.reserve(a.stems_.size() + b.stems_.size());
  for (const DocSpan& span : spans_of(map)) {
    const DocVectors& from = span.first.fresh ? b : a;
    const DocId first = span.first.doc, last = first + span.count;
    // Modulo 2^32.
    const auto shift = static_cast<std::uint32_t>(merged.stems_.size()) - from.offsets_[first];
    for (DocId doc = first; doc < last; ++doc) {
      merged.offsets_.push_back(from.offsets_[doc + 1] + shift);
    }
    const auto begin = static_cast<std::ptrdiff_t>(from.offsets_[first]);
    const auto end = static_cast<std::ptrdiff_t>(from.offsets_[last]);
    merged.stems_.insert(merged.stems_.end(), from.stems_.begin() + begin,
                         from.stems_.begin() + end);
    merged.weights_.insert(merged.weights_.end(), from.weights_.begin() + begin,
                           from.weights_.begin() + end);
  }
  merged.measure();
  return merged;
}

}  // namespace paperfind
