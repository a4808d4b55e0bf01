// Papers like one paper, each with the reason in words a reader understands.
#pragma once

#include <vector>

#include "engine/record/paper.h"
#include "engine/search/result_page.h"
#include "engine/search/scorer.h"
#include "engine/store/doc_set.h"
#include "engine/store/paper_index.h"
#include "engine/store/snapshot.h"
#include "engine/text/analyzer.h"

namespace paperfind {

inline constexpr std::size_t kSimilarPapers = 5;

struct SimilarTools {
  const PaperIndex& index;
  const Snapshot& snapshot;
  Analyzer& analyzer;
  Scorer& scorer;
  const DocSet& hidden;  // papers no answer may show
};

// Those the paper itself names, in its order, then at most kSimilarPapers that share words,
// authors or a session with it: most alike first, ties in programme order. `paper` is the record
// of document `doc`. Found when asked, from the terms of the index: nothing is stored for it.
// Words, postings and candidates looked at are bounded whatever the corpus holds. Throws
// Xapian::Error.
std::vector<RelatedPaper> similar_papers(const SimilarTools& tools, DocId doc, const Paper& paper);

}  // namespace paperfind
