// The daemon and the index folder: before there is one, while it changes, when it is bad.
#include <atomic>
#include <chrono>
#include <csignal>
#include <filesystem>
#include <fstream>
#include <mutex>
#include <stop_token>
#include <string>
#include <thread>
#include <vector>

#include "engine/base/nlohmann_json.h"
#include "tests/catch.h"
#include "tests/http/daemon.h"
#include "tests/support/http.h"
#include "tests/support/temp_dir.h"

using namespace paperfind::testing;
using namespace std::chrono_literals;
namespace fs = std::filesystem;

namespace {

// A corpus of `papers` papers, each with the words "common" and `word`.
std::string corpus_of(int papers, const std::string& word) {
  nlohmann::json file = {{"schema", 1},
                         {"event", {{"id", "sym"}, {"name", "Sym"}, {"year", 2026}, {"tz", "UTC"}}},
                         {"papers", nlohmann::json::array()}};
  for (int i = 0; i < papers; ++i) {
    file["papers"].push_back({{"id", "p" + std::to_string(i)},
                              {"title", "Common " + word + " " + std::to_string(i)},
                              {"authors", nlohmann::json::array()},
                              {"event", "sym"}});
  }
  return file.dump();
}

// Waits until the daemon serves a generation other than `old`.
std::string wait_for_other_generation(int port, const std::string& old) {
  const auto deadline = std::chrono::steady_clock::now() + 20s;
  while (std::chrono::steady_clock::now() < deadline) {
    const auto version = nlohmann::json::parse(http_get(port, "/version").body);
    if (version["generation"].is_string() && version["generation"] != old) {
      return version["generation"];
    }
    std::this_thread::sleep_for(20ms);
  }
  return old;
}

}  // namespace

TEST_CASE("a daemon started before its index picks it up", "[index]") {
  const TempDir folder;
  const Daemon daemon(folder / "index");
  CHECK(http_get(daemon.port(), "/healthz").status == 200);
  CHECK(http_get(daemon.port(), "/readyz").status == 503);
  const HttpReply early = http_get(daemon.port(), "/api/v1/search");
  CHECK(early.status == 503);
  CHECK(early.headers.at("retry-after") == "2");
  CHECK(early.headers.at("content-type") == "application/problem+json");
  CHECK(http_get(daemon.port(), "/").status == 503);

  write_text(folder / "corpus.json", corpus_of(3, "first"));
  build_index(folder / "corpus.json", folder / "index");
  wait_for_other_generation(daemon.port(), "");
  CHECK(http_get(daemon.port(), "/readyz").status == 200);
  CHECK(http_get(daemon.port(), "/api/v1/search?q=first").body.find("\"total\":3,") !=
        std::string::npos);
}

TEST_CASE("a daemon follows an update as it does a build", "[index]") {
  const TempDir folder;
  write_text(folder / "corpus.json", corpus_of(3, "first"));
  build_index(folder / "corpus.json", folder / "index");
  const Daemon daemon(folder / "index");
  const std::string built = wait_for_other_generation(daemon.port(), "");
  write_text(folder / "corpus.json", corpus_of(4, "first"));
  const RunResult update = run({program("paperfind-indexer"), "update", folder / "corpus.json",
                                "--db", folder / "index", "--quiet"});
  REQUIRE(update.exit_code == 0);
  const std::string updated = wait_for_other_generation(daemon.port(), built);
  CHECK(updated != built);
  CHECK(fs::exists(fs::path(folder / "index") / updated / "shard-001"));
  CHECK(http_get(daemon.port(), "/api/v1/search?q=first").body.find("\"total\":4,") !=
        std::string::npos);
  CHECK(http_get(daemon.port(), "/api/v1/papers/p3").status == 200);
}

