#include <fmt/format.h>

#include <chrono>
#include <cstdint>
#include <cstdio>
#include <optional>
#include <thread>

#include "engine/base/exit_code.h"
#include "indexer/commands.h"
#include "indexer/corpus_pass.h"
#include "indexer/corpus_watch.h"

namespace paperfind {

namespace {

// When to look again though no file changed, for papers that are kept back.
class DueTime {
 public:
  void note(const Result<BuildReport>& report) {
    constexpr std::int64_t kTryAgain = 60;
    const std::int64_t now = seconds_now();
    if (report.ok() && !report->generation.empty()) {
      next_ = report->next_visible;
    } else if (next_ != 0 && next_ <= now) {
      next_ = now + kTryAgain;  // it is due and could not be published: the disk may be full
    }
  }
  // Nothing where no paper waits.
  [[nodiscard]] std::optional<std::chrono::sys_seconds> time() const {
    if (next_ == 0) return std::nullopt;
    return std::chrono::sys_seconds(std::chrono::seconds(next_));
  }

 private:
  std::int64_t next_ = 0;  // seconds since 1970
};

}  // namespace

int run_watch(const BuildOptions& options) {
  constexpr std::chrono::seconds kTryAgain{1};
  Result<CorpusWatch> watch = CorpusWatch::create(options.corpus, options.authority);
  if (!watch.ok()) return fail(watch.error());
  DueTime due;
  const auto update = [&] {
    const Result<BuildReport> report = update_index(options);
    due.note(report);
    return tell(options, report);
  };
  for (bool first = true;; first = false) {
    watch->wait(due.time());
    int status = update();
    // Another indexer may work there, or somebody write a file just now.
    while (status == kExitTryAgain) {
      std::this_thread::sleep_for(kTryAgain);
      status = update();
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
