// Strings in order of their bytes: all that begin with what was typed stand side by side.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace paperfind {

// Numbers of neighbouring keys: [first, last).
struct KeyRange {
  std::uint32_t first = 0;
  std::uint32_t last = 0;
  [[nodiscard]] bool empty() const { return first == last; }
  [[nodiscard]] bool contains(std::uint32_t key) const { return key >= first && key < last; }
  friend bool operator==(const KeyRange&, const KeyRange&) = default;
};

// How much of a key has to be typed.
enum class KeyMatch : std::uint8_t { Prefix, Whole };

// A view: the numbers and the text belong to somebody else. Keys are well-formed UTF-8, each once.
class SortedKeys {
 public:
  SortedKeys() = default;
  // Key i is text[begins[i] .. begins[i + 1]).
  SortedKeys(std::span<const std::uint32_t> begins, std::string_view text)
      : begins_(begins), text_(text) {}

  [[nodiscard]] std::size_t size() const { return begins_.empty() ? 0 : begins_.size() - 1; }
  [[nodiscard]] std::string_view operator[](std::size_t key) const {
    return text_.substr(begins_[key], begins_[key + 1] - begins_[key]);
  }

  // All keys, one after the other.
  [[nodiscard]] std::string_view text() const { return text_; }

  // The keys that begin with `typed`, or the one that is it.
  [[nodiscard]] KeyRange find(std::string_view typed, KeyMatch match) const;
  // The same for what is one edit away from `typed`: a character inserted, dropped or changed, or
  // two neighbours swapped; the first one is always as typed, for people seldom miss it. In order,
  // not overlapping; with Prefix, keys that begin as typed may be among them.
  [[nodiscard]] std::vector<KeyRange> find_slips(std::string_view typed, KeyMatch match) const;

 private:
  // Among `within`, whose keys all agree before `typed` begins to matter.
  [[nodiscard]] KeyRange find_in(KeyRange within, std::string_view typed, KeyMatch match) const;
  // Calls visit(next character, keys with it) for what follows the first `bytes` in `within`.
  template <typename Visit>
  void for_each_next(KeyRange within, std::size_t bytes, const Visit& visit) const;

  std::span<const std::uint32_t> begins_;
  std::string_view text_;
};

}  // namespace paperfind
