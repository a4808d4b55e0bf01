#include "bench/peers/engine.h"

#include <sys/stat.h>

#include <atomic>
#include <mutex>
#include <thread>

#include "bench/peers/engines.h"

namespace paperfind::peers {
namespace {
constexpr double kWarmUp = 0.2;  // of a throughput run, before it
}

std::unique_ptr<Engine> make_engine(std::string_view name, const Place& place) {
  if (name == "ours") return make_ours(place, false, false);
  if (name == "ours-http") return make_ours(place, true, false);
  if (name == "ours-visitor") return make_ours(place, false, true);
  if (name == "ours-visitor-http") return make_ours(place, true, true);
  if (name == "xapian") return make_xapian(place, true);
  if (name == "xapian-estimate") return make_xapian(place, false);
  if (name == "lucene") return make_lucene(place);
  if (name == "groonga") return make_groonga(place);
#ifdef PEERS_SQLITE
  if (name == "fts5") return make_fts5(place);
#endif
#ifdef PEERS_POSTGRES
  if (name == "postgres") return make_postgres(place);
#endif
#ifdef PEERS_SPHINX
  if (name == "sphinx") return make_sphinx(place);
#endif
  return nullptr;
}

Result<double> Engine::throughput(const std::vector<Query>& queries, const Load& load) {
  std::vector<std::unique_ptr<Connection>> connections;
  for (std::size_t i = 0; i < load.clients; ++i) {
    auto connection = connect();
    if (!connection.ok()) return connection.error();
    connections.push_back(std::move(*connection));
  }
  std::atomic<std::size_t> answers = 0;
  std::mutex mutex;
  Status failed;
  // The first part is not counted: new handles have nothing in their caches.
  const double begin = load.seconds * 1000 * kWarmUp;
  const Stopwatch watch;
  const auto ask_on = [&](std::size_t client) {
    // Each begins elsewhere, so that no two ask the same at the same time.
    std::size_t next = client * queries.size() / load.clients;
    while (watch.ms() < begin + load.seconds * 1000) {
      const auto answer = connections[client]->ask(queries[next], load.ask);
      if (!answer.ok()) {
        const std::lock_guard<std::mutex> lock(mutex);
        failed = answer.error();
        return;
      }
      if (watch.ms() > begin) ++answers;
      next = (next + 1) % queries.size();
    }
  };
  std::vector<std::thread> threads;
  for (std::size_t i = 0; i < load.clients; ++i) threads.emplace_back(ask_on, i);
  for (std::thread& thread : threads) thread.join();
  if (!failed.ok()) return failed.error();
  return static_cast<double>(answers) / ((watch.ms() - begin) / 1000);
}

std::uintmax_t bytes_below(const std::filesystem::path& folder) {
  std::uintmax_t bytes = 0;
  std::error_code failed;
  for (std::filesystem::recursive_directory_iterator it(folder, failed), end; it != end;
       it.increment(failed)) {
    // What the disk gives, for files with holes.
    constexpr std::uintmax_t kBlock = 512;
    struct stat status {};
    if (::lstat(it->path().c_str(), &status) == 0 && S_ISREG(status.st_mode)) {
      bytes += static_cast<std::uintmax_t>(status.st_blocks) * kBlock;
    }
  }
  return bytes;
}

}  // namespace paperfind::peers
