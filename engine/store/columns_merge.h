// The columns of a generation from those of the one before and of its fresh papers.
#pragma once

#include <array>
#include <limits>
#include <vector>

#include "engine/base/result.h"
#include "engine/schema/resolver.h"
#include "engine/store/columns.h"
#include "engine/store/doc_merge.h"

namespace paperfind {

struct MergedColumns {
  static constexpr Ordinal kFresh = std::numeric_limits<Ordinal>::max();

  Columns columns;
  // By facet, of each value: its ordinal in A, where A has it under the same label; else kFresh.
  std::array<std::vector<Ordinal>, kFacetCount> ordinals_before;
};

// What to merge. The frame of the corpus is the one A was built with.
struct ColumnsMerge {
  const Columns& a;
  const Columns& b;
  const DocMerge& map;
  const Resolver& resolver;
};

// Byte for byte what ColumnsBuilder makes of all the papers. Reads the stored papers of B, about a
// dozen of A for each of them (their places in the orders of titles and authors are looked for),
// and one for each value whose first paper, which gave it its label, is gone.
Result<MergedColumns> merge_columns(const ColumnsMerge& merge, const StoredPaper& paper);

}  // namespace paperfind