TEST_CASE("an answer is given again as it was until another generation serves", "[index]") {
  const TempDir folder;
  write_text(folder / "corpus.json", corpus_of(3, "first"));
  build_index(folder / "corpus.json", folder / "index");
  const Daemon daemon(folder / "index");
  const auto is_hit = [](const HttpReply& reply) {
    return reply.headers.at("server-timing") == "cache;desc=\"hit\"";
  };
  for (const char* target : {"/api/v1/search?q=first", "/search?q=first", "/papers/p1"}) {
    for (const char* header : {"", "Accept-Encoding: gzip\r\n"}) {
      CAPTURE(target, header);
      const HttpReply fresh = http_get(daemon.port(), target, header);
      const HttpReply again = http_get(daemon.port(), target, header);
      CHECK_FALSE(is_hit(fresh));
      CHECK(is_hit(again));
      CHECK(again.body == fresh.body);
      for (const char* name : {"etag", "content-type", "x-generation", "cache-control"}) {
        CHECK(again.headers.at(name) == fresh.headers.at(name));
      }
      CHECK(again.headers.count("content-encoding") == fresh.headers.count("content-encoding"));
    }
  }
  CHECK(is_hit(http_get(daemon.port(), "/api/v1/search?page=1&q=first")));  // the same search
  CHECK_FALSE(is_hit(http_get(daemon.port(), "/api/v1/search?q=first&per_page=1")));
  CHECK(http_get(daemon.port(), "/api/v1/papers/none").status == 404);
  CHECK_FALSE(is_hit(http_get(daemon.port(), "/api/v1/papers/none")));  // errors are not kept

  const std::string old = wait_for_other_generation(daemon.port(), "");
  write_text(folder / "corpus.json", corpus_of(4, "first"));
  build_index(folder / "corpus.json", folder / "index");
  wait_for_other_generation(daemon.port(), old);
  const HttpReply renewed = http_get(daemon.port(), "/api/v1/search?q=first");
  CHECK_FALSE(is_hit(renewed));
  CHECK(renewed.body.find("\"total\":4,") != std::string::npos);
}

TEST_CASE("a daemon told to keep no answers searches each time", "[index]") {
  const TempDir folder;
  write_text(folder / "corpus.json", corpus_of(3, "first"));
  build_index(folder / "corpus.json", folder / "index");
  const Daemon daemon(folder / "index", {"--answer-cache-mb", "0"});
  for (int i = 0; i < 2; ++i) {
    CHECK(http_get(daemon.port(), "/search?q=first")
              .headers.at("server-timing")
              .starts_with("engine;"));
  }
}

TEST_CASE("generations change under load and no request fails or mixes two of them", "[index]") {
  const TempDir folder;
  write_text(folder / "even.json", corpus_of(40, "even"));
  write_text(folder / "odd.json", corpus_of(41, "odd"));
  build_index(folder / "even.json", folder / "index");
  const Daemon daemon(folder / "index");

  std::atomic<int> answers{0};
  std::mutex guard;
  std::vector<std::string> failures;
  const auto fail = [&](const std::string& what) {
    const std::lock_guard lock(guard);
    failures.push_back(what);
  };
  std::atomic<int> mixed{0};
  const auto ask = [&](const std::stop_token& stop) {
    while (!stop.stop_requested()) {
      try {
        const HttpReply reply = http_get(daemon.port(), "/api/v1/search?q=common&facets=none");
        const auto body = nlohmann::json::parse(reply.body);
        const int total = body["total"];
        const std::string title = body["results"][0]["title"];
        const bool odd = title.find("odd") != std::string::npos;
        ++answers;
        if (reply.status != 200) fail(reply.body);
        if (body["generation"] != reply.headers.at("x-generation")) ++mixed;
        if (total != (odd ? 41 : 40)) ++mixed;
      } catch (const std::exception& error) {
        fail(error.what());
      }
    }
  };
  std::vector<std::jthread> clients;
  for (int i = 0; i < 4; ++i) clients.emplace_back(ask);

  std::string generation = wait_for_other_generation(daemon.port(), "");
  int swaps = 0;
  for (int round = 0; round < 6; ++round) {
    build_index(folder / (round % 2 == 0 ? "odd.json" : "even.json"), folder / "index");
    const std::string next = wait_for_other_generation(daemon.port(), generation);
    if (next != generation) ++swaps;
    generation = next;
  }
  clients.clear();
  CAPTURE(answers.load());
  CHECK(swaps == 6);
  CHECK(answers > 50);
  CHECK(failures == std::vector<std::string>());
  CHECK(mixed == 0);
}

