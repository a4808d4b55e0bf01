// The files a corpus is made of, as they are at one moment.
#pragma once

#include <cstdint>
#include <filesystem>
#include <string>
#include <vector>

#include "engine/base/result.h"
#include "engine/record/corpus.h"

namespace paperfind {

struct SourceFile {
  std::filesystem::path path;
  // What changes when somebody writes it or puts another in its place. All 0: it is not there.
  std::uint64_t device = 0, number = 0, size = 0;
  std::int64_t changed_ns = 0;

  friend bool operator==(const SourceFile&, const SourceFile&) = default;
};

using SourceFiles = std::vector<SourceFile>;

SourceFiles source_files(const CorpusReader& reader);

// SHA-256 over their names and bytes, wherever the corpus stands. A file that cannot be read counts
// as such: what is wrong with it is for the reader of the corpus to say.
std::string digest_of(const SourceFiles& files);

// Busy, naming the file, when one of them is another now.
Status unchanged_since(const SourceFiles& before, const CorpusReader& reader);

}  // namespace paperfind
