#include "engine/search/open_searchers.h"

#include <utility>

#include "engine/store/xapian_guard.h"

namespace paperfind {

Result<std::vector<std::unique_ptr<Searcher>>> open_searchers(
    const std::shared_ptr<const Snapshot>& snapshot, ShardHosts& hosts, std::size_t count) {
  using Searchers = std::vector<std::unique_ptr<Searcher>>;
  for (;;) {
    const ShardHosts::View view = hosts.view();
    Result<Searchers> opened = guard_xapian([&]() -> Result<Searchers> {
      Searchers searchers;
      for (std::size_t i = 0; i < count; ++i) {
        searchers.push_back(Searcher::over(snapshot, hosts.open(view)));
      }
      return searchers;
    });
    if (opened.ok() || !is_shard_failure(opened.error())) return opened;
    // One server less each time, so this ends.
    hosts.failed(opened.error());
    if (hosts.view() == view) return opened;
  }
}

}  // namespace paperfind
