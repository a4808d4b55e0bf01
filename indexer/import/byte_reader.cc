#include "indexer/import/byte_reader.h"

namespace paperfind {
namespace {

constexpr std::size_t kBlockBytes = std::size_t{1} << 18;

}  // namespace

Result<ByteReader> ByteReader::open(const std::filesystem::path& path) {
  Result<InputFile> file = InputFile::open(path);
  if (!file.ok()) return file.error();
  return ByteReader(std::move(file).value());
}

bool ByteReader::fill() {
  if (!status_.ok()) return false;
  buffer_.resize(kBlockBytes);
  const Result<std::size_t> got = file_.read(buffer_.data(), buffer_.size());
  if (!got.ok()) status_ = got.error();
  at_ = 0;
  have_ = got.ok() ? *got : 0;
  return have_ > 0;
}

}  // namespace paperfind
