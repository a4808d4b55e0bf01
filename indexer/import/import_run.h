// The frame of the importers that read papers one by one: two passes over a source, a catalogue of
// ids between them, and one corpus file in the end, wholly there or not at all.
#pragma once

#include <cstddef>

#include "engine/base/result.h"
#include "indexer/import/import_source.h"
#include "indexer/import/import_summary.h"

namespace paperfind {

// Writes `job.output`: lines (events, sessions, schedule entries, papers) when its name ends in
// .jsonl, else one event's .json file. The same input gives the same bytes, and what is written
// passes `validate`. Memory grows with the number of papers' ids, not with the papers, except for
// .json.
Result<ImportSummary> run_source(const ImportSource& source, const ImportJob& job);

// The same where each input is read by itself: `File` is made of the job, the input's number and
// the sink, and its read() gives the sink all that is in it.
template <typename File>
Result<ImportSummary> run_files(const ImportJob& job) {
  const ImportSource source = [&](ItemSink& sink) -> Status {
    for (std::size_t input = 0; input < job.inputs.size(); ++input) {
      if (Status read = File(job, input, sink).read(); !read.ok()) return read;
    }
    return {};
  };
  return run_source(source, job);
}

}  // namespace paperfind
