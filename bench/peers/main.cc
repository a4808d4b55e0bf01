// paperfind beside its peers over one corpus. bench/peers/run calls it; README.md explains it.
//
//   peers compare --corpus FILE --queries FILE --work DIR --build BUILD [--engines a,b] …
//   peers build ENGINE --corpus FILE --work DIR --build BUILD      (what compare does in a process
//                                                                   of its own for each engine)
#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <algorithm>
#include <csignal>
#include <cstdio>
#include <fstream>
#include <iterator>

#include "bench/peers/contest.h"
#include "bench/peers/report.h"

namespace {

using namespace paperfind;
using namespace paperfind::peers;

// Less than this is another question answered, and no time is worth comparing.
constexpr double kAgreementWanted = 0.95;

int fail(const Error& error) {
  fmt::print(stderr, "peers: {}\n", error.to_string());
  return 1;
}

int build_one(const std::string& name, const Settings& settings) {
  const auto engine = make_engine(name, settings.place);
  if (engine == nullptr) return fail({ErrorCode::NotFound, "is not built in", name});
  const auto seconds = engine->build();
  if (!seconds.ok()) return fail(seconds.error());
  std::ofstream out(settings.place.work / (name + ".built"));
  out << *seconds << ' ' << static_cast<double>(engine->index_bytes()) / 1e6 << '\n';
  return 0;
}

// Engines that share an index with the one named.
std::vector<std::string> contestants(const std::string& name) {
  if (name == "ours") return {"ours", "ours-http", "ours-visitor", "ours-visitor-http"};
  if (name == "xapian") return {"xapian", "xapian-estimate"};
  return {name};
}

std::vector<Contender> built(const Settings& settings) {
  std::vector<Contender> contenders;
  for (const std::string& name : settings.engines) {
    Built figures;
    std::string left_out;
    for (const std::string& contestant : contestants(name)) {
      auto engine = make_engine(contestant, settings.place);
      if (engine == nullptr) {
        fmt::print("{} is left out: not built in, its library is missing\n", name);
        break;
      }
      if (contestant == name) {
        fmt::print(stderr, "building {}{}\n", name,
                   settings.reuse ? ", unless an earlier run has" : "");
        if (const auto done = build_apart(name, settings); done.ok()) {
          figures = *done;
        } else {
          left_out = "cannot be built: " + done.error().to_string();
        }
      }
      Contender contender;
      contender.name = contestant;
      contender.engine = std::move(engine);
      contender.left_out = left_out;
      if (contestant == name) contender.built = figures;
      contenders.push_back(std::move(contender));
    }
  }
  return contenders;
}

// Where ours asks for something else, times say nothing.
std::vector<Query> timed_of(std::vector<Query> queries, std::size_t sample) {
  std::erase_if(queries, [](const Query& query) { return query.kind == QueryKind::Odd; });
  return sampled(queries, sample);
}

Status start(Contender& contender) {
  if (Status started = contender.engine->start(); !started.ok()) return started;
  auto connection = contender.engine->connect();
  if (!connection.ok()) return connection.error();
  contender.connection = std::move(*connection);
  return {};
}

// Ours is held to the queries that mean the same to all; how it reads the others is printed too.
Status check(Contender& contender, const Oracle& oracle, const std::vector<Query>& queries,
             std::size_t count) {
  std::vector<Query> plain;
  std::copy_if(queries.begin(), queries.end(), std::back_inserter(plain),
               [](const Query& query) { return query.kind == QueryKind::Plain; });
  const bool ours = contender.engine->reads_typed();
  const auto agreement = compare(contender, oracle, sampled(ours ? plain : queries, count));
  if (!agreement.ok()) return agreement.error();
  contender.agreement = *agreement;
  if (ours) {
    const auto all = compare(contender, oracle, sampled(queries, count));
    if (!all.ok()) return all.error();
    contender.all_queries = *all;
  }
  if (agreement->least() >= kAgreementWanted) return {};
  return Error{ErrorCode::InvalidData,
               fmt::format("only {:.1f} % of its answers are the same", 100 * agreement->least())};
}

void start_and_check(std::vector<Contender>& contenders, const std::vector<Query>& queries,
                     const Settings& settings) {
  const auto oracle = Oracle::open(settings.place.work);
  for (Contender& contender : contenders) {
    if (!contender.left_out.empty()) continue;
    fmt::print(stderr, "starting and checking {}\n", contender.name);
    Status done = oracle.ok() ? start(contender) : oracle.error();
    const bool comparable = !contender.engine->is_default_mode() &&
                            contender.engine->counts_exactly() && contender.engine->has_facets();
    if (done.ok() && comparable) done = check(contender, *oracle, queries, settings.checked);
    if (!done.ok()) contender.left_out = done.error().to_string();
  }
}

int compare_all(const Settings& settings) {
  const Stopwatch watch;
  const auto exported = export_corpus(settings.place.corpus, settings.queries, settings.place.work);
  if (!exported.ok()) return fail(exported.error());
  fmt::print(
      "{} papers, {} words; {} queries: {} of plain words, {} phrases; facets: {}; analysed in "
      "{:.1f} s, which only ours has in its figures\n",
      exported->papers, exported->words, exported->queries, exported->plain, exported->phrases,
      fmt::join(exported->facets, ", "), watch.ms() / 1000);
  if (exported->facets.empty() || exported->queries == 0) {
    return fail({ErrorCode::InvalidData, "holds no papers, or the other file no queries",
                 settings.place.corpus.string(),
                 "other formats become a corpus by paperfind-indexer import"});
  }
  std::vector<Contender> contenders = built(settings);
  print_builds(contenders);
  const auto queries = read_queries(settings.place.work);
  if (!queries.ok()) return fail(queries.error());
  const std::vector<Query> timed = timed_of(*queries, settings.sample);
  const Status noted = write_queries(settings.place.work / "timed.tsv", timed);
  if (!noted.ok()) return fail(noted.error());
  start_and_check(contenders, *queries, settings);
  fmt::print("\n");
  for (const Contender& contender : contenders) {
    if (contender.connection == nullptr) continue;
    fmt::print("{:18} {}: {}\n", contender.name, contender.engine->version(),
               contender.engine->setup());
  }
  print_agreement(contenders);
  fmt::print("\n{} queries timed, {} rounds in turns, after one to warm up\n", timed.size(),
             settings.rounds);
  fmt::print(stderr, "timing\n");
  time_in_turns(contenders, timed, settings);
  print_times(contenders);
  fmt::print(stderr, "under load\n");
  load_in_turns(contenders, timed, settings);
  print_load(contenders);
  const Status written = write_results(contenders, settings.place.work);
  return written.ok() ? 0 : fail(written.error());
}

}  // namespace

