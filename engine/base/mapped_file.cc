#include "engine/base/mapped_file.h"

#include <sys/mman.h>

#include <cerrno>
#include <utility>

#include "engine/base/file.h"
#include "engine/base/input_file.h"

namespace paperfind {
Result<MappedFile> MappedFile::open(const std::filesystem::path& path) {
  const Result<InputFile> file = InputFile::open(path);
  if (!file.ok()) return file.error();
  const auto size = static_cast<std::size_t>(file->size());
  if (size == 0) return MappedFile(nullptr, 0);  // nothing cannot be mapped
  void* data = ::mmap(nullptr, size, PROT_READ, MAP_SHARED, file->descriptor(), 0);
  if (data == MAP_FAILED) return io_error("cannot map", path, errno);
  return MappedFile(data, size);
}

MappedFile::MappedFile(MappedFile&& other) noexcept
    : data_(std::exchange(other.data_, nullptr)), size_(std::exchange(other.size_, 0)) {}

MappedFile& MappedFile::operator=(MappedFile&& other) noexcept {
  std::swap(data_, other.data_);
  std::swap(size_, other.size_);
  return *this;
}

MappedFile::~MappedFile() {
  if (data_ != nullptr) ::munmap(data_, size_);
}

}  // namespace paperfind
