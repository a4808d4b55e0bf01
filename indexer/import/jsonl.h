// `import jsonl`: collections of papers in the flat form, one object a line, to a corpus.
#pragma once

#include <functional>
#include <nlohmann/json_fwd.hpp>

#include "engine/base/result.h"
#include "indexer/import/import_source.h"
#include "indexer/import/import_summary.h"

namespace paperfind {

// Gives a line of another form the keys of the flat one, or says why it cannot.
using Reshape = std::function<Status(nlohmann::json&)>;

// Reads the inputs in the order given, line by line.
Result<ImportSummary> import_jsonl(const ImportJob& job, const Reshape& reshape = {});

}  // namespace paperfind
