// One pass over a corpus: every record validated and resolved, papers in programme order.
#pragma once

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <string>
#include <vector>

#include "engine/base/result.h"
#include "engine/record/corpus.h"
#include "engine/schema/resolver.h"
#include "indexer/known_papers.h"
#include "indexer/paper_spool.h"
#include "indexer/source_files.h"

namespace paperfind {

// Papers that must not be shown yet: none of them is in a pass.
struct HiddenPapers {
  std::size_t count = 0;
  std::int64_t next = 0;  // when the first of them may be, in seconds since 1970
};

struct CorpusPass {
  Resolver resolver;
  PaperSpool papers;  // sorted
  std::vector<Finding> findings;
  std::string source;  // as of OpenCorpus
  HiddenPapers hidden;
  OverrideLog overrides;
};

std::int64_t seconds_now();

// A corpus of which no record was read.
struct OpenCorpus {
  CorpusReader reader;
  SourceFiles files;   // as they were before anything was read
  std::string source;  // SHA-256 over their names and contents
};

Result<OpenCorpus> open_corpus(const std::filesystem::path& corpus,
                               const std::filesystem::path& authority);

// One of which all but the papers was read.
struct CorpusStart {
  OpenCorpus corpus;
  Resolver resolver;
  std::vector<Finding> findings;
  OverrideLog overrides;
};

Result<CorpusStart> read_frame(OpenCorpus&& corpus);

struct ReadOptions {
  std::filesystem::path scratch;  // as of read_corpus()
  bool quiet = false;
  KnownPapers* known = nullptr;  // is told which papers there are; those it knows are left out
};

// The papers then; findings and failures as of read_corpus().
Result<CorpusPass> read_papers(CorpusStart&& start, const ReadOptions& options);

// `scratch`: a folder for the spool; empty: the system's for temporary files. Findings do not make
// it fail; an unreadable corpus does, and Busy says that a file changed meanwhile: what was read
// may be half of the one and half of the other.
Result<CorpusPass> read_corpus(const std::filesystem::path& corpus,
                               const std::filesystem::path& authority,
                               const std::filesystem::path& scratch, bool quiet);

}  // namespace paperfind
