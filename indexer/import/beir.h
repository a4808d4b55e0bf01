// `import beir`: a judged collection in the layout of BEIR, a folder with corpus.jsonl, to a
// corpus.
#pragma once

#include <filesystem>

#include "engine/base/result.h"
#include "indexer/import/jsonl.h"

namespace paperfind {

// Reads the lines {_id, title, text, metadata} of `folder`/corpus.jsonl, or the same with `id`,
// `authors` and `meta`, and writes `output` as import_jsonl does. The folder's name is that of the
// one event, since the layout has none.
Result<JsonlImportSummary> import_beir(const std::filesystem::path& folder,
                                       const std::filesystem::path& output);

}  // namespace paperfind
