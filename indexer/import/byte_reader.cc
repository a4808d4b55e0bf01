#include "indexer/import/byte_reader.h"

#include <system_error>

namespace paperfind {
namespace {

constexpr std::size_t kBlockBytes = std::size_t{1} << 18;

}  // namespace

Result<ByteReader> ByteReader::open(const std::filesystem::path& path) {
  std::error_code error;
  const std::filesystem::file_status kind = std::filesystem::symlink_status(path, error);
  if (!std::filesystem::exists(kind)) {
    return Error{ErrorCode::NotFound, "cannot open: no such file", path.string()};
  }
  if (std::filesystem::is_symlink(kind)) {
    return Error{ErrorCode::InvalidData, "is a symbolic link", path.string(),
                 "put the file itself there"};
  }
  if (!std::filesystem::is_regular_file(kind)) {
    return Error{ErrorCode::InvalidData, "is not a regular file", path.string()};
  }
  ByteReader reader;
  reader.path_ = path;
  reader.in_.open(path, std::ios::binary);
  if (!reader.in_) return Error{ErrorCode::Io, "cannot open", path.string()};
  reader.buffer_.resize(kBlockBytes);
  return reader;
}

bool ByteReader::fill() {
  if (!in_ || !status_.ok()) return false;
  in_.read(buffer_.data(), static_cast<std::streamsize>(buffer_.size()));
  if (in_.bad()) status_ = Error{ErrorCode::Io, "cannot read", path_.string()};
  at_ = 0;
  have_ = static_cast<std::size_t>(in_.gcount());
  return have_ > 0;
}

}  // namespace paperfind
