// How long the engine takes for a query, beside the least Xapian itself needs for the same planned
// query.
//
//   query_latency INDEX QUERIES [ROUNDS [cpu]]
//
// With "cpu" the time a processor worked, which a busy machine changes less than the time that
// passed.
// QUERIES: one a line, or "type <tab> query …" as `type` groups them. Prints mean, median, p95, p99
// in milliseconds a type: `engine` is Searcher::search() with snippets, highlights and all facets,
// `top 10` the same without facets and ten hits, `get_mset` Xapian alone.
#include <fmt/format.h>
#include <sys/utsname.h>
#include <xapian.h>

#include <algorithm>
#include <cstdlib>
#include <ctime>
#include <fstream>
#include <map>
#include <string>
#include <string_view>
#include <thread>
#include <vector>

#include "bench/opened_index.h"
#include "engine/query/parse_query.h"
#include "engine/query/plan_query.h"
#include "engine/store/generation.h"

namespace {

using namespace paperfind;

// What passed, or with "cpu" what a processor worked.
bool measure_work = false;

struct Samples {
  std::vector<double> engine, top10, raw;
};

double now() {
  timespec time{};
  clock_gettime(measure_work ? CLOCK_THREAD_CPUTIME_ID : CLOCK_MONOTONIC, &time);
  return static_cast<double>(time.tv_sec) * 1e3 + static_cast<double>(time.tv_nsec) * 1e-6;
}

double milliseconds(double start) { return now() - start; }

std::string figures(std::vector<double>& samples) {
  std::sort(samples.begin(), samples.end());
  double sum = 0;
  for (const double sample : samples) sum += sample;
  const auto at = [&](double share) {
    return samples[std::min(samples.size() - 1,
                            static_cast<std::size_t>(share * static_cast<double>(samples.size())))];
  };
  return fmt::format("{:7.3f} {:7.3f} {:7.3f} {:7.3f}", sum / static_cast<double>(samples.size()),
                     at(0.5), at(0.95), at(0.99));
}

void ask(Searcher& searcher, const Xapian::Database& db, Analyzer& analyzer,
         const std::string& query, Samples& samples) {
  SearchRequest request;
  request.query = query;
  double start = now();
  const auto page = searcher.search(request);
  samples.engine.push_back(milliseconds(start));
  if (!page.ok()) fmt::print(stderr, "{}: {}\n", query, page.error().to_string());

  request.no_facets = true;
  request.per_page = 10;
  start = now();
  (void)searcher.search(request);
  samples.top10.push_back(milliseconds(start));

  const ParsedQuery parsed = parse_query(query, analyzer);
  start = now();
  Xapian::Enquire enquire(db);
  enquire.set_query(to_xapian(plan_query(parsed.root, Joining::All, query)));
  (void)enquire.get_mset(0, 10);
  samples.raw.push_back(milliseconds(start));
}

std::map<std::string, std::vector<std::string>> read_queries(const char* path) {
  std::map<std::string, std::vector<std::string>> queries;
  std::ifstream in(path);
  for (std::string line; std::getline(in, line);) {
    const std::size_t tab = line.find('\t');
    const bool typed = tab != std::string::npos;
    const std::string query =
        typed ? line.substr(tab + 1, line.find('\t', tab + 1) - tab - 1) : line;
    if (!query.empty()) queries[typed ? line.substr(0, tab) : "all"].push_back(query);
  }
  return queries;
}

}  // namespace

int main(int argc, char** argv) {
  if (argc < 3) {
    fmt::print(stderr, "usage: query_latency INDEX QUERIES [ROUNDS [cpu]]\n");
    return 2;
  }
  const auto [snapshot, searcher] = open_index(argv[1]);
  const Xapian::Database db(shard_paths(snapshot->path(), 1).front().string());
  Analyzer analyzer;
  const auto queries = read_queries(argv[2]);
  const int rounds = argc > 3 ? std::atoi(argv[3]) : 1;
  measure_work = argc > 4 && std::string_view(argv[4]) == "cpu";
  std::map<std::string, Samples> samples;
  for (int round = 0; round < rounds; ++round) {
    for (const auto& [type, list] : queries) {
      for (const std::string& query : list) {
        ask(*searcher, db, analyzer, query, samples[type]);
      }
    }
  }
  utsname machine{};
  uname(&machine);
  fmt::print("{} {}, {} processors, {} papers, Xapian {}\n", machine.sysname, machine.machine,
             std::thread::hardware_concurrency(), snapshot->manifest().papers,
             Xapian::version_string());
  fmt::print("{:10} {:>6}  {:^31}  {:^31}  {:^31}\n", measure_work ? "CPU ms" : "ms", "n",
             "engine, all facets", "engine, top 10", "get_mset alone");
  fmt::print("{:10} {:>8}  {}  {}  {}\n", "", "", "   mean     p50     p95     p99",
             "   mean     p50     p95     p99", "   mean     p50     p95     p99");
  for (auto& [type, s] : samples) {
    const std::size_t count = s.engine.size();
    fmt::print("{:10} {:>8}  {}  {}  {}\n", type, count, figures(s.engine), figures(s.top10),
               figures(s.raw));
  }
  return 0;
}
