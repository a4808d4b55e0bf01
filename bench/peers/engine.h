// One search engine beside others: how it is built from the common texts, and how it is asked.
#pragma once

#include <array>
#include <chrono>
#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "bench/peers/papers.h"
#include "engine/base/result.h"

namespace paperfind::peers {

inline constexpr std::size_t kHits = 10;
inline constexpr std::size_t kFacetValues = 20;  // listed a facet

struct Ask {
  bool all = true;  // every clause, or any
  bool facets = false;
  bool keep = true;  // read the answer; a throughput run only receives it
};

struct ValueCount {
  std::uint32_t value = 0;  // by its number, see Papers
  std::size_t count = 0;
};

struct Answer {
  std::size_t total = 0;
  std::size_t hits = 0;
  std::vector<std::vector<ValueCount>> facets;  // beside Papers::facets, most frequent first
  double ms = 0;  // of the engine, from the query as it takes it to the whole answer in memory
};

// What one thread asks through. Not shared.
class Connection {
 public:
  Connection() = default;
  virtual ~Connection() = default;
  Connection(const Connection&) = delete;
  Connection& operator=(const Connection&) = delete;
  virtual Result<Answer> ask(const Query& query, const Ask& ask) = 0;
};

struct Load {
  Ask ask;
  std::size_t clients = 8;
  double seconds = 2;
};

class Engine {
 public:
  Engine() = default;
  virtual ~Engine() = default;
  Engine(const Engine&) = delete;
  Engine& operator=(const Engine&) = delete;

  [[nodiscard]] virtual std::string version() = 0;
  // Its text analysis, ranking and settings, in a line.
  [[nodiscard]] virtual std::string setup() const = 0;
  // Text and queries are the engine's own reading of what was typed: its totals may be broader.
  [[nodiscard]] virtual bool reads_typed() const { return false; }
  [[nodiscard]] virtual bool has_facets() const { return true; }
  // Totals without facets are exact.
  [[nodiscard]] virtual bool counts_exactly() const { return true; }
  // A mode beside the common four, with settings of its own: only "or without facets" is asked.
  [[nodiscard]] virtual bool is_default_mode() const { return false; }

  // Makes the index from the common texts; seconds of that alone.
  virtual Result<double> build() = 0;
  [[nodiscard]] virtual std::uintmax_t index_bytes() = 0;
  // Brings up what serves; it ends with the object.
  virtual Status start() = 0;
  virtual Result<std::unique_ptr<Connection>> connect() = 0;
  // Queries a second; threads with a connection each unless the engine has threads of its own.
  virtual Result<double> throughput(const std::vector<Query>& queries, const Load& load);
};

struct Place {
  std::filesystem::path work;    // with the common files and, below, a folder an engine
  std::filesystem::path build;   // of the programs
  std::filesystem::path source;  // of the tree
  std::filesystem::path corpus;  // as typed
};

// Null for a name that is unknown or was not built in.
std::unique_ptr<Engine> make_engine(std::string_view name, const Place& place);

class Stopwatch {
 public:
  [[nodiscard]] double ms() const {
    return std::chrono::duration<double, std::milli>(std::chrono::steady_clock::now() - start_)
        .count();
  }

 private:
  std::chrono::steady_clock::time_point start_ = std::chrono::steady_clock::now();
};

std::uintmax_t bytes_below(const std::filesystem::path& folder);

}  // namespace paperfind::peers
