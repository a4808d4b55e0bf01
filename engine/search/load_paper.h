// A stored paper by the number of its document.
#pragma once

#include "engine/base/result.h"
#include "engine/record/paper.h"
#include "engine/store/paper_index.h"
#include "engine/store/snapshot.h"

namespace paperfind {

// From those kept, or from the index. InvalidData when it cannot be decoded. Throws Xapian::Error.
Result<Paper> load_paper(const Snapshot& snapshot, const PaperIndex& index, DocId doc);
// The same for whoever goes over many papers once: keeping those would push out the ones asked for
// again.
Result<Paper> load_paper_once(const Snapshot& snapshot, const PaperIndex& index, DocId doc);

}  // namespace paperfind