TEST_CASE("a generation that is damaged does not serve, the one before goes on", "[index]") {
  const TempDir folder;
  write_text(folder / "one.json", corpus_of(5, "one"));
  write_text(folder / "two.json", corpus_of(6, "two"));
  build_index(folder / "one.json", folder / "index");
  Daemon daemon(folder / "index");
  const std::string good = wait_for_other_generation(daemon.port(), "");

  // Published elsewhere, damaged, and only then put where the daemon looks.
  build_index(folder / "two.json", folder / "other");
  std::string bad;
  for (const auto& entry : fs::directory_iterator(folder / "other")) {
    if (entry.is_directory()) bad = entry.path().filename().string();
  }
  const fs::path moved = fs::path(folder / "index") / bad;
  fs::copy(fs::path(folder / "other") / bad, moved, fs::copy_options::recursive);
  fs::path victim;
  for (const auto& entry : fs::recursive_directory_iterator(moved)) {
    if (entry.is_regular_file() && entry.path().filename() == "postlist.glass")
      victim = entry.path();
  }
  REQUIRE_FALSE(victim.empty());
  fs::permissions(victim, fs::perms::owner_write, fs::perm_options::add);
  std::fstream bytes(victim, std::ios::in | std::ios::out | std::ios::binary);
  bytes.seekp(100);
  bytes.put('\x7f');
  bytes.close();
  fs::copy_file(fs::path(folder / "other") / "CURRENT", folder / "current.new");
  fs::rename(folder / "current.new", fs::path(folder / "index") / "CURRENT");

  CHECK(daemon.process().wait_for_output("generation-refused", 10s));
  CHECK(daemon.process().err().find(bad) != std::string::npos);
  const HttpReply reply = http_get(daemon.port(), "/api/v1/search?q=one");
  CHECK(reply.status == 200);
  CHECK(reply.headers.at("x-generation") == good);
  CHECK(reply.body.find("\"total\":5,") != std::string::npos);
}

TEST_CASE("SIGTERM under load answers what was accepted", "[index]") {
  Daemon daemon(corpus_index());
  std::atomic<bool> stopping{false};
  std::atomic<int> answers{0};
  std::atomic<int> cut{0};
  const auto ask = [&] {
    try {
      while (true) {
        const bool before = !stopping;
        const std::string wire =
            exchange(daemon.port(),
                     "GET /search?q=learning HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n");
        const bool whole = wire.find("</html>") != std::string::npos;
        if (whole) ++answers;
        // Empty: never accepted. Begun and not finished: an accepted request was dropped.
        if (!whole && (before || !wire.empty()) && !stopping) ++cut;
        if (!whole && !wire.empty()) ++cut;
        if (!whole) return;
      }
    } catch (const std::exception&) {
      return;  // refused: nobody listens any more
    }
  };
  std::vector<std::thread> clients;
  for (int i = 0; i < 4; ++i) clients.emplace_back(ask);
  while (answers < 8) std::this_thread::sleep_for(5ms);
  stopping = true;
  daemon.process().send_signal(SIGTERM);
  const RunResult ended = daemon.process().wait(10s);
  for (std::thread& client : clients) client.join();
  CAPTURE(ended.err);
  CHECK(ended.exit_code == 0);
  CHECK_FALSE(ended.timed_out);
  CHECK(cut == 0);
}
