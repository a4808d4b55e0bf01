#include "engine/search/open_searchers.h"

#include <future>
#include <utility>

#include "engine/store/xapian_guard.h"

namespace paperfind {
namespace {

// Servers let five wait until they are accepted; those after them hear nothing for a second.
constexpr std::size_t kAtOnce = 4;

}  // namespace

Result<std::vector<std::unique_ptr<Searcher>>> open_searchers(
    const std::shared_ptr<const Snapshot>& snapshot, ShardHosts& hosts, std::size_t count) {
  using Searchers = std::vector<std::unique_ptr<Searcher>>;
  for (bool once_more = true;;) {
    const ShardHosts::View view = hosts.view();
    Result<Searchers> opened = guard_xapian([&]() -> Result<Searchers> {
      const auto open = [&] { return Searcher::over(snapshot, hosts.open(view)); };
      Searchers searchers;
      if (count > 0) searchers.push_back(open());
      // Requests wait for this: once one could be opened the others are side by side.
      const std::launch way = hosts.remote() ? std::launch::async : std::launch::deferred;
      while (searchers.size() < count) {
        std::vector<std::future<std::unique_ptr<Searcher>>> coming;
        while (coming.size() < kAtOnce && searchers.size() + coming.size() < count) {
          coming.push_back(std::async(way, open));
        }
        for (auto& searcher : coming) searchers.push_back(searcher.get());
      }
      return searchers;
    });
    if (opened.ok() || !is_shard_failure(opened.error())) return opened;
    // A connection that broke once it was open says little: the server may only have closed it, and
    // whose it was is not always told. To connect anew tells. One server less each time, so this
    // ends.
    if (hosts.view() != view) continue;
    if (!is_timeout(opened.error()) && std::exchange(once_more, false)) continue;
    hosts.failed(opened.error());
    if (hosts.view() == view) return opened;
  }
}

}  // namespace paperfind
