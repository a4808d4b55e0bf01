// The metrics of the real daemon, and where they are served.
#include <sys/stat.h>

#include <chrono>
#include <csignal>
#include <filesystem>
#include <fstream>
#include <map>
#include <memory>
#include <set>
#include <sstream>
#include <string>
#include <system_error>
#include <vector>

#include "tests/catch.h"
#include "tests/http/daemon.h"
#include "tests/support/client.h"
#include "tests/support/http.h"
#include "tests/support/temp_dir.h"

using namespace paperfind::testing;
using namespace std::chrono_literals;
namespace fs = std::filesystem;

namespace {

// A daemon that serves metrics on a free port.
struct Watched {
  explicit Watched(const std::string& index, std::vector<std::string> flags = {})
      : daemon(index, with_metrics(std::move(flags), port)) {}
  static std::vector<std::string> with_metrics(std::vector<std::string> flags, int port) {
    flags.insert(flags.end(), {"--metrics", "127.0.0.1:" + std::to_string(port)});
    return flags;
  }
  [[nodiscard]] HttpReply get(std::string_view target) const {
    return http_get(daemon.port(), target);
  }

  int port = free_port();
  Daemon daemon;
};

using Series = std::map<std::string, double>;

Series parse_metrics(const std::string& text) {
  Series series;
  std::istringstream lines(text);
  for (std::string line; std::getline(lines, line);) {
    if (line.empty() || line[0] == '#') continue;
    const std::size_t space = line.rfind(' ');
    REQUIRE(space != std::string::npos);
    const bool is_new = series.emplace(line.substr(0, space), std::stod(line.substr(space))).second;
    CHECK(is_new);
  }
  return series;
}

Series metrics_at(int port) {
  const HttpReply reply = http_get(port, "/metrics");
  REQUIRE(reply.status == 200);
  CHECK(reply.headers.at("content-type") == "text/plain; version=0.0.4; charset=utf-8");
  return parse_metrics(reply.body);
}

// Names as `# TYPE name kind` gives them.
std::set<std::string> names_at(int port) {
  std::set<std::string> names;
  std::istringstream lines(http_get(port, "/metrics").body);
  for (std::string line; std::getline(lines, line);) {
    std::istringstream words(line);
    std::string hash, what, name;
    words >> hash >> what >> name;
    if (what == "TYPE") names.insert(name);
  }
  return names;
}

double requests(const Series& series, const std::string& route, const std::string& status) {
  return series.at("paperfind_http_requests_total{route=\"" + route + "\",status=\"" + status +
                   "\"}");
}

// Asks until `reached`; gives the last answer.
template <typename Reached>
Series metrics_when(int port, const Reached& reached) {
  const auto deadline = std::chrono::steady_clock::now() + 20s;
  Series series = metrics_at(port);
  while (!reached(series) && std::chrono::steady_clock::now() < deadline) series = metrics_at(port);
  return series;
}

// The words of `text` that begin with a prefix of ours.
std::set<std::string> metric_names_in(const std::string& text) {
  std::set<std::string> names;
  const std::string letters = "abcdefghijklmnopqrstuvwxyz_";
  for (const std::string prefix : {"paperfind_", "process_"}) {
    for (std::size_t at = text.find(prefix); at != std::string::npos; at = text.find(prefix, at)) {
      const std::size_t end = std::min(text.find_first_not_of(letters, at), text.size());
      if (at == 0 || letters.find(text[at - 1]) == std::string::npos) {
        names.insert(text.substr(at, end - at));
      }
      at = end;
    }
  }
  return names;
}

const std::string kCorpus =
    R"({"schema":1,"event":{"id":"sym","name":"Sym","year":2026,"tz":"UTC"},"papers":[)"
    R"({"id":"p1","title":"One common word","authors":[],"event":"sym"},)"
    R"({"id":"p2","title":"Another common word","authors":[],"event":"sym"}]})";

}  // namespace

