// The tables beside a generation's database, from those of the generation before and of its fresh
// papers.
#pragma once

#include <cstddef>
#include <filesystem>

#include "engine/base/result.h"
#include "engine/schema/resolver.h"
#include "engine/store/doc_merge.h"
#include "indexer/paper_tables.h"

namespace paperfind {

struct TableMerge {
  std::filesystem::path before;   // the columns folder of A
  std::size_t papers_before = 0;  // of A
  PaperTables& fresh;             // of B, used up
  const DocMerge& map;
  const Resolver& resolver;  // of the frame A was built with
  // How many papers the last full build had: its phrases of titles decide which there are.
  std::size_t papers_when_built = 0;
};

// For the manifest.
struct MergedCounts {
  std::size_t people = 0;
  std::size_t institutions = 0;
};

// Writes columns.bin, forward.bin, words.bin, vectors.bin, title_forms.bin and suggest.bin into
// `folder`, on two threads where there are as many `jobs`. InvalidData where a table of A is
// damaged or not about its papers.
Result<MergedCounts> merge_tables(const TableMerge& merge, const StoredPaper& paper,
                                  const std::filesystem::path& folder, std::size_t jobs);

}  // namespace paperfind
