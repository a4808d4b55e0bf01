#include "engine/base/input_file.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>

#include "engine/base/file.h"

namespace paperfind {
Result<InputFile> InputFile::open(const std::filesystem::path& path) {
  // O_NONBLOCK: opening a pipe nobody writes to must not hang before fstat() can refuse it.
  InputFile file(path, ::open(path.c_str(), O_RDONLY | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK));
  if (file.fd_ < 0) {
    if (errno != ELOOP) return io_error("cannot open", path, errno);
    return Error{ErrorCode::InvalidData, "is a symbolic link", path.string(),
                 "put the file itself there"};
  }
  struct stat info {};
  if (::fstat(file.fd_, &info) != 0) return io_error("cannot stat", path, errno);
  if (!S_ISREG(info.st_mode)) {
    return Error{ErrorCode::InvalidData, "is not a regular file", path.string()};
  }
  file.size_ = static_cast<std::uint64_t>(info.st_size);
  return file;
}

InputFile::~InputFile() {
  if (fd_ >= 0) ::close(fd_);
}

Result<std::size_t> InputFile::read(char* data, std::size_t size) {
  ssize_t got = 0;
  do {
    got = ::read(fd_, data, size);
  } while (got < 0 && errno == EINTR);
  if (got < 0) return io_error("cannot read", path_, errno);
  return static_cast<std::size_t>(got);
}

}  // namespace paperfind
