// Files read where they lie, through the memory map: arrays of little-endian 32-bit numbers and
// texts padded to them, keys and lists made of these. PackedWriter writes them.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

#include "engine/store/packed_bytes.h"
#include "engine/store/sorted_keys.h"

namespace paperfind {

// Lists of numbers, one after the other: list i is items[begins[i] .. begins[i + 1]).
struct NumberLists {
  std::span<const std::uint32_t> begins, items;

  [[nodiscard]] std::size_t size() const { return begins.empty() ? 0 : begins.size() - 1; }
  [[nodiscard]] std::span<const std::uint32_t> operator[](std::size_t list) const {
    return items.subspan(begins[list], begins[list + 1] - begins[list]);
  }
  // The items of neighbouring lists.
  [[nodiscard]] std::span<const std::uint32_t> of(KeyRange lists) const {
    return items.subspan(begins[lists.first], begins[lists.last] - begins[lists.first]);
  }
};

// True for numbers that ascend from 0 to `end`: where lists in so many items begin.
bool are_begins(std::span<const std::uint32_t> begins, std::size_t end);

// Every section begins at a multiple of four bytes, as the map does. `good` turns false at the
// first that the bytes do not hold or that is not what it should be; what is read then is empty.
class SectionReader {
 public:
  // `bytes` must outlive what is read.
  SectionReader(std::string_view bytes, std::string_view magic)
      : good(bytes.starts_with(magic)), rest_(good ? bytes.substr(magic.size()) : "") {}
  bool good;

  std::size_t number();
  std::span<const std::uint32_t> numbers();
  std::string_view text();
  // Any bytes, in any order.
  SortedKeys strings();
  // Well-formed UTF-8, in any order.
  SortedKeys keys();
  // Each once, in order of their bytes.
  SortedKeys sorted_keys();
  // Of numbers below a limit.
  NumberLists lists(std::size_t numbers_below);
  [[nodiscard]] bool finished() const { return good && rest_.empty(); }

 private:
  std::string_view take(std::size_t size);
  std::string_view rest_;
};

void write_padded(PackedWriter& out, std::string_view text);
// One text of several parts.
void write_padded(PackedWriter& out, const std::vector<std::string_view>& parts);
// Keys and other strings.
void write_keys(PackedWriter& out, const std::vector<std::string_view>& keys);

}  // namespace paperfind
