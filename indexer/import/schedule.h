// `import schedule`: the programmes of pretalx and frab, JSON or XML, to a corpus.
#pragma once

#include "engine/base/result.h"
#include "indexer/import/import_source.h"
#include "indexer/import/import_summary.h"

namespace paperfind {

// Each input is one event. A file has 64 MB at most: it is held in memory.
Result<ImportSummary> import_schedule(const ImportJob& job);

}  // namespace paperfind
