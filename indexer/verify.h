// Is a generation what its manifest and its corpus say? Asked before every publish and by `check`.
#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "engine/base/result.h"
#include "indexer/corpus_pass.h"

namespace paperfind {

// Re-opened read-only: hashes and sizes match the manifest, xapian-check (a child process: it may
// crash on what it checks) finds every shard clean, the document count is the manifest's, and three
// sampled papers are found by title.
Status verify_generation(const std::filesystem::path& generation);

// Every paper of the corpus is stored as it reads now, and none other. At most 20 differences, as
// lines for a person.
Result<std::vector<std::string>> compare_with_corpus(const std::filesystem::path& generation,
                                                     const CorpusPass& corpus);

}  // namespace paperfind
