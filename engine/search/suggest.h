// Completions of what somebody is typing, each with its number of papers under the filters.
#pragma once

#include "engine/query/ranking_parts.h"
#include "engine/search/suggest_page.h"
#include "engine/store/doc_set.h"
#include "engine/store/paper_index.h"
#include "engine/store/snapshot.h"
#include "engine/text/analyzer.h"

namespace paperfind {

// What a searcher lends. `hidden`: papers no search may show.
struct SuggestTools {
  const PaperIndex& index;
  Analyzer& analyzer;
  const Snapshot& snapshot;
  const DocSet& hidden;
  const RankingParts& parts;
};

class Suggester {
 public:
  explicit Suggester(const SuggestTools& tools) : tools_(tools) {}

  // Of every type those with most papers come first: phrases that begin as typed, and names and
  // titles that have a word for every word typed. Names have words that begin so; of titles only
  // the last word typed may be a beginning. Rows are dealt to the types in turn. Where that leaves
  // some empty, they are dealt to what one edit would make match.
  // Throws Xapian::Error.
  [[nodiscard]] Result<SuggestPage> suggest(const SuggestRequest& request) const;

 private:
  SuggestTools tools_;
};

}  // namespace paperfind