TEST_CASE("requests of each kind are counted where they belong", "[metrics]") {
  const Watched watched(corpus_index());
  for (int i = 0; i < 3; ++i) CHECK(watched.get("/search?q=keyword").status == 200);
  for (int i = 0; i < 2; ++i) CHECK(watched.get("/api/v1/search?no=1").status == 400);
  CHECK(watched.get("/papers/none").status == 404);
  CHECK(watched.get("/none").status == 404);
  const HttpReply page = watched.get("/search?q=keyword");
  CHECK(http_get(watched.daemon.port(), "/search?q=keyword",
                 "If-None-Match: " + page.headers.at("etag") + "\r\n")
            .status == 304);
  CHECK(http_request(watched.daemon.port(), "POST", "/search").status == 405);
  CHECK(exchange(watched.daemon.port(), "nonsense\r\n\r\n").starts_with("HTTP/1.1 400"));

  const Series series = metrics_at(watched.port);
  CHECK(requests(series, "/search", "2xx") == 4);
  CHECK(requests(series, "/search", "3xx") == 1);
  CHECK(requests(series, "/api/v1/search", "4xx") == 2);
  CHECK(requests(series, "/papers/{id}", "4xx") == 1);
  CHECK(requests(series, "other", "4xx") == 3);
  CHECK(series.at("paperfind_http_problems_total{kind=\"unknown-parameter\"}") == 2);
  CHECK(series.at("paperfind_http_problems_total{kind=\"not-found\"}") == 2);
  CHECK(series.at("paperfind_http_problems_total{kind=\"method-not-allowed\"}") == 1);
  CHECK(series.at("paperfind_http_problems_total{kind=\"bad-request\"}") == 1);
  CHECK(series.at("paperfind_http_shed_total{reason=\"malformed\"}") == 1);
  const std::string duration = "paperfind_http_request_duration_seconds";
  CHECK(series.at(duration + "_count{route=\"/search\"}") == 5);
  CHECK(series.at(duration + "_bucket{route=\"/search\",le=\"+Inf\"}") == 5);
  CHECK(series.at(duration + "_sum{route=\"/search\"}") > 0);
  CHECK(series.at("paperfind_http_queue_seconds_count") == 11);
  CHECK(series.at("paperfind_answer_cache_hits_total") == 3);
  CHECK(series.at("paperfind_answer_cache_misses_total") == 2);  // the page, and the paper
  CHECK(series.at("paperfind_answer_cache_entries") == 1);
  CHECK(series.at("paperfind_answer_cache_bytes") > 1'000);
  CHECK(series.at("paperfind_http_connections_accepted_total") == 11);
  CHECK(series.at("paperfind_http_response_bytes_total") >
        4.0 * static_cast<double>(page.body.size()));
  CHECK(series.at("paperfind_http_workers") >= 4);
}

TEST_CASE("metrics tell of the generation that serves, of the next, and of one refused",
          "[metrics]") {
  const TempDir folder;
  const Watched watched(folder / "index");
  Series series = metrics_at(watched.port);
  CHECK(series.at("paperfind_ready") == 0);
  CHECK(series.count("paperfind_generation_papers") == 0);
  CHECK(series.at("paperfind_generation_switches_total") == 0);

  write_text(folder / "corpus.json", kCorpus);
  build_index(folder / "corpus.json", folder / "index");
  series =
      metrics_when(watched.port, [](const Series& now) { return now.at("paperfind_ready") == 1; });
  CHECK(series.at("paperfind_generation_papers") == 2);
  CHECK(series.at("paperfind_generation_switches_total") == 1);
  CHECK(series.at("paperfind_generation_age_seconds") < 600);
  CHECK(series.at("paperfind_generation_published_timestamp_seconds") > 1'700'000'000);
  CHECK(series.at("paperfind_shards") == 1);
  CHECK(series.at("paperfind_shards_missing") == 0);
  const std::string generation = watched.get("/search").headers.at("x-generation");
  const auto found =
      series.lower_bound("paperfind_generation_info{generation=\"" + generation + "\"");
  REQUIRE(found != series.end());
  const std::string info = found->first;
  CHECK(info.find(generation) != std::string::npos);

  fs::create_directory(folder / "index/gen-000009-01234567");
  write_text(folder / "current.new", "auto gen-000009-01234567/shard-000\n");
  fs::rename(folder / "current.new", folder / "index/CURRENT");
  const auto refusals = [](const Series& now) {
    double sum = 0;
    for (const auto& [name, value] : now) {
      if (name.starts_with("paperfind_generation_refusals_total")) sum += value;
    }
    return sum;
  };
  series = metrics_when(watched.port, [&](const Series& now) { return refusals(now) > 0; });
  CHECK(refusals(series) >= 1);
  CHECK(series.at("paperfind_ready") == 1);
  CHECK(series.count(info) == 1);
  fs::remove_all(folder.path() / "index" / generation);
  CHECK(metrics_at(watched.port).count("paperfind_generation_age_seconds") == 1);
}

TEST_CASE("docs/metrics.md names what is served and nothing else", "[metrics]") {
  const Watched watched(corpus_index());
  std::set<std::string> documented;
  std::ifstream page(source_dir() / "docs/metrics.md");
  for (std::string line; std::getline(page, line);) {
    if (!line.starts_with("| `")) continue;
    const std::string cell = line.substr(3, line.find('`', 3) - 3);
    CHECK(documented.insert(cell.substr(0, cell.find('{'))).second);
  }
  CHECK(documented == names_at(watched.port));
}

TEST_CASE("labels in docs/metrics.md are those that are served", "[metrics]") {
  const Watched watched(corpus_index());
  std::map<std::string, std::string> labels;  // of a name: "route,status"
  for (const auto& [series, value] : metrics_at(watched.port)) {
    const std::size_t brace = series.find('{');
    if (brace == std::string::npos) continue;
    std::string names;
    for (std::size_t at = brace; (at = series.find("=\"", at)) != std::string::npos; ++at) {
      const std::size_t begin = series.find_last_of("{,", at) + 1;
      const std::string name = series.substr(begin, at - begin);
      if (name != "le") names += (names.empty() ? "" : ",") + name;
    }
    if (!names.empty()) labels[series.substr(0, brace)] = names;
  }
  const std::string page = read_text(source_dir() / "docs/metrics.md");
  for (const auto& [name, names] : labels) {
    const std::string base =
        name.substr(0, name.rfind("_seconds_") == std::string::npos ? name.size()
                                                                    : name.rfind("_seconds_") + 8);
    CAPTURE(name);
    CHECK(page.find("| `" + base + "{" + names + "}` |") != std::string::npos);
  }
}

TEST_CASE("alerts are made of metrics there are, and each is tried", "[metrics]") {
  const Watched watched(corpus_index());
  std::set<std::string> served;
  for (const auto& [series, value] : metrics_at(watched.port)) {
    served.insert(series.substr(0, series.find('{')));
  }
  const std::string rules = read_text(source_dir() / "packaging/prometheus/paperfind.rules.yml");
  const std::string tried = read_text(source_dir() / "tests/alerts/paperfind.rules.test.yml");
  std::set<std::string> used;
  std::size_t alerts = 0;
  std::istringstream lines(rules);
  for (std::string line; std::getline(lines, line);) {
    const std::size_t alert = line.find("- alert: ");
    if (alert != std::string::npos) {
      ++alerts;
      const std::string name = line.substr(alert + 9);
      CAPTURE(name);
      CHECK(tried.find("alertname: " + name + "\n") != std::string::npos);
    } else if (line.find("summary:") == std::string::npos && line[0] != '#') {
      used.merge(metric_names_in(line));
    }
  }
  CHECK(alerts == 10);
  CHECK(used.size() >= 10);
  for (const std::string& name : used) {
    CAPTURE(name);
    CHECK(served.count(name) == 1);
  }
}

TEST_CASE("Prometheus's own checker finds nothing to say against the text", "[metrics]") {
  if (run({"sh", "-c", "command -v promtool"}).exit_code != 0) {
    WARN("not tried: promtool is missing (Debian: prometheus)");
    return;
  }
  const Watched watched(corpus_index());
  CHECK(watched.get("/search?q=keyword").status == 200);
  RunOptions options;
  options.input = http_get(watched.port, "/metrics").body;
  const RunResult checked = run({"promtool", "check", "metrics"}, options);
  CHECK(checked.exit_code == 0);
  CHECK(checked.out + checked.err == "");
}

TEST_CASE("the public address has no metrics, and theirs has nothing else", "[metrics]") {
  const Watched watched(corpus_index());
  CHECK(watched.get("/metrics").status == 404);
  CHECK(http_get(Daemon(corpus_index()).port(), "/metrics").status == 404);
  for (const char* target :
       {"/", "/search?q=keyword", "/api/v1/search", "/healthz", "/metrics/x"}) {
    CAPTURE(target);
    CHECK(http_get(watched.port, target).status == 404);
  }
  CHECK(http_request(watched.port, "POST", "/metrics").status == 405);
  const HttpReply reply = http_get(watched.port, "/metrics", "Accept-Encoding: gzip\r\n");
  CHECK(reply.headers.at("content-encoding") == "gzip");
  CHECK(reply.headers.at("cache-control") == "no-store");
  CHECK(reply.headers.at("x-content-type-options") == "nosniff");
  CHECK(reply.headers.count("access-control-allow-origin") == 0);
  // What is asked there is not counted as a visit.
  CHECK(requests(metrics_at(watched.port), "other", "4xx") == 1);
}

TEST_CASE("metrics are served at a socket's path to curl, until SIGTERM", "[metrics]") {
  const TempDir folder;
  const std::string path = folder / "m.sock";
  Daemon daemon(corpus_index(), {"--metrics", "unix:" + path});
  http_get(daemon.port(), "/help");
  struct stat file {};
  REQUIRE(::lstat(path.c_str(), &file) == 0);
  CHECK((file.st_mode & 07777U) == 0660U);
  const RunResult curl = run({"curl", "-sS", "--unix-socket", path, "http://localhost/metrics"});
  CHECK(curl.err == "");
  CHECK(requests(parse_metrics(curl.out), "/help", "2xx") == 1);

  const RunResult second =
      run(daemon_command(corpus_index(), {"--metrics", "unix:" + path}), RunOptions{});
  CHECK(second.exit_code == 69);
  CHECK(second.err.find("unix:" + path) != std::string::npos);
  CHECK(run({"curl", "-sS", "--unix-socket", path, "http://localhost/metrics"}).exit_code == 0);

  daemon.process().send_signal(SIGTERM);
  CHECK(daemon.process().wait(10s).exit_code == 0);
  CHECK_FALSE(fs::exists(path));
}

TEST_CASE("a socket that a killed daemon left is taken over", "[metrics]") {
  const TempDir folder;
  const std::string path = folder / "m.sock";
  {
    Daemon killed(corpus_index(), {"--metrics", "unix:" + path});
    killed.process().send_signal(SIGKILL);
    killed.process().wait(10s);
  }
  REQUIRE(fs::exists(path));
  const Daemon daemon(corpus_index(), {"--metrics", "unix:" + path});
  CHECK(run({"curl", "-sSf", "--unix-socket", path, "http://localhost/metrics"}).exit_code == 0);
}

TEST_CASE("a place for metrics that is taken or can be none keeps the daemon from starting",
          "[metrics]") {
  const Watched watched(corpus_index());
  const std::string taken = "127.0.0.1:" + std::to_string(watched.port);
  const RunResult second = run(daemon_command(corpus_index(), {"--metrics", taken}));
  CHECK(second.exit_code == 69);
  CHECK(second.err.find("http://" + taken) != std::string::npos);
  CHECK(second.err.find("another program listens on this port") != std::string::npos);
  CHECK(second.out.empty());  // it never said that it listens
  const RunResult wrong = run(daemon_command(corpus_index(), {"--metrics", "everywhere"}));
  CHECK(wrong.exit_code == 2);
  CHECK(wrong.err.find("--metrics everywhere: no port given") != std::string::npos);
}

TEST_CASE("metrics that more than this machine can reach are warned of", "[metrics]") {
  const std::string place = GENERATE("0.0.0.0:0", "127.0.0.1:0");
  CAPTURE(place);
  Process process({program("paperfind-searchd"), "--db", corpus_index(), "--listen", "127.0.0.1:0",
                   "--metrics", place});
  REQUIRE(process.wait_for_output("\"event\":\"serving\"", 30s));
  CHECK(process.err().find("\"event\":\"metrics\",\"address\":\"http://" +
                           place.substr(0, place.find(':'))) != std::string::npos);
  CHECK((process.err().find("\"event\":\"open-address\"") != std::string::npos) ==
        (place == "0.0.0.0:0"));
}

TEST_CASE("SIGTERM ends both listeners, also while a scraper stays connected", "[metrics]") {
  Watched watched(corpus_index());
  const Client scraper(watched.port);
  scraper.send(get("/metrics"));
  CHECK(scraper.receive("process_max_fds ").starts_with("HTTP/1.1 200 OK\r\n"));
  watched.daemon.process().send_signal(SIGTERM);
  const RunResult ended = watched.daemon.process().wait(10s);
  CHECK(ended.exit_code == 0);
  CHECK_FALSE(ended.timed_out);
  CHECK_THROWS_AS(http_get(watched.port, "/metrics"), std::system_error);
  CHECK_THROWS_AS(watched.get("/healthz"), std::system_error);
}

TEST_CASE("metrics are answered while the public address turns clients away", "[metrics]") {
  const int port = free_port();
  std::vector<std::string> command = {"sh", "-c", "ulimit -n 256; exec \"$@\"", "sh"};
  const auto daemon = daemon_command(
      corpus_index(), {"--threads", "1", "--metrics", "127.0.0.1:" + std::to_string(port)});
  command.insert(command.end(), daemon.begin(), daemon.end());
  Process process(command);
  REQUIRE(process.wait_for_output("listening on ", 30s));
  REQUIRE(process.wait_for_output("\n", 30s));
  const int open = std::stoi(process.out().substr(process.out().rfind(':') + 1));
  // Three quarters of the descriptors.
  std::vector<std::unique_ptr<Client>> idle;
  for (int i = 0; i < 192; ++i) idle.push_back(std::make_unique<Client>(open));
  CHECK(Client(open).receive().starts_with("HTTP/1.1 503"));
  const Series series = metrics_at(port);
  CHECK(series.at("paperfind_http_shed_total{reason=\"connection-limit\"}") == 1);
  CHECK(series.at("paperfind_http_connections") >= 192);
  CHECK(series.at("paperfind_http_problems_total{kind=\"overloaded\"}") == 1);
  CHECK(series.at("process_max_fds") == 256);
  CHECK(series.at("process_open_fds") > 192);
}
