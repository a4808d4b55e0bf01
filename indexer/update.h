// A generation made of the one that serves and of what changed in the corpus since.
#pragma once

#include <string>

#include "engine/base/result.h"
#include "engine/store/generation.h"
#include "indexer/build.h"
#include "indexer/corpus_pass.h"

namespace paperfind {

struct UpdateOutcome {
  // Why the corpus has to be built in full; empty where it was not needed.
  std::string full;
  BuildReport report;
};

// Fills the writer's folder with a generation that was verified, or says that nothing changed or
// why it cannot be made of the one before. Records with mistakes are such a reason: the build says
// what they are. Whoever interrupts it finds nothing left.
Result<UpdateOutcome> write_changes(const BuildOptions& options, OpenCorpus&& corpus,
                                    GenerationWriter& writer);

}  // namespace paperfind
