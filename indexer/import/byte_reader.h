// A file byte by byte, in memory that does not grow with the file.
#pragma once

#include <cstddef>
#include <filesystem>
#include <string>
#include <utility>

#include "engine/base/input_file.h"
#include "engine/base/result.h"

namespace paperfind {

class ByteReader {
 public:
  // Refuses symlinks and anything but a regular file.
  static Result<ByteReader> open(const std::filesystem::path& path);

  // The next byte, or kEnd at the end of the file and after a failed read, which `status` tells.
  static constexpr int kEnd = -1;
  int next() {
    if (at_ == have_ && !fill()) return kEnd;
    if (newline_) ++line_;
    const char c = buffer_[at_++];
    newline_ = c == '\n';
    return static_cast<unsigned char>(c);
  }
  // Of the byte given last, from 1.
  [[nodiscard]] std::size_t line() const { return line_; }
  [[nodiscard]] const Status& status() const { return status_; }

 private:
  explicit ByteReader(InputFile file) : file_(std::move(file)) {}
  bool fill();

  InputFile file_;
  std::string buffer_;
  std::size_t at_ = 0;
  std::size_t have_ = 0;
  std::size_t line_ = 1;
  bool newline_ = false;  // the byte given last was one
  Status status_;
};

}  // namespace paperfind
