// Strings numbered in order of first mention. Millions are asked for while an index is built: one
// look-up touches a slot and the string, and nothing is allocated for one that is known.
#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

namespace paperfind {

class StringNumbers {
 public:
  // The number of a string, a new one where it was not asked for before.
  std::uint32_t of(std::string_view text) {
    if (2 * (size() + 1) > slots_.size()) grow();
    const std::size_t hash = std::hash<std::string_view>{}(text);
    std::size_t at = hash & (slots_.size() - 1);
    for (; slots_[at].number != kFree; at = (at + 1) & (slots_.size() - 1)) {
      if (slots_[at].tag == tag_of(hash) && (*this)[slots_[at].number] == text) {
        return slots_[at].number;
      }
    }
    const auto number = static_cast<std::uint32_t>(size());
    slots_[at] = {tag_of(hash), number};
    text_ += text;
    begins_.push_back(text_.size());
    return number;
  }

  [[nodiscard]] std::size_t size() const { return begins_.size() - 1; }
  // Good until the next one is numbered.
  [[nodiscard]] std::string_view operator[](std::size_t number) const {
    return std::string_view(text_).substr(begins_[number], begins_[number + 1] - begins_[number]);
  }

 private:
  static constexpr std::uint32_t kFree = ~std::uint32_t{0};
  struct Slot {
    std::uint32_t tag = 0;  // bits of the hash that did not choose the slot
    std::uint32_t number = kFree;
  };
  static std::uint32_t tag_of(std::size_t hash) { return static_cast<std::uint32_t>(hash >> 32U); }

  void grow() {
    constexpr std::size_t kLeast = 1024;
    std::vector<Slot> slots(slots_.empty() ? kLeast : slots_.size() * 2);
    for (std::size_t number = 0; number < size(); ++number) {
      const std::size_t hash = std::hash<std::string_view>{}((*this)[number]);
      std::size_t at = hash & (slots.size() - 1);
      while (slots[at].number != kFree) at = (at + 1) & (slots.size() - 1);
      slots[at] = {tag_of(hash), static_cast<std::uint32_t>(number)};
    }
    slots_.swap(slots);
  }

  std::vector<Slot> slots_;  // a power of two, at most half of them taken
  std::vector<std::size_t> begins_{0};
  std::string text_;
};

}  // namespace paperfind
