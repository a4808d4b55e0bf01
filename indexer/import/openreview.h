// `import openreview`: lists of papers as paperlists and the API of OpenReview have them, to a
// corpus.
#pragma once

#include "engine/base/result.h"
#include "indexer/import/import_source.h"
#include "indexer/import/import_summary.h"

namespace paperfind {

// Reads the inputs in the order given, paper by paper. Each file is an event, named by the file
// where its papers do not say.
Result<ImportSummary> import_openreview(const ImportJob& job);

}  // namespace paperfind
