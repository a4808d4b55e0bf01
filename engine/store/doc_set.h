// A set of documents as bits.
#pragma once

#include <algorithm>
#include <bit>
#include <cstdint>
#include <vector>

#include "engine/store/columns.h"

namespace paperfind {

class DocSet {
 public:
  DocSet() = default;
  explicit DocSet(DocId docs) : words_(std::size_t{docs} / 64 + 1, 0), docs_(docs) {}

  static DocSet all(DocId docs) {
    DocSet set(docs);
    std::fill(set.words_.begin(), set.words_.end(), ~std::uint64_t{0});
    set.words_.front() &= ~std::uint64_t{1};  // documents are numbered from 1
    set.words_.back() &= ~std::uint64_t{0} >> (63 - docs % 64);
    return set;
  }

  void add(DocId doc) { words_[doc / 64] |= std::uint64_t{1} << (doc % 64); }
  [[nodiscard]] bool contains(DocId doc) const { return (words_[doc / 64] >> (doc % 64) & 1) != 0; }

  // The first at or after `doc`; docs() + 1 when there is none.
  [[nodiscard]] DocId first_from(DocId doc) const {
    if (doc > docs_) return docs_ + 1;
    std::size_t at = doc / 64;
    std::uint64_t word = words_[at] & ~std::uint64_t{0} << doc % 64;
    while (word == 0) {
      if (++at == words_.size()) return docs_ + 1;
      word = words_[at];
    }
    return static_cast<DocId>(at * 64 + static_cast<std::size_t>(std::countr_zero(word)));
  }

  void add(const DocSet& other) {
    for (std::size_t i = 0; i < words_.size(); ++i) words_[i] |= other.words_[i];
  }
  void retain(const DocSet& other) {
    for (std::size_t i = 0; i < words_.size(); ++i) words_[i] &= other.words_[i];
  }
  void remove(const DocSet& other) {
    for (std::size_t i = 0; i < words_.size(); ++i) words_[i] &= ~other.words_[i];
  }

  [[nodiscard]] std::size_t count() const;
  [[nodiscard]] std::size_t count_shared(const DocSet& other) const;
  [[nodiscard]] bool empty() const {
    return std::all_of(words_.begin(), words_.end(), [](std::uint64_t word) { return word == 0; });
  }
  [[nodiscard]] std::size_t bytes() const { return words_.size() * sizeof(std::uint64_t); }
  [[nodiscard]] DocId docs() const { return docs_; }

  // In ascending order.
  template <typename Visit>
  void for_each(const Visit& visit) const {
    for (std::size_t i = 0; i < words_.size(); ++i) {
      for (std::uint64_t word = words_[i]; word != 0; word &= word - 1) {
        visit(static_cast<DocId>(i * 64 + static_cast<std::size_t>(std::countr_zero(word))));
      }
    }
  }

 private:
  std::vector<std::uint64_t> words_{0};
  DocId docs_ = 0;
};

}  // namespace paperfind
