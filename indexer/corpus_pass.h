// One pass over a corpus: every record validated and resolved, papers in programme order.
#pragma once

#include <filesystem>
#include <vector>

#include "engine/base/result.h"
#include "engine/record/corpus.h"
#include "engine/schema/resolver.h"
#include "indexer/paper_spool.h"

namespace paperfind {

struct CorpusPass {
  Resolver resolver;
  PaperSpool papers;  // sorted
  std::vector<Finding> findings;
  std::string source;  // SHA-256 over the files, as source_digest() gives it
};

// SHA-256 over the names and contents of the files a corpus is made of.
Result<std::string> source_digest(const std::filesystem::path& corpus,
                                  const std::filesystem::path& authority);

// `scratch`: a folder for the spool; empty: the system's for temporary files. Findings do not make
// it fail; an unreadable corpus does, and Busy says that a file changed meanwhile: what was read
// may be half of the one and half of the other.
Result<CorpusPass> read_corpus(const std::filesystem::path& corpus,
                               const std::filesystem::path& authority,
                               const std::filesystem::path& scratch, bool quiet);

}  // namespace paperfind
