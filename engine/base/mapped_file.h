// A whole file read through the memory map: its bytes are the page cache's, shared by all who read
// it, and cost no heap.
#pragma once

#include <cstddef>
#include <filesystem>
#include <string_view>

#include "engine/base/result.h"

namespace paperfind {

// The file must not be cut short while it is mapped; those of a generation never change.
class MappedFile {
 public:
  MappedFile() = default;
  // Refuses symlinks at the last step and anything that is not a regular file.
  static Result<MappedFile> open(const std::filesystem::path& path);

  MappedFile(MappedFile&& other) noexcept;
  MappedFile& operator=(MappedFile&& other) noexcept;
  MappedFile(const MappedFile&) = delete;
  MappedFile& operator=(const MappedFile&) = delete;
  ~MappedFile();

  // Begins on a page, so that numbers in it can be read where they lie.
  [[nodiscard]] std::string_view bytes() const { return {static_cast<const char*>(data_), size_}; }

 private:
  MappedFile(void* data, std::size_t size) : data_(data), size_(size) {}

  void* data_ = nullptr;
  std::size_t size_ = 0;
};

}  // namespace paperfind
