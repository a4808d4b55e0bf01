#include <fmt/format.h>

#include <chrono>
#include <cstdio>
#include <thread>

#include "engine/base/exit_code.h"
#include "indexer/commands.h"
#include "indexer/corpus_watch.h"

namespace paperfind {

int run_watch(const BuildOptions& options) {
  constexpr std::chrono::seconds kTryAgain{1};
  Result<CorpusWatch> watch = CorpusWatch::create(options.corpus, options.authority);
  if (!watch.ok()) return fail(watch.error());
  for (bool first = true;; first = false) {
    watch->wait();
    int status = run_update(options);
    // Another indexer may work there, or somebody write a file just now.
    while (status == kExitTryAgain) {
      std::this_thread::sleep_for(kTryAgain);
      status = run_update(options);
    }
    // A folder named by mistake is no corpus to wait for; one with a mistake in it is.
    if (first && status != kExitOk && status != kExitBadData) return status;
    if (first && !options.quiet) {
      fmt::print("watching {}; Ctrl-C ends it\n", options.corpus.string());
    }
    std::fflush(stdout);
  }
}

}  // namespace paperfind
