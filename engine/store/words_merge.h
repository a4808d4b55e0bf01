// The words of a generation from those of the one before and of its fresh papers.
#pragma once

#include "engine/store/doc_merge.h"
#include "engine/store/forward_index.h"
#include "engine/store/word_list.h"

namespace paperfind {

// Exactly the list of all the papers: words no paper holds any more are gone. `before` is of A: it
// tells what its papers that are gone held.
WordList merge_words(const WordList& a, const WordList& b, const DocMerge& map,
                     const ForwardIndex& before);

}  // namespace paperfind
