// `import beir`: a judged collection in the layout of BEIR, a folder with corpus.jsonl, to a
// corpus.
#pragma once

#include "engine/base/result.h"
#include "indexer/import/import_source.h"
#include "indexer/import/import_summary.h"

namespace paperfind {

// Reads the lines {_id, title, text, metadata} of corpus.jsonl in the one input, a folder, or the
// same with `id`, `authors` and `meta`, and writes the output as import_jsonl does. The folder's
// name is that of the one event, since the layout has none.
Result<ImportSummary> import_beir(const ImportJob& job);

}  // namespace paperfind
