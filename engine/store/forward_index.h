// What stands where in each paper: its texts word by word, as they were analyzed for the index.
// Reading it costs a few nanoseconds a word; analyzing the text again costs a hundred. File format
// in docs/index-format.md.
#pragma once

#include <cstdint>
#include <filesystem>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "engine/base/mapped_file.h"
#include "engine/base/result.h"
#include "engine/schema/fields.h"
#include "engine/store/columns.h"
#include "engine/store/sections.h"
#include "engine/store/sorted_keys.h"

namespace paperfind {

// Of a word in any text; frequent words have the small numbers.
using WordNumber = std::uint32_t;

// Numbers as unsigned LEB128, read with a look at the end: what lies on a disk may be damaged.
class ByteCursor {
 public:
  explicit ByteCursor(std::string_view bytes) : at_(bytes.data()), end_(at_ + bytes.size()) {}

  [[nodiscard]] bool done() const { return at_ == end_; }
  // 0 where the bytes end.
  std::uint32_t number() {
    std::uint32_t value = byte();
    if (value < 0x80) return value;
    value &= 0x7FU;
    for (unsigned shift = 7; at_ != end_ && shift < 32; shift += 7) {
      const auto more = static_cast<unsigned char>(*at_++);
      value |= std::uint32_t{more & 0x7FU} << shift;
      if (more < 0x80) break;
    }
    return value;
  }
  std::uint8_t byte() { return at_ == end_ ? 0 : static_cast<std::uint8_t>(*at_++); }
  // Fewer where the bytes end.
  std::string_view bytes(std::size_t count) {
    const std::string_view taken(at_, std::min(count, static_cast<std::size_t>(end_ - at_)));
    at_ += taken.size();
    return taken;
  }

 private:
  const char* at_;
  const char* end_;
};

// One text of a paper: a title, an author's name, an abstract.
struct IndexedText {
  TextField field = TextField::Title;
  std::uint32_t position = 0;  // its first word stands at the next one
  std::uint32_t words = 0;
  std::string_view bytes;  // for IndexedWords
};

// The texts of one paper, in the order they were indexed.
class IndexedTexts {
 public:
  explicit IndexedTexts(std::string_view bytes) : in_(bytes) {}
  bool next(IndexedText& text);

 private:
  ByteCursor in_;
};

// The words of one text, in order.
class IndexedWords {
 public:
  explicit IndexedWords(const IndexedText& text) : in_(text.bytes) {}

  bool next() {
    if (in_.done()) return false;
    const std::uint8_t head = in_.byte();
    const std::uint8_t gap = head >> 2U & 3U;
    const std::uint8_t length = head >> 4U;
    begin = end + (gap < kOtherGap ? gap : signed_number());
    end = begin + (length > 0 ? length : in_.number());
    word = in_.number();
    joined_to_next = (head & kJoined) != 0;
    variants.clear();
    if ((head & kVariants) != 0) read_variants();
    return true;
  }

  WordNumber word = 0;
  std::uint32_t begin = 0, end = 0;  // bytes in the text
  bool joined_to_next = false;       // as in Token
  std::vector<WordNumber> variants;  // as in Token

  // The head of a word: flags, then two bits for the blanks before it, four for its length; what
  // does not fit follows as a number.
  static constexpr std::uint8_t kJoined = 1, kVariants = 2, kOtherGap = 3, kLongest = 15;

 private:
  // 0, -1, 1, -2 … as 0, 1, 2, 3 …; added modulo 2^32.
  std::uint32_t signed_number() {
    const std::uint32_t value = in_.number();
    return value >> 1U ^ (0U - (value & 1U));
  }
  void read_variants();

  ByteCursor in_;
};

// Calls visit(number, place) for each word of a text and each of its other spellings, places
// counted from 1; not where they stand in the text: a third of the work of reading all.
template <typename Visit>
void for_each_place(const IndexedText& text, const Visit& visit) {
  ByteCursor in(text.bytes);
  for (std::uint32_t place = 1; !in.done(); ++place) {
    const std::uint8_t head = in.byte();
    if ((head >> 2U & 3U) == IndexedWords::kOtherGap) in.number();
    if (head >> 4U == 0) in.number();
    visit(in.number(), place);
    if ((head & IndexedWords::kVariants) == 0) continue;
    for (std::uint32_t left = in.number(); left > 0 && !in.done(); --left)
      visit(in.number(), place);
  }
}

// Calls visit(number) likewise.
template <typename Visit>
void for_each_number(const IndexedText& text, const Visit& visit) {
  for_each_place(text, [&](WordNumber number, std::uint32_t) { visit(number); });
}

// Immutable; may be shared between threads.
class ForwardIndex {
 public:
  // InvalidData when the file is damaged.
  static Result<ForwardIndex> load(const std::filesystem::path& folder);
  // From the bytes of a file.
  static Result<ForwardIndex> parse(std::string bytes);

  [[nodiscard]] DocId doc_count() const { return static_cast<DocId>(begins_.size() - 2); }
  [[nodiscard]] IndexedTexts texts(DocId doc) const {
    return IndexedTexts(texts_.substr(begins_[doc], begins_[doc + 1] - begins_[doc]));
  }

  // Words are numbered below it.
  [[nodiscard]] std::size_t word_count() const { return keys_.size(); }
  // Nothing for a word that stands in no text.
  [[nodiscard]] std::optional<WordNumber> number(std::string_view word) const;
  // The words that have this stem, in any order; the stem as a word may be among them without
  // having it.
  [[nodiscard]] std::vector<WordNumber> with_stem(std::string_view stem) const;
  // Empty for a number that is none.
  [[nodiscard]] std::string_view word(WordNumber number) const {
    return number < keys_.size() ? words_[keys_[number]] : std::string_view();
  }

  // The parts of the file, for merging.
  [[nodiscard]] const SortedKeys& words() const { return words_; }
  [[nodiscard]] std::span<const WordNumber> numbers() const { return numbers_; }
  [[nodiscard]] const SortedKeys& stems() const { return stems_; }
  [[nodiscard]] const NumberLists& words_with() const { return words_with_; }
  // The texts of the documents [first, last).
  [[nodiscard]] std::string_view text_bytes(DocId first, DocId last) const {
    return texts_.substr(begins_[first], begins_[last] - begins_[first]);
  }
  [[nodiscard]] std::size_t byte_count() const { return bytes_.size(); }

 private:
  Status read(std::string_view bytes, const std::string& where);

  MappedFile file_;
  std::unique_ptr<const std::string> parsed_;  // in place of the file
  std::string_view bytes_;
  SortedKeys words_;
  std::span<const std::uint32_t> numbers_;  // of each key of words_
  std::span<const std::uint32_t> keys_;     // of each number
  SortedKeys stems_;                        // but those only the same word has
  NumberLists words_with_;                  // each of these stems: numbers of words
  std::span<const std::uint32_t> begins_;   // [docs + 2] in texts_; document 0 is empty
  std::string_view texts_;
};

inline constexpr std::string_view kForwardMagic = "PFFWD-1\n";
inline constexpr const char* kForwardFileName = "forward.bin";

}  // namespace paperfind
