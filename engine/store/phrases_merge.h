// The phrases of titles, of a generation made from two.
#pragma once

#include <string>
#include <vector>

#include "engine/base/result.h"
#include "engine/store/suggest_merge.h"

namespace paperfind {

// Adds their part of suggest.bin. Looks only for phrases that titles have which are new or gone;
// all others stay.
Status merge_phrases(PackedWriter& out, const SuggestMerge& merge, const StoredPaper& paper);

}  // namespace paperfind
