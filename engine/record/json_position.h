// From a JSON pointer to a place in the text. Only used to explain a finding, so it may scan.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace paperfind {

// "a/b~c" → "a~1b~0c"
std::string escape_pointer_token(std::string_view key);
// The other way round.
std::string unescape_pointer_token(std::string_view token);

enum class PointAt { Value, Key };

// Offset in `text`, which must be valid JSON, of the value at `pointer`, or of the key in front of
// it. A pointer to something that is not there gives the innermost part of it that is.
std::size_t locate(std::string_view text, std::string_view pointer, PointAt what);

// Where the value that starts at `begin` ends.
std::size_t value_end(std::string_view text, std::size_t begin);

struct LineColumn {
  std::size_t line = 1;
  std::size_t column = 1;  // in bytes
};

// Lines of one text; quick when asked for growing offsets.
class LineCounter {
 public:
  explicit LineCounter(std::string_view text) : text_(text) {}
  LineColumn at(std::size_t offset);

 private:
  std::string_view text_;
  std::size_t offset_ = 0;
  std::size_t line_ = 1;
  std::size_t line_start_ = 0;
};

}  // namespace paperfind
