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
  const ForwardIndex& forward;  // merged
  const CorpusFrame& frame;     // the one A was built with
  const TitleList& fresh;       // the titles of B
  // Titles that make a phrase; that of the last full build (least_titles of its papers), so that
  // only phrases of titles that changed are looked for.
  std::size_t least = 2;
};

struct MergedSuggest {
  std::string table;  // the bytes of suggest.bin
  std::string forms;  // the bytes of title_forms.bin
};

// Byte for byte what the builders make of all the papers. Reads stored papers of A whose printed
// title is wanted and not told by its forms.
Result<MergedSuggest> merge_suggest(const SuggestMerge& merge, const StoredPaper& paper);

}  // namespace paperfind
