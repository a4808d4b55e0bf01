// Is a generation what its manifest and its corpus say? Asked before every publish and by `check`.
#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "engine/base/result.h"
#include "engine/store/snapshot.h"
#include "indexer/corpus_pass.h"
#include "indexer/known_papers.h"

namespace paperfind {

// Re-opened read-only: hashes and sizes match the manifest, xapian-check (a child process: it may
// crash on what it checks) finds every shard clean, the document count is the manifest's, and three
// sampled papers are found by title.
Status verify_generation(const std::filesystem::path& generation);

// Of one that was made of `before` just now and holds the large shard of that: it opens,
// xapian-check finds the small shard clean, sampled papers of either are found by title, and of
// those that did not stay none is found by id but as what came in its place.
Status verify_update(const std::filesystem::path& generation, const Snapshot& before,
                     const KnownPapers& known);

// Every paper of the corpus is stored as it reads now, and none other. At most 20 differences, as
// lines for a person.
Result<std::vector<std::string>> compare_with_corpus(const std::filesystem::path& generation,
                                                     const CorpusPass& corpus);

}  // namespace paperfind
