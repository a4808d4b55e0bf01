// The vectors of a generation's papers from those of the one before and of its fresh papers.
#pragma once

#include "engine/store/doc_merge.h"
#include "engine/store/doc_vectors.h"

namespace paperfind {

// `b` is what finish_among() gave for the merged words: its stems have the numbers of A's, and its
// vectors are those of a full build. The papers of A keep theirs: how rare a stem is, is for them
// as of the build they come from.
DocVectors merge_vectors(const DocVectors& a, const DocVectors& b, const DocMerge& map);

}  // namespace paperfind
