// The tags by which scholarly search engines and reference managers read a paper's page (Highwire
// Press names).
#pragma once

#include <string>
#include <vector>

#include "engine/search/result_page.h"
#include "searchd/pages/site.h"

namespace paperfind {

// In the order they must stand: of each author first the name, then what belongs to it. Only what
// the record has; none for a paper without a title.
std::vector<MetaTag> citation_tags(const Site& site, const PaperView& paper);

}  // namespace paperfind
