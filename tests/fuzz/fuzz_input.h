// What bodies share: an input taken apart, and what is said of one that breaks a promise.
#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <string>
#include <string_view>

#include "engine/base/utf8.h"

namespace paperfind::testing {

// Ends the program, for the fuzzer to keep the input and for the replay to fail.
inline void expect(bool holds, std::string_view promise, std::string_view about = {}) {
  if (holds) return;
  std::fprintf(stderr, "broken: %.*s\n", static_cast<int>(promise.size()), promise.data());
  if (!about.empty()) {
    std::fprintf(stderr, "by: %.*s\n", static_cast<int>(about.size()), about.data());
  }
  std::abort();
}

// Of well-formed UTF-8: a character begins there, or the text ends.
inline bool is_boundary(std::string_view text, std::size_t at) {
  return at == text.size() || (at < text.size() && starts_character(text[at]));
}

// Texts are parted by a byte that is in no UTF-8, so that a fuzzer can change one and keep the
// others. Afterwards all are empty.
class FuzzInput {
 public:
  static constexpr char kBetween = '\xFE';

  FuzzInput(const std::uint8_t* data, std::size_t size)
      : rest_(reinterpret_cast<const char*>(data), size) {}

  std::uint8_t byte() {
    if (rest_.empty()) return 0;
    const auto first = static_cast<std::uint8_t>(rest_.front());
    rest_.remove_prefix(1);
    return first;
  }
  std::string text() {
    const std::string_view text = rest_.substr(0, rest_.find(kBetween));
    rest_.remove_prefix(std::min(text.size() + 1, rest_.size()));
    return std::string(text);
  }
  [[nodiscard]] std::string_view rest() const { return rest_; }

 private:
  std::string_view rest_;
};

}  // namespace paperfind::testing
