// Lucene in a child process of ours (LucenePeer.java) that answers line by line and times itself.
#include <fmt/format.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cstdio>
#include <cstdlib>
#include <mutex>
#include <optional>

#include "bench/peers/engines.h"
#include "bench/peers/process.h"

namespace paperfind::peers {
namespace {

namespace fs = std::filesystem;

// Lines in, lines out; one at a time.
class Child {
 public:
  ~Child() {
    if (to_ != nullptr) std::fclose(to_);
    if (from_ != nullptr) std::fclose(from_);
  }
  Child() = default;
  Child(const Child&) = delete;
  Child& operator=(const Child&) = delete;

  // `folder` gets two pipes with names.
  Status start(Command command, const fs::path& folder) {
    const fs::path in = folder / "lucene.in", out = folder / "lucene.out";
    for (const fs::path& path : {in, out}) {
      fs::remove(path);
      if (::mkfifo(path.c_str(), 0600) != 0) return Error{ErrorCode::Io, "mkfifo", path.string()};
    }
    // The shell opens the pipes, so that the child's messages stay apart from its answers.
    std::string line = "exec";
    for (const std::string& word : command.argv) line += " '" + word + "'";
    command.argv = {"sh", "-c", fmt::format("{} < '{}' > '{}'", line, in.string(), out.string())};
    if (Status started = process_.start(command); !started.ok()) return started;
    to_ = std::fopen(in.c_str(), "w");
    from_ = std::fopen(out.c_str(), "r");
    if (to_ == nullptr || from_ == nullptr)
      return Error{ErrorCode::Io, "cannot be opened", "lucene"};
    return {};
  }

  Result<std::string> line() {
    std::string text;
    for (int c = std::fgetc(from_); c != '\n'; c = std::fgetc(from_)) {
      if (c == EOF)
        return Error{ErrorCode::Unavailable, "the child ended: see lucene.log", "lucene"};
      text += static_cast<char>(c);
    }
    return text;
  }
  Result<std::string> ask(const std::string& text) {
    const std::lock_guard<std::mutex> lock(mutex_);
    std::fputs(text.c_str(), to_);
    std::fputc('\n', to_);
    std::fflush(to_);
    return line();
  }

 private:
  std::mutex mutex_;
  Process process_;
  std::FILE* to_ = nullptr;
  std::FILE* from_ = nullptr;
};

std::string clauses_of(const Query& query) {
  std::string text;
  for (const Clause& clause : query.clauses) {
    if (!text.empty()) text += '|';
    for (const std::string& word : clause) text += word + (&word == &clause.back() ? "" : " ");
  }
  return text;
}

std::string mode_of(const Ask& ask) {
  return fmt::format("{}\t{}", ask.all ? "all" : "any", ask.facets ? "facets" : "-");
}

std::size_t number(std::string_view text) {
  return static_cast<std::size_t>(std::strtoull(std::string(text).c_str(), nullptr, 10));
}

class LuceneConnection : public Connection {
 public:
  explicit LuceneConnection(Child& child) : child_(child) {}

  Result<Answer> ask(const Query& query, const Ask& ask) override {
    const auto line = child_.ask(fmt::format("ask\t{}\t{}", mode_of(ask), clauses_of(query)));
    if (!line.ok()) return line.error();
    const auto parts = split(*line, '\t');
    if (parts.size() < 3) return Error{ErrorCode::InvalidData, *line, "lucene"};
    Answer answer;
    answer.ms = static_cast<double>(number(parts[0])) / 1e6;
    answer.total = number(parts[1]);
    answer.hits = number(parts[2]);
    for (std::size_t i = 3; i < parts.size(); ++i) {
      answer.facets.emplace_back();
      for (const std::string_view value : split(parts[i], ',')) {
        const std::size_t colon = value.find(':');
        if (colon == std::string_view::npos) continue;
        answer.facets.back().push_back({static_cast<std::uint32_t>(number(value.substr(0, colon))),
                                        number(value.substr(colon + 1))});
      }
    }
    return answer;
  }

 private:
  Child& child_;
};

class Lucene : public Engine {
 public:
  explicit Lucene(const Place& place) : place_(place) {}

  std::string version() override { return version_; }
  std::string setup() const override {
    return "in a JVM (-Xmx1g), timed inside it, WhitespaceAnalyzer, BM25, one segment, mmap, "
           "SortedSetDocValuesFacetCounts";
  }

  Result<double> build() override {
    fs::remove_all(folder());
    fs::create_directories(folder());
    const Stopwatch watch;
    if (Status built = run(command("build")); !built.ok()) return built.error();
    return watch.ms() / 1000;
  }
  std::uintmax_t index_bytes() override { return bytes_below(folder()); }

  Status start() override {
    child_.emplace();
    if (Status started = child_->start(command("serve"), place_.work); !started.ok())
      return started;
    const auto ready = child_->line();
    if (!ready.ok()) return ready.error();
    version_ = ready->substr(ready->find('\t') + 1);
    return warm_up();
  }
  Result<std::unique_ptr<Connection>> connect() override {
    return std::unique_ptr<Connection>(new LuceneConnection(*child_));
  }
  // Its own threads: lines of 64 clients through one pipe would measure the pipe.
  Result<double> throughput(const std::vector<Query>&, const Load& load) override {
    const auto line =
        child_->ask(fmt::format("load\t{}\t{}\t{}", mode_of(load.ask), load.clients, load.seconds));
    if (!line.ok()) return line.error();
    return std::strtod(line->c_str(), nullptr);
  }

 private:
  [[nodiscard]] fs::path folder() const { return place_.work / "lucene"; }

  [[nodiscard]] Command command(const std::string& what) const {
    Command command;
    const char* jars = std::getenv("PEERS_LUCENE_JARS");
    command.argv = {"java",
                    "-Xmx1g",
                    "-cp",
                    (place_.work / "classes").string() + ":" + (jars == nullptr ? "" : jars),
                    "LucenePeer",
                    what,
                    place_.work.string()};
    command.output = place_.work / "lucene.log";
    return command;
  }

  // Until the compiler of the JVM has seen every mode many times.
  Status warm_up() {
    for (const bool facets : {false, true}) {
      for (const bool all : {true, false}) {
        const auto done = throughput({}, {{all, facets, false}, 2, 3});
        if (!done.ok()) return done.error();
      }
    }
    return {};
  }

  Place place_;
  std::optional<Child> child_;
  std::string version_ = "?";
};

}  // namespace

std::unique_ptr<Engine> make_lucene(const Place& place) { return std::make_unique<Lucene>(place); }

}  // namespace paperfind::peers
