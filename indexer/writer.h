// Writes the Xapian database and the columns of a generation.
#pragma once

#include <filesystem>
#include <string>

#include "engine/base/result.h"
#include "engine/store/manifest.h"
#include "indexer/corpus_pass.h"
#include "indexer/shard_writer.h"

namespace paperfind {

// Fills `folder` (shard-000 and others, columns) with the papers of `corpus` and gives the manifest
// to seal it with.
Result<Manifest> write_generation(const CorpusPass& corpus, const std::filesystem::path& folder,
                                  const WriteOptions& options);

// Writes how many terms each paper has, which servers of shards would tell one by one. Throws
// Xapian::Error.
Status save_lengths_of_shards(const std::filesystem::path& folder, int shards);

// SHA-256 over every resolved record in programme order and all that is not a paper: equal for
// equal corpora, whatever machine indexes them.
Result<std::string> fingerprint_of(const CorpusPass& corpus);
// The same of a generation.
std::string fingerprint_of(const RecordDigests& records, const CorpusFrame& frame);

}  // namespace paperfind
