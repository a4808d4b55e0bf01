// `import bibtex`: bibliographies, to a corpus.
#pragma once

#include "engine/base/result.h"
#include "indexer/import/import_source.h"
#include "indexer/import/import_summary.h"

namespace paperfind {

// Reads the inputs in the order given, entry by entry. An event is a book of proceedings, or a
// journal, and a year.
Result<ImportSummary> import_bibtex(const ImportJob& job);

}  // namespace paperfind
