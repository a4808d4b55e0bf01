#include "bench/peers/contest.h"

#include <fmt/format.h>

#include <algorithm>
#include <fstream>

#include "bench/peers/process.h"
#include "engine/base/sha256.h"

namespace paperfind::peers {
namespace {

constexpr std::size_t kTurn = 50;     // queries an engine is asked before it is another's turn
constexpr std::size_t kExamples = 3;  // shown of what differs

double seconds(const timeval& time) {
  return static_cast<double>(time.tv_sec) + static_cast<double>(time.tv_usec) * 1e-6;
}

std::string example(const Query& query, bool all, const Answer& answer,
                    const Oracle::Truth& truth) {
  return fmt::format("{} ({}): {} instead of {}{}", query.typed, all ? "every" : "any",
                     answer.total, truth.total,
                     answer.total == truth.total ? " papers, other values of facets" : "");
}

std::vector<Contender*> running(std::vector<Contender>& contenders, const Mode& mode) {
  std::vector<Contender*> out;
  for (Contender& contender : contenders) {
    if (contender.left_out.empty() && contender.runs(mode)) out.push_back(&contender);
  }
  return out;
}

// The queries from `first` on, one turn of them.
void take_turn(Contender& contender, const Mode& mode, const std::vector<Query>& queries,
               std::size_t first, std::vector<double>& ms) {
  for (std::size_t i = first; i < std::min(first + kTurn, queries.size()); ++i) {
    const auto answer = contender.connection->ask(queries[i], mode.ask);
    if (!answer.ok()) {
      contender.left_out = "failed while timed: " + answer.error().to_string();
      return;
    }
    ms.push_back(answer->ms);
  }
}

// Of what the engines index: words and numbers of facet values.
Result<std::string> digest_of_papers(const std::filesystem::path& work) {
  std::string digest;
  for (const char* name : {"papers.tsv", "facets.tsv"}) {
    const Result<std::string> one = sha256_file(work / name);
    if (!one.ok()) return one.error();
    digest += one->substr(0, 16);
  }
  return digest;
}

}  // namespace

double Agreement::least() const { return std::min({totals[0], totals[1], facets[0], facets[1]}); }

bool Contender::runs(const Mode& mode) const {
  return engine->is_default_mode() == mode.visitor && (!mode.ask.facets || engine->has_facets());
}

Result<Built> build_apart(const std::string& name, const Settings& settings) {
  const std::filesystem::path figures = settings.place.work / (name + ".built");
  const Result<std::string> papers = digest_of_papers(settings.place.work);
  if (!papers.ok()) return papers.error();
  Built before;
  std::string papers_before;
  std::ifstream(figures) >> before.seconds >> before.index_mb >> before.processor >>
      before.peak_mib >> papers_before;
  // Others have other numbers for the values of facets.
  if (settings.reuse && papers_before == *papers) return before;
  std::filesystem::remove(figures);
  Process process;
  Command command;
  command.argv = {"/proc/self/exe",
                  "build",
                  name,
                  "--work",
                  settings.place.work.string(),
                  "--build",
                  settings.place.build.string(),
                  "--corpus",
                  settings.place.corpus.string()};
  command.output = settings.place.work / (name + ".build.log");
  std::filesystem::remove(command.output);
  if (const Status started = process.start(command); !started.ok()) return started.error();
  rusage used{};
  if (process.wait(&used) != 0) return Error{ErrorCode::Internal, tail_of(command.output), name};
  Built built;
  std::ifstream(figures) >> built.seconds >> built.index_mb;
  built.processor = seconds(used.ru_utime) + seconds(used.ru_stime);
  built.peak_mib = static_cast<double>(used.ru_maxrss) / 1024;
  std::ofstream(figures, std::ios::app)
      << built.processor << ' ' << built.peak_mib << ' ' << *papers << '\n';
  return built;
}

Result<Agreement> compare(Contender& contender, const Oracle& oracle,
                          const std::vector<Query>& queries) {
  Agreement agreement;
  agreement.compared = queries.size();
  const double part = queries.empty() ? 0 : 1 / static_cast<double>(queries.size());
  for (const Query& query : queries) {
    for (const bool all : {true, false}) {
      const auto bare = contender.connection->ask(query, {all, false, true});
      const auto full = contender.connection->ask(query, {all, true, true});
      if (!bare.ok()) return bare.error();
      if (!full.ok()) return full.error();
      const Oracle::Truth truth = oracle.ask(query, all);
      const bool totals = same_total(*bare, truth) && same_total(*full, truth);
      const bool facets = same_facets(*full, truth);
      agreement.totals[all ? 0 : 1] += totals ? part : 0;
      agreement.facets[all ? 0 : 1] += facets ? part : 0;
      if ((!totals || !facets) && agreement.examples.size() < kExamples) {
        agreement.examples.push_back(example(query, all, *full, truth));
      }
    }
  }
  return agreement;
}

std::vector<Query> sampled(const std::vector<Query>& queries, std::size_t count) {
  if (count == 0 || count >= queries.size()) return queries;
  std::vector<Query> out;
  for (std::size_t i = 0; i < count; ++i) out.push_back(queries[i * queries.size() / count]);
  return out;
}

void time_in_turns(std::vector<Contender>& contenders, const std::vector<Query>& queries,
                   const Settings& settings) {
  // The first one warms up and is forgotten.
  for (std::size_t round = 0; round <= settings.rounds; ++round) {
    for (std::size_t mode = 0; mode < kModes.size(); ++mode) {
      std::vector<Contender*> turn = running(contenders, kModes[mode]);
      if (turn.empty()) continue;
      std::map<Contender*, std::vector<double>> ms;
      for (std::size_t first = 0; first < queries.size(); first += kTurn) {
        for (Contender* contender : turn) {
          if (contender->left_out.empty()) {
            take_turn(*contender, kModes[mode], queries, first, ms[contender]);
          }
        }
        std::rotate(turn.begin(), turn.begin() + 1, turn.end());
      }
      for (Contender* contender : turn) {
        if (round > 0) contender->ms[mode].push_back(std::move(ms[contender]));
      }
    }
  }
}

void load_in_turns(std::vector<Contender>& contenders, const std::vector<Query>& queries,
                   const Settings& settings) {
  for (std::size_t round = 0; round < settings.rounds; ++round) {
    for (std::size_t mode = 0; mode < kModes.size(); ++mode) {
      if (!kModes[mode].ask.facets) continue;
      for (const std::size_t clients : kClients) {
        for (Contender* contender : running(contenders, kModes[mode])) {
          Ask ask = kModes[mode].ask;
          ask.keep = false;
          const auto rate =
              contender->engine->throughput(queries, {ask, clients, settings.seconds});
          if (!rate.ok()) {
            contender->left_out = "failed under load: " + rate.error().to_string();
            continue;
          }
          contender->answers_a_second[{mode, clients}].push_back(*rate);
        }
      }
    }
  }
}

}  // namespace paperfind::peers
