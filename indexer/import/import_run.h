// The frame of the importers that read papers one by one: two passes over a source, a catalogue of
// ids between them, and one corpus file in the end, wholly there or not at all.
#pragma once

#include "engine/base/result.h"
#include "indexer/import/import_source.h"
#include "indexer/import/import_summary.h"

namespace paperfind {

// Writes `job.output`: lines (events, sessions, schedule entries, papers) when its name ends in
// .jsonl, else one event's .json file. The same input gives the same bytes, and what is written
// passes `validate`. Memory grows with the number of papers' ids, not with the papers, except for
// .json.
Result<ImportSummary> run_source(const ImportSource& source, const ImportJob& job);

}  // namespace paperfind
