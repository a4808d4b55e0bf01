// `import csv`: tables of papers with the columns of MiniConf, and its sessions YAML, to a corpus.
#pragma once

#include "engine/base/result.h"
#include "indexer/import/import_source.h"
#include "indexer/import/import_summary.h"

namespace paperfind {

// Inputs ending in .yml or .yaml name the sessions of the papers of all others. All papers are of
// one event, which the output's name names unless the settings or a column do.
Result<ImportSummary> import_csv(const ImportJob& job);

}  // namespace paperfind
