#include <fmt/format.h>

#include <chrono>
#include <cstdio>
#include <optional>
#include <string>
#include <thread>

#include "engine/base/exit_code.h"
#include "engine/store/generation.h"
#include "indexer/commands.h"
#include "indexer/corpus_pass.h"
#include "indexer/corpus_watch.h"

namespace paperfind {

namespace {

// When a paper may be shown that was kept back; nothing where there is none.
std::optional<std::chrono::system_clock::time_point> next_visible(const BuildOptions& options) {
  const Result<std::string> current = current_generation(options.index);
  if (!current.ok()) return std::nullopt;
  const Result<Manifest> manifest = read_manifest(options.index / *current);
  if (!manifest.ok() || manifest->next_visible == 0) return std::nullopt;
  // One that is late is one that could not be published: the disk may be full.
  constexpr std::int64_t kTryAgain = 60;
  const std::int64_t now = seconds_now();
  const std::int64_t due = manifest->next_visible > now ? manifest->next_visible : now + kTryAgain;
  return std::chrono::system_clock::time_point(std::chrono::seconds(due));
}

}  // namespace

int run_watch(const BuildOptions& options) {
  constexpr std::chrono::seconds kTryAgain{1};
  Result<CorpusWatch> watch = CorpusWatch::create(options.corpus, options.authority);
  if (!watch.ok()) return fail(watch.error());
  for (bool first = true;; first = false) {
    watch->wait(next_visible(options));
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
