// What the daemon takes, keeps and gives at most: at each limit, and one past it.
#include <sys/resource.h>

#include <algorithm>
#include <chrono>
#include <csignal>
#include <map>
#include <memory>
#include <regex>
#include <string>
#include <thread>
#include <vector>

#include "tests/catch.h"
#include "tests/http/answers.h"
#include "tests/http/daemon.h"
#include "tests/http/long_export.h"
#include "tests/http/shard_server.h"
#include "tests/http/sharded_index.h"
#include "tests/support/client.h"
#include "tests/support/http.h"

using namespace paperfind::testing;
using namespace std::chrono_literals;

namespace {

using Clock = std::chrono::steady_clock;
using Flags = std::vector<std::string>;

std::string status_of(const std::string& wire) {
  return wire.substr(std::min<std::size_t>(9, wire.size()), 3);
}

std::string last_get(const std::string& target) {
  return "GET " + target + " HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n";
}

// Of this process, which holds the clients' ends. False where there can be no so many.
bool may_have_descriptors(rlim_t wanted) {
  rlimit limit{};
  ::getrlimit(RLIMIT_NOFILE, &limit);
  if (limit.rlim_cur >= wanted) return true;
  limit.rlim_cur = std::min(limit.rlim_max, wanted);
  return ::setrlimit(RLIMIT_NOFILE, &limit) == 0 && limit.rlim_cur == wanted;
}

// A daemon with one worker and a search that waits a second for a server of a shard.
class BusyDaemon {
 public:
  explicit BusyDaemon(Flags flags) : server_(index_.move_away(1)) {
    index_.place("shard-001 remote " + server_.address() + "\n");
    flags.insert(flags.end(),
                 {"--threads", "1", "--metrics", "127.0.0.1:" + std::to_string(metrics_)});
    daemon_ = std::make_unique<Daemon>(index_.path(), flags);
  }
  [[nodiscard]] int port() const { return daemon_->port(); }
  void send_signal(int signal) { daemon_->process().send_signal(signal); }

  // Returns while the only worker searches.
  void search(const Client& client) const {
    server_.pause(true);
    client.send(get("/api/v1/search?q=common"));
    wait_until("workers_busy 1", client);
  }
  // Until its metrics say so; the search must not end before.
  void wait_until(const std::string& metric, const Client& searching) const {
    while (!holds(metrics(), "\npaperfind_http_" + metric + "\n")) {
      REQUIRE_FALSE(searching.has_answer(0ms));
    }
  }
  [[nodiscard]] std::string metrics() const { return http_get(metrics_, "/metrics").body; }

 private:
  ShardedIndex index_;
  XapianServer server_;
  int metrics_ = free_port();
  std::unique_ptr<Daemon> daemon_;
};

// Heads of a size, for /healthz.
std::string head_with_fields(std::size_t all) {
  std::string request = last_get("/healthz");
  request.resize(request.size() - 2);
  for (std::size_t i = 2; i < all; ++i) request += "X-" + std::to_string(i) + ": 1\r\n";
  return request + "\r\n";
}

std::string head_with_bytes(std::size_t all) {
  std::string request = last_get("/healthz");
  request.resize(request.size() - 2);
  for (std::size_t left = all - 9 - 19; left > 0;) {  // "Host: a" and "Connection: close" are there
    const std::size_t line = left > 8'000 ? 4'000 : left > 4'000 ? left / 2 : left;
    request += "X: " + std::string(line - 5, 'a') + "\r\n";
    left -= line;
  }
  return request + "\r\n";
}

std::string head_with_line(std::size_t bytes) {
  const std::size_t frame = std::string("GET /healthz?q= HTTP/1.1").size();
  return last_get("/healthz?q=" + std::string(bytes - frame, 'a'));
}

}  // namespace

