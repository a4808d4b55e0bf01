// What papers and values are sorted by in the columns.
#pragma once

#include <string>

#include "engine/record/paper.h"
#include "engine/schema/fields.h"
#include "engine/text/normalize.h"

namespace paperfind {

std::string title_sort_key(const Paper& paper, const Collator& collator);
// Of the first author's family name; papers without authors come last.
std::string author_sort_key(const Paper& paper, const Collator& collator);
// True where the ranks of a facet's values are not just their order by label.
bool has_own_order(Facet facet);

}  // namespace paperfind
