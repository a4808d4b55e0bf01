#include "engine/base/mapped_file.h"

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <utility>

namespace paperfind {
namespace {

Error io_error(std::string_view doing, const std::filesystem::path& path) {
  const int number = errno;
  return {number == ENOENT ? ErrorCode::NotFound : ErrorCode::Io,
          fmt::format("{}: {}", doing, std::strerror(number)), path.string()};
}

}  // namespace

Result<MappedFile> MappedFile::open(const std::filesystem::path& path) {
  const int fd = ::open(path.c_str(), O_RDONLY | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK);
  if (fd < 0) {
    if (errno != ELOOP) return io_error("cannot open", path);
    return Error{ErrorCode::InvalidData, "is a symbolic link", path.string(),
                 "put the file itself there"};
  }
  struct stat info {};
  if (::fstat(fd, &info) != 0 || !S_ISREG(info.st_mode)) {
    ::close(fd);
    return Error{ErrorCode::InvalidData, "is not a regular file", path.string()};
  }
  const auto size = static_cast<std::size_t>(info.st_size);
  // Nothing cannot be mapped.
  void* data = size == 0 ? nullptr : ::mmap(nullptr, size, PROT_READ, MAP_SHARED, fd, 0);
  const bool failed = data == MAP_FAILED;
  Error error = failed ? io_error("cannot map", path) : Error();
  ::close(fd);
  if (failed) return error;
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
