// Corpus → a new generation, verified and published, or nothing at all.
#pragma once

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <string>
#include <vector>

#include "engine/base/result.h"
#include "engine/record/corpus.h"

namespace paperfind {

struct BuildOptions {
  std::filesystem::path corpus;
  std::filesystem::path authority;  // empty: authority/ in the corpus
  std::filesystem::path index;
  bool dry_run = false;    // read and check the corpus, write nothing
  bool force = false;      // publish also where many papers are gone
  bool lenient = false;    // leave wrong records out and publish the good ones
  std::size_t jobs = 1;    // threads that index; the index does not depend on it
  std::size_t shards = 0;  // of a build in full; 0: as many as the generation that serves, else one
  bool quiet = false;
};

struct BuildReport {
  std::string generation;  // empty after a dry run
  std::size_t papers = 0;
  std::size_t sessions = 0;
  std::size_t institutions = 0;
  std::size_t people = 0;
  std::size_t hidden = 0;         // papers that may not be shown yet
  std::int64_t next_visible = 0;  // when the first of them may be, in seconds since 1970
  bool unchanged = false;         // by update_index(): `generation` holds the corpus already
  std::string full;               // by update_index(): why it could not build on the one before
  std::string warning;            // published all the same
  std::vector<Finding> findings;  // not empty: nothing was built, unless leniently
};

// InvalidData where more than a fifth of the papers that serve are gone, unless `force`.
Result<BuildReport> build_index(const BuildOptions& options);

// The same, but writes only what changed since the generation that serves was made, and nothing
// where the files are those the last one was made from, by the same versions: one that was rolled
// back stays so until somebody mends the corpus.
Result<BuildReport> update_index(const BuildOptions& options);

}  // namespace paperfind
