#include "engine/store/sections.h"

#include <algorithm>
#include <cstring>
#include <string>

#include "engine/text/normalize.h"

namespace paperfind {
namespace {

constexpr std::size_t kNumber = sizeof(std::uint32_t);

}  // namespace

bool are_begins(std::span<const std::uint32_t> begins, std::size_t end) {
  return !begins.empty() && begins.front() == 0 && begins.back() == end &&
         std::is_sorted(begins.begin(), begins.end());
}

std::span<const std::uint32_t> SectionReader::numbers() {
  const std::size_t count = number();
  const std::string_view bytes = take(count * kNumber);
  return good ? std::span(reinterpret_cast<const std::uint32_t*>(bytes.data()), count)
              : std::span<const std::uint32_t>();
}

std::string_view SectionReader::text() {
  const std::size_t size = number();
  return take((size + kNumber - 1) / kNumber * kNumber).substr(0, good ? size : 0);
}

SortedKeys SectionReader::strings() {
  const std::span<const std::uint32_t> begins = numbers();
  const std::string_view all = text();
  if (!are_begins(begins, all.size())) good = false;
  return good ? SortedKeys(begins, all) : SortedKeys();
}

SortedKeys SectionReader::keys() {
  const SortedKeys read = strings();
  if (!is_clean_utf8(read.text())) good = false;
  return good ? read : SortedKeys();
}

SortedKeys SectionReader::sorted_keys() {
  const SortedKeys read = keys();
  for (std::size_t key = 1; key < read.size(); ++key) {
    if (read[key - 1] >= read[key]) good = false;
  }
  return good ? read : SortedKeys();
}

NumberLists SectionReader::lists(std::size_t numbers_below) {
  NumberLists read;
  read.begins = numbers();
  read.items = numbers();
  const bool sound = are_begins(read.begins, read.items.size()) &&
                     std::all_of(read.items.begin(), read.items.end(),
                                 [=](std::uint32_t item) { return item < numbers_below; });
  if (!sound) good = false;
  return good ? read : NumberLists();
}

std::size_t SectionReader::number() {
  std::uint32_t value = 0;
  const std::string_view bytes = take(kNumber);
  if (good) std::memcpy(&value, bytes.data(), kNumber);
  return value;
}

std::string_view SectionReader::take(std::size_t size) {
  if (!good || size > rest_.size()) {
    good = false;
    return {};
  }
  const std::string_view bytes = rest_.substr(0, size);
  rest_.remove_prefix(size);
  return bytes;
}

void write_padded(PackedWriter& out, std::string_view text) {
  write_padded(out, std::vector<std::string_view>{text});
}

void write_padded(PackedWriter& out, const std::vector<std::string_view>& parts) {
  std::size_t size = 0;
  for (const std::string_view part : parts) size += part.size();
  out.number(static_cast<std::uint32_t>(size));
  for (const std::string_view part : parts) out.bytes += part;
  out.bytes.append((kNumber - size % kNumber) % kNumber, '\0');
}

void write_keys(PackedWriter& out, const std::vector<std::string_view>& keys) {
  std::vector<std::uint32_t> begins{0};
  begins.reserve(keys.size() + 1);
  std::uint32_t size = 0;
  for (const std::string_view key : keys) {
    size += static_cast<std::uint32_t>(key.size());
    begins.push_back(size);
  }
  out.numbers(begins);
  write_padded(out, keys);
}

}  // namespace paperfind
