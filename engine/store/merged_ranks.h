// The orders one can sort by, of a generation made from two.
#pragma once

#include <cstdint>
#include <vector>

#include "engine/base/result.h"
#include "engine/store/columns_merge.h"

namespace paperfind {

// As SortColumns; [docs + 1] each.
struct MergedRanks {
  std::vector<std::uint32_t> programme, year_descending, year, title, author;
};

Result<MergedRanks> merge_ranks(const ColumnsMerge& merge, const StoredPaper& paper);

}  // namespace paperfind