TEST_CASE("the daemon tells each limit's default", "[limits]") {
  // "  --queue 256   Requests that wait for a worker; 1 to 100000"
  const std::string help = run({program("paperfind-searchd"), "--help"}).out;
  const std::string table = help.substr(help.find("\nLimits:\n"));
  static const std::regex kRow("\n  (--[a-z-]+) ([0-9]+)\\s");
  std::map<std::string, std::string> told;
  for (std::sregex_iterator it(table.begin(), table.end(), kRow), end; it != end; ++it) {
    told[(*it)[1]] = (*it)[2];
  }
  REQUIRE(may_have_descriptors(2'700));  // the daemon gets ours
  const std::size_t processors = std::thread::hardware_concurrency();
  CHECK(told == std::map<std::string, std::string>{
                    {"--threads", std::to_string(std::clamp<std::size_t>(2 * processors, 4, 256))},
                    {"--connections", "2000"},
                    {"--requests-per-connection", "1000"},
                    {"--keep-alive-seconds", "15"},
                    {"--head-seconds", "5"},
                    {"--write-seconds", "10"},
                    {"--queue", "256"},
                    {"--queue-seconds", "2"},
                    {"--rate", "100"},
                    {"--rate-burst", "400"},
                    {"--rate-clients", "65536"},
                    {"--request-line-bytes", "8000"},
                    {"--header-fields", "64"},
                    {"--header-bytes", "16000"},
                    {"--answer-bytes", "67108864"},
                    {"--long-exports", "2"},
                    {"--answer-cache-mb", "32"},
                });
}

TEST_CASE("a limit that cannot be is refused at the start, with what can", "[limits]") {
  struct Case {
    Flags command;
    std::string told;
  };
  const std::string db = corpus_index();
  const Case c = GENERATE_COPY(values<Case>({
      {{"--queue", "0"},
       "--queue 0: must be a whole number from 1 to 100000 (without the flag it is 256)"},
      {{"--rate", "many"},
       "--rate many: must be a number from 0 to 1000000 (without the flag it is 100)"},
      {{"--queue", "9", "--head-seconds", "0.5"},
       "--head-seconds 0.5: must be a whole number from 1 to 300 (without the flag it is 5)"},
      {{"--connections", "100000"},
       "--connections 100000: the process may have 128 descriptors, "
       "and connections get three quarters of them, 96 (raise "
       "LimitNOFILE= or ulimit -n, or ask for fewer)"},
  }));
  Flags argv = {"sh",   "-c", "ulimit -n 128; exec \"$@\"", "sh", program("paperfind-searchd"),
                "--db", db};
  argv.insert(argv.end(), c.command.begin(), c.command.end());
  const RunResult refused = run(argv);
  CHECK(refused.exit_code == 2);
  CHECK(refused.out.empty());
  CHECK(refused.err == "paperfind-searchd: " + c.told + "\n");
}

TEST_CASE("as many connections are served as may be open, and no more", "[limits]") {
  struct Case {
    Flags flags;
    std::size_t most;
  };
  const Case c = GENERATE(values<Case>({{{}, 2'000}, {{"--connections", "3"}, 3}}));
  if (!may_have_descriptors(2'700)) {
    WARN("skipped: the system allows too few descriptors");
    return;
  }
  Flags flags = c.flags;
  flags.insert(flags.end(), {"--head-seconds", "60"});
  const Daemon daemon(corpus_index(), flags);
  std::vector<std::unique_ptr<Client>> open;
  for (std::size_t i = 0; i < c.most; ++i) open.push_back(std::make_unique<Client>(daemon.port()));
  open.back()->send(get("/healthz"));
  CHECK(status_of(open.back()->receive("ok\n")) == "200");
  const std::string refused = Client(daemon.port()).receive();
  CHECK(status_of(refused) == "503");
  CHECK(holds(refused, "\r\nConnection: close\r\n"));
  open.front()->send(get("/healthz"));
  CHECK(status_of(open.front()->receive("ok\n")) == "200");
}

TEST_CASE("a connection carries as many requests as it may", "[limits]") {
  struct Case {
    Flags flags;
    std::size_t most;
  };
  const Case c = GENERATE(values<Case>({{{}, 1'000}, {{"--requests-per-connection", "2"}, 2}}));
  const Daemon daemon(corpus_index(), c.flags);
  std::string requests;
  for (std::size_t i = 0; i < c.most; ++i) requests += get("/healthz");
  const std::string wire = exchange(daemon.port(), requests + get("/version"));
  CHECK(occurrences(wire, "HTTP/1.1 200 OK\r\n") == c.most);
  CHECK(occurrences(wire, "\r\nConnection: close\r\n") == 1);
  CHECK(wire.ends_with("\r\n\r\nok\n"));
}

TEST_CASE("as many requests wait for a worker as may, and one more is refused", "[limits]") {
  struct Case {
    Flags flags;
    std::size_t most;
  };
  const Case c = GENERATE(values<Case>({{{}, 256}, {{"--queue", "1"}, 1}}));
  const BusyDaemon busy(c.flags);
  const Client searching(busy.port()), late(busy.port());
  std::vector<std::unique_ptr<Client>> waiting;
  for (std::size_t i = 0; i < c.most; ++i) waiting.push_back(std::make_unique<Client>(busy.port()));
  busy.search(searching);
  for (const auto& client : waiting) client->send(get("/healthz"));
  busy.wait_until("queue_length " + std::to_string(c.most), searching);
  late.send(get("/healthz"));
  CHECK(status_of(late.receive("}")) == "503");
  // They wait less than the two seconds they may.
  for (const auto& client : waiting) CHECK(status_of(client->receive("ok\n")) == "200");
  CHECK(status_of(searching.receive("}")) == "200");
}

TEST_CASE("a request that waited longer for a worker than it may is refused", "[limits]") {
  BusyDaemon busy({"--queue-seconds", "1"});
  const Client searching(busy.port()), waiting(busy.port());
  busy.search(searching);
  waiting.send(get("/healthz"));
  busy.wait_until("queue_length 1", searching);
  busy.send_signal(SIGSTOP);
  CHECK_FALSE(waiting.has_answer(1s));
  busy.send_signal(SIGCONT);
  const std::string refused = waiting.receive("}");
  CHECK(status_of(refused) == "503");
  CHECK(holds(refused, "\r\nRetry-After: 2\r\n"));
  CHECK(holds(busy.metrics(), "\npaperfind_http_shed_total{reason=\"queue-wait\"} 1\n"));
  // With a worker that is free nobody waits.
  CHECK(status_of(searching.receive("}")) == "200");
  CHECK(http_get(busy.port(), "/healthz").status == 200);
}

TEST_CASE("a head has five seconds to come", "[limits]") {
  const Daemon daemon(corpus_index());
  const auto begin = Clock::now();
  const Client never(daemon.port()), late(daemon.port());
  never.send("GET /healthz HTTP/1.1\r\nHo");
  late.send("GET /healthz HTTP/1.1\r\nHo");
  CHECK_FALSE(late.has_answer(2s));
  late.send("st: a\r\n\r\n");
  CHECK(status_of(late.receive("ok\n")) == "200");
  CHECK(status_of(never.receive()) == "408");
  CHECK(Clock::now() - begin >= 5s);
}

TEST_CASE("clients have so long between requests and for answers", "[limits]") {
  const Daemon daemon(corpus_index(), {"--keep-alive-seconds", "1", "--write-seconds", "1"});
  const auto begin = Clock::now();
  const Client idle(daemon.port());
  idle.send(get("/healthz"));
  CHECK(status_of(idle.receive()) == "200");  // to the end of the connection
  CHECK(Clock::now() - begin >= 1s);
  CHECK(Clock::now() - begin < 15s);

  const auto asked = Clock::now();
  const Client greedy(daemon.port());
  std::string requests;
  for (int i = 0; i < 300; ++i) requests += get("/openapi.json");
  greedy.send(requests);
  CHECK(greedy.was_dropped());
  CHECK(Clock::now() - asked >= 1s);
}

TEST_CASE("a request's head may be as large as we say, and no larger", "[limits]") {
  struct Case {
    Flags flags;
    std::size_t line, fields, bytes;
  };
  const Case c = GENERATE(values<Case>({
      {{}, 8'000, 64, 16'000},
      {{"--request-line-bytes", "1000", "--header-fields", "8", "--header-bytes", "1000"},
       1'000,
       8,
       1'000},
      // The largest there are: the HTTP library takes them too.
      {{"--header-fields", "96", "--header-bytes", "262144"}, 8'000, 96, 262'144},
  }));
  const Daemon daemon(corpus_index(), c.flags);
  const auto code = [&daemon](const std::string& request) {
    const std::string wire = exchange(daemon.port(), request);
    CHECK(occurrences(wire, "HTTP/1.1 ") == 1);
    CHECK(holds(wire, "\r\nX-Content-Type-Options: nosniff\r\n"));
    return status_of(wire);
  };
  CHECK(code(head_with_fields(c.fields)) == "200");
  CHECK(code(head_with_fields(c.fields + 1)) == "431");
  CHECK(code(head_with_bytes(c.bytes)) == "200");
  CHECK(code(head_with_bytes(c.bytes + 1)) == "431");
  CHECK(code(head_with_line(c.line)) == "200");
  CHECK(code(head_with_line(c.line + 1)) == "414");
}

TEST_CASE("an answer has as many bytes as it may, or the connection ends without one", "[limits]") {
  const std::string request = last_get("/openapi.json");
  std::size_t bytes = 0;
  {
    const Daemon daemon(corpus_index());
    (void)exchange(daemon.port(), request);
    // Kept answers say no time they took, which has more digits one time and fewer the next.
    bytes = exchange(daemon.port(), request).size();
    REQUIRE(exchange(daemon.port(), request).size() == bytes);
  }
  const Daemon enough(corpus_index(), {"--answer-bytes", std::to_string(bytes)});
  (void)exchange(enough.port(), request);
  CHECK(exchange(enough.port(), request).size() == bytes);
  const Daemon less(corpus_index(), {"--answer-bytes", std::to_string(bytes - 1)});
  (void)exchange(less.port(), request);
  CHECK(exchange(less.port(), request).empty());
  CHECK(http_get(less.port(), "/healthz").status == 200);
}

TEST_CASE("so many long exports go on at once and no more, beside short ones and searches",
          "[limits]") {
  struct Case {
    Flags flags;
    std::size_t most;
  };
  const Case c = GENERATE(values<Case>({{{}, 2}, {{"--long-exports", "1"}, 1}}));
  const Daemon daemon(long_index(), c.flags);
  const std::string target = "/api/v1/search.jsonl";
  {
    std::vector<std::unique_ptr<SlowReader>> readers;
    for (std::size_t i = 0; i < c.most; ++i) {
      readers.push_back(std::make_unique<SlowReader>(daemon.port(), target));
      CHECK(readers.back()->status_line() == "HTTP/1.1 200");
    }
    const HttpReply more = http_get(daemon.port(), target);
    CHECK(more.status == 503);
    CHECK(more.headers.at("retry-after") == "2");
    CHECK(holds(more.body, "\"type\":\"/problems/overloaded\""));
    CHECK(http_get(daemon.port(), "/papers/p1.bib").status == 200);
    CHECK(http_get(daemon.port(), "/search.bib?q=17").status == 200);
    for (int i = 0; i < 20; ++i) {
      CHECK(http_get(daemon.port(), "/api/v1/search?q=" + std::to_string(i)).status == 200);
    }
  }
  // Those who went away made room.
  const auto deadline = Clock::now() + 20s;
  int status = 503;
  while (status == 503 && Clock::now() < deadline) status = http_get(daemon.port(), target).status;
  CHECK(status == 200);
}

TEST_CASE("what one may ask for is answered, and one more is refused", "[limits]") {
  const Daemon daemon(corpus_index());
  std::string parameters = "/api/v1/search?q=a";
  for (int i = 1; i < 100; ++i) parameters += "&author=x" + std::to_string(i);
  const std::string letters(2'048, 'a');
  struct Case {
    std::string at, past;
    int status = 400, good = 200;
  };
  const std::string path = "/" + std::string(511, 'a');
  for (const Case& c : std::vector<Case>{
           {"/api/v1/search?q=" + letters, "/api/v1/search?q=a" + letters},
           {"/api/v1/suggest?q=" + letters, "/api/v1/suggest?q=a" + letters},
           {parameters, parameters + "&author=x"},
           {"/api/v1/search?per_page=100", "/api/v1/search?per_page=101"},
           {"/api/v1/search?page=500", "/api/v1/search?page=501"},
           {"/api/v1/search?facet_limit=1000", "/api/v1/search?facet_limit=1001"},
           {"/api/v1/search?snippet=60", "/api/v1/search?snippet=61"},
           {"/api/v1/facets/author?per_page=1000", "/api/v1/facets/author?per_page=1001"},
           {"/api/v1/suggest?q=a&n=20", "/api/v1/suggest?q=a&n=21"},
           {path, path + "a", 414, 404},
       }) {
    CAPTURE(c.past.substr(0, 60));
    CHECK(http_get(daemon.port(), c.at).status == c.good);
    CHECK(http_get(daemon.port(), c.past).status == c.status);
  }
}
