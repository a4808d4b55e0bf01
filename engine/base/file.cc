#include "engine/base/file.h"

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstring>

#include "engine/base/input_file.h"

namespace paperfind {
namespace {

namespace fs = std::filesystem;

// Closes on every way out; close() itself is checked only where written data depends on it.
class Descriptor {
 public:
  explicit Descriptor(int fd) : fd_(fd) {}
  Descriptor(const Descriptor&) = delete;
  Descriptor& operator=(const Descriptor&) = delete;
  ~Descriptor() {
    if (fd_ >= 0) ::close(fd_);
  }
  [[nodiscard]] int get() const { return fd_; }
  int release() { return std::exchange(fd_, -1); }

 private:
  int fd_;
};

Status write_all(int fd, std::string_view bytes, const fs::path& path) {
  while (!bytes.empty()) {
    const ssize_t written = ::write(fd, bytes.data(), bytes.size());
    if (written < 0) {
      if (errno == EINTR) continue;
      return io_error("cannot write", path, errno);
    }
    bytes.remove_prefix(static_cast<std::size_t>(written));
  }
  return {};
}

}  // namespace

Error io_error(std::string_view doing, const fs::path& path, int error_number) {
  const ErrorCode code = error_number == ENOENT ? ErrorCode::NotFound : ErrorCode::Io;
  return {code, fmt::format("{}: {}", doing, std::strerror(error_number)), path.string()};
}

Result<std::string> read_file(const fs::path& path, std::uint64_t max_bytes) {
  Result<InputFile> file = InputFile::open(path);
  if (!file.ok()) return file.error();
  if (file->size() > max_bytes) {
    return Error{ErrorCode::InvalidData, fmt::format("is larger than {} bytes", max_bytes),
                 path.string()};
  }
  std::string bytes(static_cast<std::size_t>(file->size()), '\0');
  std::size_t filled = 0;
  while (filled < bytes.size()) {
    const Result<std::size_t> got = file->read(bytes.data() + filled, bytes.size() - filled);
    if (!got.ok()) return got.error();
    if (*got == 0) break;
    filled += *got;
  }
  bytes.resize(filled);
  return bytes;
}

Status sync_path(const fs::path& path) {
  const Descriptor fd(::open(path.c_str(), O_RDONLY | O_CLOEXEC));
  if (fd.get() < 0) return io_error("cannot open to sync", path, errno);
  if (::fsync(fd.get()) != 0) return io_error("cannot sync to disk", path, errno);
  return {};
}

fs::path temporary_of(const fs::path& path) { return path.string() + ".tmp"; }

Status write_file_atomic(const fs::path& path, std::string_view bytes) {
  const fs::path temporary = temporary_of(path);
  {
    Descriptor fd(::open(temporary.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0644));
    if (fd.get() < 0) return io_error("cannot create", temporary, errno);
    Status written = write_all(fd.get(), bytes, temporary);
    if (written.ok() && ::fsync(fd.get()) != 0) {
      written = io_error("cannot sync to disk", temporary, errno);
    }
    if (written.ok() && ::close(fd.release()) != 0) {
      written = io_error("cannot close", temporary, errno);
    }
    if (!written.ok()) {
      ::unlink(temporary.c_str());
      return written;
    }
  }
  if (::rename(temporary.c_str(), path.c_str()) != 0) {
    const int error_number = errno;
    ::unlink(temporary.c_str());
    return io_error("cannot rename into place", path, error_number);
  }
  return sync_path(path.has_parent_path() ? path.parent_path() : fs::path("."));
}

Result<std::vector<std::string>> list_files(const fs::path& root) {
  std::vector<std::string> files;
  std::error_code error;
  fs::recursive_directory_iterator it(root, error);
  for (; !error && it != fs::recursive_directory_iterator(); it.increment(error)) {
    if (it->is_regular_file(error))
      files.push_back(it->path().lexically_relative(root).generic_string());
  }
  if (error) return io_error("cannot list", root, error.value());
  std::sort(files.begin(), files.end());
  return files;
}

Status sync_tree(const fs::path& root) {
  std::vector<fs::path> folders{root};
  std::error_code error;
  fs::recursive_directory_iterator it(root, error);
  for (; !error && it != fs::recursive_directory_iterator(); it.increment(error)) {
    if (it->is_directory(error)) {
      folders.push_back(it->path());
    } else if (Status synced = sync_path(it->path()); !synced.ok()) {
      return synced;
    }
  }
  if (error) return io_error("cannot list", root, error.value());
  for (const fs::path& folder : folders) {
    if (Status synced = sync_path(folder); !synced.ok()) return synced;
  }
  return {};
}

Result<FileLock> FileLock::acquire(const fs::path& path, const std::string& what) {
  while (true) {
    Descriptor fd(::open(path.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0644));
    if (fd.get() < 0) return io_error("cannot open to lock", path, errno);
    if (::flock(fd.get(), LOCK_EX | LOCK_NB) != 0) {
      if (errno != EWOULDBLOCK) return io_error("cannot lock", path, errno);
      return Error{ErrorCode::Busy, what + " is locked by another process", path.string(),
                   "wait for it to end and try again"};
    }
    struct ::stat held = {};
    if (::fstat(fd.get(), &held) != 0) return io_error("cannot lock", path, errno);
    // Whoever had it may have given the file another name since it was opened.
    struct ::stat named = {};
    const bool is_there = ::stat(path.c_str(), &named) == 0;
    if (!is_there && errno != ENOENT) return io_error("cannot lock", path, errno);
    if (is_there && held.st_dev == named.st_dev && held.st_ino == named.st_ino)
      return FileLock(fd.release());
  }
}

FileLock::FileLock(FileLock&& other) noexcept : fd_(std::exchange(other.fd_, -1)) {}

FileLock& FileLock::operator=(FileLock&& other) noexcept {
  std::swap(fd_, other.fd_);
  return *this;
}

FileLock::~FileLock() {
  if (fd_ >= 0) ::close(fd_);
}

}  // namespace paperfind
