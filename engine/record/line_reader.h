// A file line by line, in memory that does not grow with the file.
#pragma once

#include <cstddef>
#include <filesystem>
#include <string>
#include <string_view>
#include <utility>

#include "engine/base/input_file.h"
#include "engine/base/result.h"

namespace paperfind {

struct Line {
  std::string_view text;   // without its newline; valid until the next call
  std::size_t number = 0;  // from 1
  bool too_long = false;   // then `text` is only its beginning
};

class LineReader {
 public:
  // Refuses symlinks and anything but a regular file. Lines longer than `max_line_bytes` are cut
  // and marked.
  static Result<LineReader> open(const std::filesystem::path& path, std::size_t max_line_bytes);

  // False at the end of the file, or after a failed read, which `status` tells. Only '\n' ends a
  // line.
  bool next(Line& line);
  [[nodiscard]] const Status& status() const { return status_; }

 private:
  LineReader(InputFile file, std::size_t max_line_bytes)
      : file_(std::move(file)), max_line_bytes_(max_line_bytes) {}
  bool fill();
  void skip_to_newline();

  InputFile file_;
  std::size_t max_line_bytes_;
  std::string buffer_;
  std::size_t begin_ = 0;  // of what was not given out yet
  std::size_t end_ = 0;    // of what was read
  std::size_t number_ = 0;
  bool cut_ = false;  // the last line given out has not ended yet
  bool at_end_ = false;
  Status status_;
};

}  // namespace paperfind
