#include "engine/store/record_digests.h"

#include <algorithm>
#include <cstring>
#include <utility>

#include "engine/base/ascii.h"
#include "engine/base/file.h"
#include "engine/base/sha256.h"
#include "engine/store/packed_bytes.h"

namespace paperfind {
namespace {

constexpr const char* kFileName = "records.bin";
constexpr std::string_view kMagic = "PFREC-1\n";
constexpr std::size_t kIdBytes = sizeof(std::uint64_t);

}  // namespace

std::string text_digest(std::string_view text) {
  return sha256_bytes(text).substr(0, RecordDigests::kTextBytes);
}

std::uint64_t id_digest(std::string_view id) {
  std::uint64_t digest = 0;
  std::memcpy(&digest, sha256_bytes(ascii_lower(id)).data(), sizeof digest);
  return digest;
}

std::vector<std::uint64_t> id_digests(const Paper& paper) {
  std::vector<std::uint64_t> digests{id_digest(paper.id)};
  for (const std::string& alias : paper.aliases) digests.push_back(id_digest(alias));
  return digests;
}

void RecordDigests::add(std::string_view text, std::string_view stored, const Paper& paper) {
  texts_ += text;
  stored_ += sha256_bytes(stored);
  for (const std::uint64_t id : id_digests(paper)) ids_.push_back(id);
  ends_.push_back(static_cast<std::uint32_t>(ids_.size()));
}

void RecordDigests::add(const RecordDigests& from, std::size_t place) {
  texts_ += from.text(place);
  stored_.append(from.stored_, place * kStoredBytes, kStoredBytes);
  const std::span<const std::uint64_t> ids = from.ids(place);
  ids_.insert(ids_.end(), ids.begin(), ids.end());
  ends_.push_back(static_cast<std::uint32_t>(ids_.size()));
}

void RecordDigests::append(const RecordDigests& later) {
  for (std::size_t place = 0; place < later.size(); ++place) add(later, place);
}

std::string RecordDigests::fingerprint() const { return sha256_hex(hex_of(stored_)); }

Status RecordDigests::save(const std::filesystem::path& folder) const {
  PackedWriter out(kMagic);
  out.text(texts_);
  out.text(stored_);
  out.text({reinterpret_cast<const char*>(ids_.data()), ids_.size() * kIdBytes});
  out.numbers(ends_);
  return write_file_atomic(folder / kFileName, out.bytes);
}

bool RecordDigests::read(std::string_view bytes) {
  PackedReader in(bytes, kMagic);
  texts_ = in.text();
  stored_ = in.text();
  const std::string ids = in.text();
  ends_ = in.numbers();
  ids_.resize(ids.size() / kIdBytes);
  if (!ids_.empty()) std::memcpy(ids_.data(), ids.data(), ids_.size() * kIdBytes);
  return in.finished() && ids.size() % kIdBytes == 0 && !ends_.empty() && ends_.front() == 0 &&
         ends_.back() == ids_.size() && std::is_sorted(ends_.begin(), ends_.end()) &&
         texts_.size() == size() * kTextBytes && stored_.size() == size() * kStoredBytes;
}

Result<RecordDigests> RecordDigests::load(const std::filesystem::path& folder) {
  const std::filesystem::path path = folder / kFileName;
  const Result<std::string> bytes = read_file(path);
  if (!bytes.ok()) return bytes.error();
  RecordDigests digests;
  if (digests.read(*bytes)) return digests;
  return Error{ErrorCode::InvalidData, "the digests of the records are damaged", path.string(),
               "rebuild the index or roll back"};
}

}  // namespace paperfind
