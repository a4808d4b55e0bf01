// The vectors of a generation's papers from those of the one before and of its fresh papers.
#pragma once

#include "engine/store/doc_merge.h"
#include "engine/store/doc_vectors.h"

namespace paperfind {

// `b` was finished with the words and the statistics of the merged generation. The papers of A keep
// their vectors: how rare a stem is, is for them as of the build they come from.
DocVectors merge_vectors(const DocVectors& a, const DocVectors& b, const DocMerge& map);

}  // namespace paperfind
