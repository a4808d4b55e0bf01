// The words in order of a generation's papers from those of the one before and of its fresh papers.
#pragma once

#include <string>

#include "engine/store/doc_merge.h"
#include "engine/store/forward_index.h"

namespace paperfind {

// The bytes of forward.bin; empty when the texts need more than its 4 GiB. Each paper's texts and
// the words of each stem are those of a full build. Words keep the numbers they have in A, and new
// ones get those that follow, so that only the texts of B are written anew: numbers are no longer
// in order of frequency. Words no text has any more stay until the next full build.
std::string merge_forward(const ForwardIndex& a, const ForwardIndex& b, const DocMerge& map);

}  // namespace paperfind
