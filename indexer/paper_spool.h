// Papers kept on disk between the pass that reads them in file order and the pass that writes them
// in programme order, so that a corpus may be larger than memory.
#pragma once

#include <array>
#include <cstdint>
#include <cstdio>
#include <filesystem>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "engine/base/result.h"
#include "engine/record/paper.h"
#include "engine/schema/resolver.h"
#include "engine/store/record_digests.h"

namespace paperfind {

class PaperSpool {
 public:
  // A nameless file in `folder` (the system's for temporary files when empty): it is gone with the
  // process, however that ends.
  static Result<PaperSpool> create(const std::filesystem::path& folder);

  // `digest`: text_digest() of the record.
  Status add(const Paper& paper, ProgrammeKey key, std::string_view digest);
  // Brings the papers into programme order. No add() after it.
  Status sort();
  [[nodiscard]] std::size_t size() const { return entries_.size(); }
  [[nodiscard]] std::size_t byte_count(std::size_t place) const { return entries_[place].size; }
  [[nodiscard]] const ProgrammeKey& key(std::size_t place) const { return entries_[place].key; }
  [[nodiscard]] std::string_view digest(std::size_t place) const {
    return {entries_[place].digest.data(), entries_[place].digest.size()};
  }
  // The paper at a place in programme order, from 0, as the bytes of encode_paper(). May be called
  // from several threads.
  [[nodiscard]] Result<std::string> bytes(std::size_t place) const;

 private:
  struct Entry {
    ProgrammeKey key;
    std::uint64_t offset = 0;
    std::uint32_t size = 0;
    std::array<char, RecordDigests::kTextBytes> digest{};
  };
  struct Close {
    void operator()(std::FILE* file) const { std::fclose(file); }
  };
  explicit PaperSpool(std::FILE* file) : file_(file) {}

  std::unique_ptr<std::FILE, Close> file_;
  std::uint64_t end_ = 0;
  std::vector<Entry> entries_;
};

}  // namespace paperfind
