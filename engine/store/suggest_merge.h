// The table of suggestions of a generation from that of the one before and from its fresh papers.
#pragma once

#include <cstddef>
#include <string>

#include "engine/base/result.h"
#include "engine/record/corpus.h"
#include "engine/store/columns_merge.h"
#include "engine/store/doc_merge.h"
#include "engine/store/forward_index.h"
#include "engine/store/suggest_table.h"
#include "engine/store/title_forms.h"
#include "engine/store/title_phrases.h"

namespace paperfind {

struct SuggestMerge {
  const SuggestTable& before;          // of A
  const TitleForms& forms_before;      // of A
  const ForwardIndex& forward_before;  // of A
  const DocMerge& map;
  const MergedColumns& columns;
  const TitleForms& forms;      // merged
  const ForwardIndex& forward;  // merged
  const CorpusFrame& frame;     // the one A was built with
  const TitleList& fresh;       // the titles of B
  // Titles that make a phrase: as many as when A was made (least_titles() of the papers of the last
  // full build), for only phrases of titles that changed are looked for.
  std::size_t least = 2;
};

// The bytes of suggest.bin, exactly those of all the papers (with phrases of so many titles). Reads
// papers of A whose title prints a phrase in a way its forms do not tell.
Result<std::string> merge_suggest(const SuggestMerge& merge, const StoredPaper& paper);

}  // namespace paperfind