int main(int argc, char** argv) {
  std::setvbuf(stdout, nullptr, _IOLBF, 0);  // a log that is watched
  std::signal(SIGPIPE, SIG_IGN);             // an engine that ends is an error with a name
  CLI::App app("paperfind beside its peers");
  app.require_subcommand(1);
  Settings settings;
  settings.engines = {"ours", "xapian", "lucene", "fts5", "postgres", "groonga", "sphinx"};
  std::string name;
  CLI::App* build = app.add_subcommand("build", "Make one engine's index");
  build->add_option("engine", name)->required();
  CLI::App* compare = app.add_subcommand("compare", "Build, check and time them all");
  for (CLI::App* command : {build, compare}) {
    command->add_option("--work", settings.place.work)->required();
    command->add_option("--build", settings.place.build)->required();
    command->add_option("--corpus", settings.place.corpus)->required();
  }
  compare->add_option("--queries", settings.queries)->required();
  compare->add_option("--engines", settings.engines)->delimiter(',');
  compare->add_option("--rounds", settings.rounds)->check(CLI::Range(1, 100));
  compare->add_option("--sample", settings.sample);
  compare->add_option("--check", settings.checked);
  compare->add_option("--seconds", settings.seconds);
  compare->add_flag("--reuse", settings.reuse);
  CLI11_PARSE(app, argc, argv);
  return build->parsed() ? build_one(name, settings) : compare_all(settings);
}
