// What a generation remembers of the records it was made from, so that the next one reads only what
// changed. File format in docs/index-format.md.
#pragma once

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "engine/base/result.h"
#include "engine/record/paper.h"

namespace paperfind {

// Of the text of a record as a corpus has it: 16 bytes.
std::string text_digest(std::string_view text);

// Eight bytes, which do not tell capitals from small letters.
std::uint64_t id_digest(std::string_view id);

// Of the ids nobody else may have, its own and then former ones.
std::vector<std::uint64_t> id_digests(const Paper& paper);

// Of the papers of a generation in programme order, numbered from 0.
class RecordDigests {
 public:
  static constexpr std::size_t kTextBytes = 16, kStoredBytes = 32;

  // InvalidData when the file is damaged.
  static Result<RecordDigests> load(const std::filesystem::path& folder);
  Status save(const std::filesystem::path& folder) const;

  // `text`: its text_digest(); `stored`: the bytes of encode_paper().
  void add(std::string_view text, std::string_view stored, const Paper& paper);
  // One or all of another generation.
  void add(const RecordDigests& from, std::size_t place);
  void append(const RecordDigests& later);

  [[nodiscard]] std::size_t size() const { return ends_.size() - 1; }
  [[nodiscard]] std::string_view text(std::size_t place) const {
    return std::string_view(texts_).substr(place * kTextBytes, kTextBytes);
  }
  // Its id_digests().
  [[nodiscard]] std::span<const std::uint64_t> ids(std::size_t place) const {
    return std::span(ids_).subspan(ends_[place], ends_[place + 1] - ends_[place]);
  }
  // SHA-256 over the stored records.
  [[nodiscard]] std::string fingerprint() const;

 private:
  [[nodiscard]] bool read(std::string_view bytes);

  std::string texts_, stored_;
  std::vector<std::uint64_t> ids_;
  std::vector<std::uint32_t> ends_{0};  // in ids_, of those of each paper
};

}  // namespace paperfind
