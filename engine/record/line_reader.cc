#include "engine/record/line_reader.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <utility>

namespace paperfind {
namespace {

constexpr std::size_t kBlockBytes = std::size_t{1} << 18;

Error io_error(const char* doing, const std::filesystem::path& path) {
  const int error_number = errno;
  const ErrorCode code = error_number == ENOENT ? ErrorCode::NotFound : ErrorCode::Io;
  return {code, std::string(doing) + ": " + std::strerror(error_number), path.string()};
}

}  // namespace

Result<LineReader> LineReader::open(const std::filesystem::path& path, std::size_t max_line_bytes) {
  // O_NONBLOCK: opening a pipe nobody writes to must not hang before fstat() can refuse it.
  const int fd = ::open(path.c_str(), O_RDONLY | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK);
  if (fd < 0 && errno == ELOOP) {
    return Error{ErrorCode::InvalidData, "is a symbolic link", path.string(),
                 "put the file itself there"};
  }
  if (fd < 0) return io_error("cannot open", path);
  LineReader reader(fd, path, max_line_bytes);
  struct stat info {};
  if (::fstat(fd, &info) != 0) return io_error("cannot stat", path);
  if (!S_ISREG(info.st_mode)) {
    return Error{ErrorCode::InvalidData, "is not a regular file", path.string()};
  }
  return reader;
}

LineReader::LineReader(int fd, std::filesystem::path path, std::size_t max_line_bytes)
    : fd_(fd), path_(std::move(path)), max_line_bytes_(max_line_bytes) {}

LineReader::LineReader(LineReader&& other) noexcept { *this = std::move(other); }

LineReader& LineReader::operator=(LineReader&& other) noexcept {
  std::swap(fd_, other.fd_);
  std::swap(path_, other.path_);
  std::swap(max_line_bytes_, other.max_line_bytes_);
  std::swap(buffer_, other.buffer_);
  std::swap(begin_, other.begin_);
  std::swap(end_, other.end_);
  std::swap(number_, other.number_);
  std::swap(cut_, other.cut_);
  std::swap(at_end_, other.at_end_);
  std::swap(status_, other.status_);
  return *this;
}

LineReader::~LineReader() {
  if (fd_ >= 0) ::close(fd_);
}

// Reads one block more; what was given out is dropped first.
bool LineReader::fill() {
  if (at_end_) return false;
  if (begin_ > 0) {
    std::memmove(buffer_.data(), buffer_.data() + begin_, end_ - begin_);
    end_ -= begin_;
    begin_ = 0;
  }
  if (buffer_.size() < end_ + kBlockBytes) buffer_.resize(end_ + kBlockBytes);
  ssize_t got = 0;
  do {
    got = ::read(fd_, buffer_.data() + end_, kBlockBytes);
  } while (got < 0 && errno == EINTR);
  if (got < 0) status_ = io_error("cannot read", path_);
  if (got <= 0) {
    at_end_ = true;
    return false;
  }
  end_ += static_cast<std::size_t>(got);
  return true;
}

// The rest of a line too long to keep.
void LineReader::skip_to_newline() {
  for (;;) {
    const void* newline = std::memchr(buffer_.data() + begin_, '\n', end_ - begin_);
    if (newline != nullptr) {
      begin_ = static_cast<std::size_t>(static_cast<const char*>(newline) - buffer_.data()) + 1;
      return;
    }
    begin_ = end_;
    if (!fill()) return;
  }
}

bool LineReader::next(Line& line) {
  if (std::exchange(cut_, false)) skip_to_newline();
  std::size_t searched = 0;
  for (;;) {
    const char* start = buffer_.data() + begin_;
    const std::size_t have = end_ - begin_;
    const void* newline =
        have > searched ? std::memchr(start + searched, '\n', have - searched) : nullptr;
    if (newline != nullptr || have > max_line_bytes_) {
      const std::size_t length =
          newline == nullptr ? have
                             : static_cast<std::size_t>(static_cast<const char*>(newline) - start);
      const bool too_long = length > max_line_bytes_;
      line = {{start, too_long ? max_line_bytes_ : length}, ++number_, too_long};
      cut_ = too_long;
      begin_ += too_long ? max_line_bytes_ : length + 1;
      return true;
    }
    searched = have;
    if (fill()) continue;
    if (end_ == begin_ || !status_.ok()) return false;
    line = {{buffer_.data() + begin_, end_ - begin_}, ++number_, false};
    begin_ = end_;
    return true;
  }
}

}  // namespace paperfind
