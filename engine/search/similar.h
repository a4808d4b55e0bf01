// Papers like one paper, each with the reason in words a reader understands.
#pragma once

#include <xapian.h>

#include <vector>

#include "engine/record/paper.h"
#include "engine/store/doc_set.h"
#include "engine/search/result_page.h"
#include "engine/store/snapshot.h"
#include "engine/text/analyzer.h"

namespace paperfind {

inline constexpr std::size_t kSimilarPapers = 5;

// Found when asked, from the terms of the index: nothing is stored for it. Words, postings and
// candidates looked at are bounded whatever the corpus holds.
class SimilarPapers {
 public:
  // `hidden`: papers no answer may show.
  SimilarPapers(const Xapian::Database& db, const Snapshot& snapshot, Analyzer& analyzer,
                const DocSet& hidden)
      : db_(db), snapshot_(snapshot), analyzer_(analyzer), hidden_(hidden) {}

  // Those the paper itself names, in its order, then at most kSimilarPapers that share words,
  // authors or a session with it: most alike first, ties in programme order. `paper` is the record
  // of document `doc`. Throws Xapian::Error.
  [[nodiscard]] std::vector<RelatedPaper> find(DocId doc, const Paper& paper) const;

 private:
  const Xapian::Database& db_;
  const Snapshot& snapshot_;
  Analyzer& analyzer_;
  const DocSet& hidden_;
};

}  // namespace paperfind
