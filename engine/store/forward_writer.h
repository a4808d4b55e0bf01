// The bytes of forward.bin, for those who make one: what ForwardIndex, IndexedTexts and
// IndexedWords read.
#pragma once

#include <algorithm>
#include <cstdint>
#include <limits>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "engine/store/forward_index.h"
#include "engine/store/packed_bytes.h"

namespace paperfind {

// As unsigned LEB128.
void put_number(std::string& out, std::uint32_t value);

// The words of one text, in order.
class WordWriter {
 public:
  explicit WordWriter(std::string& out) : out_(out) {}

  void put(std::uint32_t begin, std::uint32_t end, bool joined, WordNumber word,
           const std::vector<WordNumber>& variants) {
    const std::uint32_t gap = begin - end_;  // modulo 2^32: bigrams begin inside each other
    const std::uint32_t length = end - begin;
    const std::uint32_t near = std::min<std::uint32_t>(gap, IndexedWords::kOtherGap);
    const std::uint32_t brief = length <= IndexedWords::kLongest ? length : 0;
    const std::uint32_t flags = (joined ? IndexedWords::kJoined : 0U) |
                                (variants.empty() ? 0U : std::uint32_t{IndexedWords::kVariants});
    out_ += static_cast<char>(flags | near << 2U | brief << 4U);
    if (near == IndexedWords::kOtherGap) {
      const bool negative = gap > std::numeric_limits<std::uint32_t>::max() / 2;
      put_number(out_, gap << 1U ^ (negative ? ~0U : 0U));
    }
    if (brief == 0) put_number(out_, length);
    put_number(out_, word);
    if (!variants.empty()) put_number(out_, static_cast<std::uint32_t>(variants.size()));
    for (const WordNumber variant : variants) put_number(out_, variant);
    end_ = end;
  }

 private:
  std::string& out_;
  std::uint32_t end_ = 0;
};

void put_text(std::string& out, const IndexedText& text);
// The texts of a paper once more, every word under its new number.
void put_renumbered(std::string& out, IndexedTexts paper,
                    const std::vector<WordNumber>& new_numbers);

using NumberedWord = std::pair<std::string_view, WordNumber>;
// Words in order of their bytes, the number of each, and which of them each number has.
void write_words(PackedWriter& out, const std::vector<NumberedWord>& sorted);

}  // namespace paperfind
