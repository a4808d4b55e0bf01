// A regular file that is read: no link, pipe or device in its place.
#pragma once

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <utility>

#include "engine/base/result.h"

namespace paperfind {

class InputFile {
 public:
  // NotFound, or InvalidData for what is no regular file; never waits for a pipe.
  static Result<InputFile> open(const std::filesystem::path& path);

  InputFile(InputFile&& other) noexcept
      : path_(std::move(other.path_)), fd_(std::exchange(other.fd_, -1)), size_(other.size_) {}
  InputFile& operator=(InputFile&& other) noexcept {
    std::swap(path_, other.path_);
    std::swap(fd_, other.fd_);
    std::swap(size_, other.size_);
    return *this;
  }
  ~InputFile();

  // How many of the next bytes were read, at most `size`; 0 at the end.
  Result<std::size_t> read(char* data, std::size_t size);

  // In bytes, when it was opened.
  [[nodiscard]] std::uint64_t size() const { return size_; }
  [[nodiscard]] int descriptor() const { return fd_; }

 private:
  InputFile(std::filesystem::path path, int fd) : path_(std::move(path)), fd_(fd) {}

  std::filesystem::path path_;
  int fd_;
  std::uint64_t size_ = 0;
};

}  // namespace paperfind
