// How many occurrences of terms each paper has, where a generation's shards may be on servers:
// those tell it paper by paper. File format in docs/index-format.md.
#pragma once

#include <cstdint>
#include <filesystem>
#include <span>
#include <vector>

#include "engine/base/mapped_file.h"
#include "engine/base/result.h"

namespace paperfind {

inline constexpr const char* kPaperLengthsFileName = "lengths.bin";

class PaperLengths {
 public:
  PaperLengths() = default;  // not known
  // InvalidData when the file is damaged.
  static Result<PaperLengths> load(const std::filesystem::path& folder);

  // By number of the paper, 0 for number 0; empty: not known.
  [[nodiscard]] std::span<const std::uint32_t> all() const { return lengths_; }

 private:
  MappedFile file_;
  std::span<const std::uint32_t> lengths_;
};

Status save_paper_lengths(const std::filesystem::path& folder,
                          const std::vector<std::uint32_t>& lengths);

}  // namespace paperfind
