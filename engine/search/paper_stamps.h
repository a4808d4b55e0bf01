// Which papers there are and when each changed last: what crawlers ask for.
#pragma once

#include <cstddef>
#include <vector>

#include "engine/base/result.h"
#include "engine/search/record_tools.h"
#include "engine/search/record_views.h"

namespace paperfind {

// Of at most `count` documents from `first` on, withdrawn ones left out. InvalidData when one
// cannot be decoded. Throws Xapian::Error.
Result<std::vector<PaperStamp>> paper_stamps(const RecordTools& tools, DocId first,
                                             std::size_t count);

}  // namespace paperfind
