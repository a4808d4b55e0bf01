// The pieces a query is made of, each by itself: analysis, parsing, planning, scoring, counting of
// facets, marking, JSON. Google Benchmark's flags; the index comes first:
//
//   micro INDEX [--benchmark_filter=…]
#include <benchmark/benchmark.h>
#include <fmt/format.h>
#include <xapian.h>

#include <memory>
#include <string>
#include <vector>

#include "bench/opened_index.h"
#include "engine/query/parse_query.h"
#include "engine/query/plan_query.h"
#include "engine/render/json.h"
#include "engine/search/facet_counter.h"
#include "engine/search/highlighter.h"
#include "engine/search/match_sets.h"
#include "engine/search/scorer.h"
#include "engine/store/generation.h"

namespace {

using namespace paperfind;

constexpr const char* kQuery = "efficient neural network inference";
constexpr std::string_view kAbstract =
    "We present an approach to training convolutional neural networks for keyword spotting on "
    "microcontrollers. Quantization-aware training with 4-bit weights halves the memory footprint "
    "of the model, while its accuracy on the Speech Commands dataset stays within 0.5 % of the "
    "full-precision baseline. A hardware-friendly attention mechanism lets the network skip "
    "frames without speech, which lowers the energy of an inference to 12 µJ.";

// What all of them work on, opened once.
struct Opened {
  std::shared_ptr<const Snapshot> snapshot;
  std::unique_ptr<Searcher> searcher;
  PaperIndex index;
  Xapian::Database db;  // the same
  Analyzer analyzer;
};
Opened* opened = nullptr;

QueryNode parsed() { return parse_query(kQuery, opened->analyzer).root; }

void analyze(benchmark::State& state) {
  for (auto _ : state) benchmark::DoNotOptimize(opened->analyzer.analyze(kAbstract));
  state.SetBytesProcessed(static_cast<std::int64_t>(state.iterations() * kAbstract.size()));
}
BENCHMARK(analyze);

void parse(benchmark::State& state) {
  for (auto _ : state) benchmark::DoNotOptimize(parse_query(kQuery, opened->analyzer));
}
BENCHMARK(parse);

void plan(benchmark::State& state) {
  const QueryNode root = parsed();
  for (auto _ : state) benchmark::DoNotOptimize(plan_query(root, Joining::All, kQuery));
}
BENCHMARK(plan);

// With any of the words; papers of frequent words are kept in memory after the first time.
void match(benchmark::State& state) {
  const MatchSets sets(opened->index, opened->snapshot->postings(), opened->snapshot->forward());
  const Plan any = plan_matches(parsed(), Joining::Any, kQuery);
  for (auto _ : state) benchmark::DoNotOptimize(sets.of(any));
  state.counters["papers"] = static_cast<double>(sets.of(any).count());
}
BENCHMARK(match);

void score(benchmark::State& state) {
  const MatchSets sets(opened->index, opened->snapshot->postings(), opened->snapshot->forward());
  const DocSet papers = sets.of(plan_matches(parsed(), Joining::Any, kQuery));
  const Plan any = plan_query(parsed(), Joining::Any, kQuery);
  Scorer scorer(opened->index, opened->snapshot->postings(), opened->snapshot->forward());
  for (auto _ : state) benchmark::DoNotOptimize(scorer.best(any, papers, 100));
}
BENCHMARK(score);

// The same by Xapian's matcher.
void get_mset(benchmark::State& state) {
  Xapian::Enquire enquire(opened->db);
  enquire.set_weighting_scheme(Scorer::weighting());
  enquire.set_query(to_xapian(plan_query(parsed(), Joining::Any, kQuery)));
  for (auto _ : state) benchmark::DoNotOptimize(enquire.get_mset(0, 100));
}
BENCHMARK(get_mset);

// All facets over the papers with any of the words.
void count_facets(benchmark::State& state) {
  const MatchSets sets(opened->index, opened->snapshot->postings(), opened->snapshot->forward());
  const DocSet papers = sets.of(plan_matches(parsed(), Joining::Any, kQuery));
  const Columns& columns = opened->snapshot->columns();
  const SearchRequest request;
  FacetTally tally;
  for (auto _ : state) {
    std::vector<std::string> notices;
    const FilteredDocs docs = apply_filters(columns, request, papers, notices);
    tally.count(columns, docs);
    for (const FacetSpec& spec : kFacets) {
      const FacetColumn& column = columns.facet(spec.facet);
      benchmark::DoNotOptimize(list_values(column, spec, tally.of(spec.facet, column), request));
    }
  }
}
BENCHMARK(count_facets);

void mark(benchmark::State& state) {
  const QueryNode root = parsed();
  Highlighter highlighter(root, opened->analyzer);
  for (auto _ : state) benchmark::DoNotOptimize(highlighter.mark(kAbstract, TextField::Abstract));
  state.SetBytesProcessed(static_cast<std::int64_t>(state.iterations() * kAbstract.size()));
}
BENCHMARK(mark);

void render_json(benchmark::State& state) {
  SearchRequest request;
  request.query = kQuery;
  const Result<ResultPage> page = opened->searcher->search(request);
  if (!page.ok()) return state.SkipWithError("the search failed");
  for (auto _ : state) benchmark::DoNotOptimize(search_json(*page));
  state.SetBytesProcessed(
      static_cast<std::int64_t>(state.iterations() * search_json(*page).size()));
}
BENCHMARK(render_json);

void whole_search(benchmark::State& state) {
  SearchRequest request;
  request.query = kQuery;
  for (auto _ : state) benchmark::DoNotOptimize(opened->searcher->search(request));
}
BENCHMARK(whole_search);

int run(int argc, char** argv) {
  auto [snapshot, searcher] = open_index(argv[1]);
  Opened all{snapshot, std::move(searcher), PaperIndex(*snapshot),
             Xapian::Database(shard_paths(snapshot->path(), 1).front().string()), Analyzer()};
  opened = &all;
  benchmark::AddCustomContext("papers", std::to_string(snapshot->manifest().papers));
  argv[1] = argv[0];
  --argc;
  ++argv;
  benchmark::Initialize(&argc, argv);
  benchmark::RunSpecifiedBenchmarks();
  return 0;
}

}  // namespace

int main(int argc, char** argv) {
  if (argc < 2 || argv[1][0] == '-') {
    fmt::print(stderr, "usage: micro INDEX [Google Benchmark's flags]\n");
    return 2;
  }
  return run(argc, argv);
}
