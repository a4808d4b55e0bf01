// How numbers and strings lie in the files of a generation's columns folder: little-endian 32-bit
// numbers; an array or a string behind its length.
#pragma once

#include <bit>
#include <cstdint>
#include <cstring>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace paperfind {

static_assert(std::endian::native == std::endian::little,
              "the files are written as their numbers lie in memory");

class PackedWriter {
 public:
  explicit PackedWriter(std::string_view magic) : bytes(magic) {}
  std::string bytes;

  void number(std::uint32_t value) {
    bytes.append(reinterpret_cast<const char*>(&value), sizeof value);
  }
  void numbers(std::span<const std::uint32_t> values) {
    number(static_cast<std::uint32_t>(values.size()));
    bytes.append(reinterpret_cast<const char*>(values.data()),
                 values.size() * sizeof(std::uint32_t));
  }
  // An array of bytes.
  void small_numbers(const std::vector<std::uint8_t>& values) {
    number(static_cast<std::uint32_t>(values.size()));
    bytes.append(reinterpret_cast<const char*>(values.data()), values.size());
  }
  void text(std::string_view value) {
    number(static_cast<std::uint32_t>(value.size()));
    bytes += value;
  }
  void strings(const std::vector<std::string>& values) {
    number(static_cast<std::uint32_t>(values.size()));
    for (const std::string& value : values) text(value);
  }
};

// Reads what PackedWriter wrote; `good` turns false at the first length the bytes do not hold.
class PackedReader {
 public:
  // `bytes` must outlive it. Not good from the start without the magic.
  PackedReader(std::string_view bytes, std::string_view magic)
      : good(bytes.starts_with(magic)), rest_(good ? bytes.substr(magic.size()) : "") {}
  bool good;

  std::uint32_t number() {
    std::uint32_t value = 0;
    take(sizeof value, [&](const char* data) { std::memcpy(&value, data, sizeof value); });
    return value;
  }
  std::vector<std::uint32_t> numbers() {
    std::vector<std::uint32_t> values;
    const std::uint64_t size = std::uint64_t{number()} * sizeof(std::uint32_t);
    take(size, [&](const char* data) {
      values.resize(size / sizeof(std::uint32_t));
      if (size > 0) std::memcpy(values.data(), data, size);
    });
    return values;
  }
  std::vector<std::uint8_t> small_numbers() {
    std::vector<std::uint8_t> values;
    const std::uint32_t size = number();
    take(size, [&](const char* data) { values.assign(data, data + size); });
    return values;
  }
  std::string text() {
    std::string value;
    const std::uint32_t size = number();
    take(size, [&](const char* data) { value.assign(data, size); });
    return value;
  }
  std::vector<std::string> strings() {
    std::vector<std::string> values;
    for (std::uint32_t left = number(); left > 0 && good; --left) values.push_back(text());
    return values;
  }
  [[nodiscard]] bool finished() const { return good && rest_.empty(); }

 private:
  template <typename Use>
  void take(std::uint64_t size, Use use) {
    if (!good || size > rest_.size()) {
      good = false;
      return;
    }
    use(rest_.data());
    rest_.remove_prefix(size);
  }
  std::string_view rest_;
};

}  // namespace paperfind
