// What each part of a query added to the scores of the papers shown.
#pragma once

#include <vector>

#include "engine/search/reader.h"
#include "engine/search/result_page.h"
#include "engine/search/scorer.h"
#include "engine/store/paper_index.h"

namespace paperfind {

// Fills in `explanation` of hits ranked by weight: of each part of the query's top level the score
// less what it would be without that part, then what a whole title, an id or a name added. Parts
// that add nothing, such as conditions, are left out. Throws Xapian::Error.
void explain_scores(const PaperIndex& index, Scorer& scorer, const Reading& reading,
                    std::vector<Hit>& hits);

}  // namespace paperfind
