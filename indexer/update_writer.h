// Writes a generation from the one before and what a corpus changed since: the large shard is the
// same files, a small one is written anew, the tables are merged.
#pragma once

#include <filesystem>

#include "engine/base/result.h"
#include "engine/store/doc_merge.h"
#include "engine/store/manifest.h"
#include "engine/store/paper_index.h"
#include "engine/store/record_digests.h"
#include "engine/store/snapshot.h"
#include "indexer/corpus_pass.h"
#include "indexer/known_papers.h"
#include "indexer/shard_writer.h"

namespace paperfind {

struct CorpusChanges {
  const Snapshot& before;
  const RecordDigests& records;  // of `before`
  const KnownPapers& known;      // which of its papers stay
  const CorpusPass& fresh;       // the others of the corpus; all else is as it was
};

// Every paper that stays and every fresh one, in programme order. Throws Xapian::Error.
Result<DocMerge> merge_in_order(const CorpusChanges& changes, const PaperIndex& index);

// Fills `folder` and gives the manifest to seal it with, in which files that are the same have
// their hashes.
Result<Manifest> write_update(const CorpusChanges& changes, const std::filesystem::path& folder,
                              const WriteOptions& options);

}  // namespace paperfind
