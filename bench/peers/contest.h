// The engines side by side: built, held to the same answers, timed in turns.
#pragma once

#include <array>
#include <map>
#include <memory>
#include <string>
#include <vector>

#include "bench/peers/engine.h"
#include "bench/peers/oracle.h"

namespace paperfind::peers {

struct Settings {
  Place place;
  std::filesystem::path queries;
  std::vector<std::string> engines;
  std::size_t rounds = 3;
  std::size_t sample = 0;     // queries timed; 0: all
  std::size_t checked = 300;  // queries compared before
  double seconds = 2;         // of each throughput run
  bool reuse = false;         // take the indexes of the run before
};

struct Mode {
  const char* name;
  Ask ask;
  bool visitor;  // asked of engines with their own default mode, and of those alone
};

inline constexpr std::array<Mode, 5> kModes = {{
    {"top 10, every word", {true, false, true}, false},
    {"top 10, any word", {false, false, true}, false},
    {"top 10 and facets, every word", {true, true, true}, false},
    {"top 10 and facets, any word", {false, true, true}, false},
    {"as a visitor gets it", {true, true, true}, true},
}};
inline constexpr std::array<std::size_t, 2> kClients = {8, 64};

struct Built {
  double seconds = 0, processor = 0;
  double peak_mib = 0, index_mb = 0;
};

// Shares of the compared queries, every word and any word.
struct Agreement {
  std::size_t compared = 0;
  std::array<double, 2> totals{}, facets{};
  std::vector<std::string> examples;  // of what differs
  [[nodiscard]] double least() const;
};

struct Contender {
  std::string name;
  std::unique_ptr<Engine> engine;
  std::unique_ptr<Connection> connection;
  Built built;
  Agreement agreement;    // of what it is held to
  Agreement all_queries;  // ours only: of those too that it reads otherwise
  std::string left_out;   // why it is not timed
  // By mode and round.
  std::map<std::size_t, std::vector<std::vector<double>>> ms;
  // By mode and clients, a figure a round.
  std::map<std::pair<std::size_t, std::size_t>, std::vector<double>> answers_a_second;
  [[nodiscard]] bool runs(const Mode& mode) const;
};

// In a process of its own, so that its memory can be told. The figures stay in NAME.built.
Result<Built> build_apart(const std::string& name, const Settings& settings);
// Compares a connection's answers with the truth.
Result<Agreement> compare(Contender& contender, const Oracle& oracle,
                          const std::vector<Query>& queries);
void time_in_turns(std::vector<Contender>& contenders, const std::vector<Query>& queries,
                   const Settings& settings);
void load_in_turns(std::vector<Contender>& contenders, const std::vector<Query>& queries,
                   const Settings& settings);

// Every so many of them, evenly; all for 0.
std::vector<Query> sampled(const std::vector<Query>& queries, std::size_t count);

}  // namespace paperfind::peers
