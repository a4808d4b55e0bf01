#include "engine/record/line_reader.h"

#include <cstring>
#include <utility>

namespace paperfind {
namespace {

constexpr std::size_t kBlockBytes = std::size_t{1} << 18;

}  // namespace

Result<LineReader> LineReader::open(const std::filesystem::path& path, std::size_t max_line_bytes) {
  Result<InputFile> file = InputFile::open(path);
  if (!file.ok()) return file.error();
  return LineReader(std::move(file).value(), max_line_bytes);
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
  const Result<std::size_t> got = file_.read(buffer_.data() + end_, kBlockBytes);
  if (!got.ok()) status_ = got.error();
  if (!got.ok() || *got == 0) {
    at_end_ = true;
    return false;
  }
  end_ += *got;
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
