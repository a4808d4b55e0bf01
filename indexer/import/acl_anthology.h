// `import acl-anthology`: the XML files of the ACL Anthology, one a collection, to a corpus.
#pragma once

#include "engine/base/result.h"
#include "indexer/import/import_source.h"
#include "indexer/import/import_summary.h"

namespace paperfind {

// Reads the inputs in the order given, paper by paper.
Result<ImportSummary> import_acl_anthology(const ImportJob& job);

}  // namespace paperfind
