// An index whose shards are on servers, some of which fail.
#include <atomic>
#include <chrono>
#include <filesystem>
#include <memory>
#include <string>
#include <thread>
#include <utility>
#include <vector>

#include "engine/base/nlohmann_json.h"
#include "tests/catch.h"
#include "tests/http/answers.h"
#include "tests/http/daemon.h"
#include "tests/http/relay.h"
#include "tests/http/shard_server.h"
#include "tests/http/sharded_index.h"
#include "tests/support/http.h"
#include "tests/support/temp_dir.h"

using namespace paperfind::testing;
using namespace std::chrono_literals;
namespace fs = std::filesystem;
using Json = nlohmann::json;

namespace {

const std::vector<std::string>& queries() {
  static const std::vector<std::string> all = {"",
                                               "q=common",
                                               "q=sparse",
                                               "q=speech+robot",
                                               "q=%22for+robot%22",
                                               "q=tra*",
                                               "q=vison",
                                               "q=ana",
                                               "q=sparse+OR+memory",
                                               "q=common+-robot",
                                               "sort=title",
                                               "sort=-year",
                                               "session=s1",
                                               "q=memory&institution=mit",
                                               "q=%22we+study+speech%22",
                                               "q=author:no3",
                                               "q=robot+NEAR/5+common",
                                               "explain=1&q=pruning"};
  return all;
}

// Without what names the generation.
Json search(int port, const std::string& query) {
  Json answer = get_json(port, "/api/v1/search?" + query);
  answer.erase("generation");
  return answer;
}

template <typename Check>
bool comes_true(Check check) {
  const auto deadline = std::chrono::steady_clock::now() + 20s;
  while (std::chrono::steady_clock::now() < deadline) {
    if (check()) return true;
    std::this_thread::sleep_for(50ms);
  }
  return false;
}

std::vector<std::string> missing(const Json& answer) {
  return answer.contains("shards") ? answer["shards"]["missing"].get<std::vector<std::string>>()
                                   : std::vector<std::string>();
}

}  // namespace

TEST_CASE("shards on servers answer as one database here", "[shards]") {
  ShardedIndex index;
  const TempDir folder;
  build_index(index.corpus_path(), folder / "whole");
  std::string lines;
  std::vector<std::unique_ptr<XapianServer>> servers;
  for (int shard = 1; shard < 4; ++shard) {
    servers.push_back(std::make_unique<XapianServer>(index.move_away(shard)));
    lines += "shard-00" + std::to_string(shard) + " remote " + servers.back()->address() + "\n";
  }
  index.place("# one is here\n" + lines);
  const Daemon spread(index.path()), whole(folder / "whole");
  for (const std::string& query : queries()) {
    CAPTURE(query);
    CHECK(search(spread.port(), query) == search(whole.port(), query));
  }
  for (const std::string path :
       {"/api/v1/suggest?q=spe", "/api/v1/facets/author?per_page=100", "/api/v1/papers/p077",
        "/api/v1/sessions/s2", "/api/v1/institutions/mit"}) {
    CAPTURE(path);
    Json a = get_json(spread.port(), path), b = get_json(whole.port(), path);
    a.erase("generation");
    b.erase("generation");
    CHECK(a == b);
  }
  const RunResult typed =
      run({program("paperfind"), "search", "speech", "--db", index.path(), "--json"});
  CHECK(typed.exit_code == 0);
  CHECK(Json::parse(typed.out)["total"].get<int>() ==
        search(whole.port(), "q=speech")["total"].get<int>());
}

// Records that list papers say whether some are not there.
void check_lists(int port, bool without) {
  const auto author = get_json(port, "/api/v1/facets/author")["values"][0]["id"].get<std::string>();
  const std::vector<std::string> records = {"papers/p003", "sessions/s1", "institutions/mit",
                                            "events/b", "authors/" + author};
  for (const std::string& record : records) {
    CAPTURE(record, without);
    const Json answer = get_json(port, "/api/v1/" + record);
    CHECK(missing(answer).empty() != without);
    const std::string path = answer["url"].get<std::string>();
    CHECK(holds(http_get(port, path).body, "Some papers cannot be listed at the moment") ==
          without);
  }
  CHECK(get_json(port, "/api/v1/institutions/mit")["total"].get<int>() == (without ? 45 : 60));
}

TEST_CASE("what a server holds is missing while it is gone, and no request fails", "[shards]") {
  ShardedIndex index;
  XapianServer server(index.move_away(1));
  index.place("shard-001 remote " + server.address() + "\n");
  const Daemon daemon(index.path());
  const int port = daemon.port();
  CHECK(search(port, "q=common")["total"].get<int>() == 120);
  CHECK(get_json(port, "/api/v1/papers/p030")["id"].get<std::string>() == "p030");

  std::atomic<bool> done = false;
  std::atomic<int> failures = 0, asked = 0;
  std::vector<std::thread> clients;
  for (int client = 0; client < 3; ++client) {
    clients.emplace_back([&, client] {
      for (int i = client; !done; ++i, ++asked) {
        const std::string& query = queries()[static_cast<std::size_t>(i) % queries().size()];
        if (http_get(port, "/api/v1/search?" + query).status != 200) ++failures;
      }
    });
  }
  for (int round = 0; round < 3; ++round) {
    server.kill();
    Json answer;
    CHECK(comes_true([&] {
      answer = search(port, "q=common");
      return !missing(answer).empty();
    }));
    CHECK(missing(answer) == std::vector<std::string>{"shard-001"});
    CHECK(answer["shards"]["total"].get<int>() == 4);
    CHECK(answer["total"].get<int>() == 90);
    CHECK_FALSE(answer["exact"].get<bool>());
    CHECK(http_get(port, "/api/v1/papers/p030").status == 503);
    CHECK(http_get(port, "/api/v1/papers/p003").status == 200);
    CHECK(get_json(port, "/api/v1/facets/session")["shards"]["missing"][0].get<std::string>() ==
          "shard-001");
    CHECK(holds(http_get(port, "/?q=common").body, "Some papers cannot be searched"));
    check_lists(port, true);
    server.start_again();
    CHECK(comes_true([&] { return missing(search(port, "q=common")).empty(); }));
    CHECK(search(port, "q=common")["total"].get<int>() == 120);
    CHECK(get_json(port, "/api/v1/papers/p030")["id"].get<std::string>() == "p030");
    check_lists(port, false);
  }
  done = true;
  for (std::thread& client : clients) client.join();
  CHECK(failures == 0);
  CHECK(asked > 20);
}

TEST_CASE("a server that says nothing is waited for once", "[shards]") {
  ShardedIndex index;
  XapianServer server(index.move_away(2));
  index.place("shard-002 remote " + server.address() + "\n");
  const Daemon daemon(index.path());
  const int port = daemon.port();
  CHECK(search(port, "q=common")["total"].get<int>() == 120);
  server.pause(true);
  const Json answer = search(port, "q=attention+gradient");
  CHECK(missing(answer) == std::vector<std::string>{"shard-002"});
  CHECK(missing(search(port, "q=vision+sensor")) == std::vector<std::string>{"shard-002"});
  server.pause(false);
  CHECK(comes_true([&] { return missing(search(port, "q=common")).empty(); }));
}

TEST_CASE("another server of the shard takes over, and files of another build are refused",
          "[shards]") {
  ShardedIndex index;
  const std::string files = index.move_away(3);
  XapianServer first(files), second(files);
  ShardedIndex other;
  XapianServer wrong(other.move_away(3));
  index.place("shard-003 remote " + wrong.address() + " " + first.address() + " " +
              second.address() + "\n");
  const Daemon daemon(index.path());
  const int port = daemon.port();
  CHECK(missing(search(port, "q=common")).empty());
  CHECK(search(port, "q=common")["total"].get<int>() == 120);
  first.kill();
  for (const std::string& query : queries()) {
    CAPTURE(query);
    CHECK(missing(search(port, query)).empty());
  }
  second.kill();
  CHECK(comes_true([&] { return !missing(search(port, "q=robot")).empty(); }));
}

TEST_CASE("a connection that was closed for want of use is opened again", "[shards]") {
  ShardedIndex index;
  XapianServer server(index.move_away(0), {"--idle-timeout", "1000"});
  index.place("shard-000 remote " + server.address() + "\n");
  // So many connections that on a slow machine the first are closed before the last are open.
  const Daemon daemon(index.path(), {"--threads", "48"});
  for (int i = 0; i < 3; ++i) {
    std::this_thread::sleep_for(1500ms);
    const Json answer = search(daemon.port(), queries()[static_cast<std::size_t>(i) + 2]);
    CHECK(missing(answer).empty());
  }
}

TEST_CASE("an index serves though its connections end while they are opened", "[shards]") {
  ShardedIndex index;
  XapianServer server(index.move_away(0));
  // Each searcher asks as it is opened, the first alone, those after it side by side; then the best
  // paper of all is fetched, to see whether one answers.
  const auto message = GENERATE(std::pair{Relay::kQuery, 1}, std::pair{Relay::kQuery, 3},
                                std::pair{Relay::kDocument, 1});
  const Relay relay(server.port(), message.first, message.second);
  index.place("shard-000 remote 127.0.0.1:" + std::to_string(relay.port()) + "\n");
  Daemon daemon(index.path());
  const Json answer = search(daemon.port(), "q=common");
  CHECK(relay.ended() >= 1);
  CHECK(missing(answer).empty());
  CHECK(daemon.process().err().empty());
  CHECK(answer["total"].get<int>() == 120);
}

TEST_CASE("a SHARDS file that names what is not there keeps a generation from serving",
          "[shards]") {
  ShardedIndex index;
  index.place("shard-007 remote 127.0.0.1:9\n");
  Process daemon(daemon_command(index.path(), {}));
  CHECK(daemon.wait_for_output("generation-refused", 10s));
  CHECK(holds(daemon.err(), "shard-007 is none of the 4 shards"));
  const RunResult typed = run({program("paperfind"), "search", "speech", "--db", index.path()});
  CHECK(typed.exit_code != 0);
  CHECK(holds(typed.err, "shard-007 is none of the 4 shards"));
  index.place("shard-001 remote nowhere\n");
  CHECK(holds(run({program("paperfind"), "search", "speech", "--db", index.path()}).err,
              "SHARDS:1: \"nowhere\" is no HOST:PORT"));
}

TEST_CASE("a replica of a shard that Xapian made serves in its stead", "[shards]") {
  ShardedIndex index;
  const std::string files = index.move_away(1);
  write_text(fs::path(files).parent_path() / "stub", "auto shard-001\n");
  const int port = free_port();
  Process master({"xapian-replicate-server", "--interface", "127.0.0.1", "--port",
                  std::to_string(port), fs::path(files).parent_path()});
  const std::string replica = fs::path(files).parent_path().parent_path() / "replica";
  // It says nothing when it is ready.
  CHECK(comes_true([&] {
    return run({"xapian-replicate", "--host", "127.0.0.1", "--port", std::to_string(port),
                "--master", "stub", "--one-shot", replica})
               .exit_code == 0;
  }));
  XapianServer server(replica);
  index.place("shard-001 remote " + server.address() + "\n");
  const Daemon daemon(index.path());
  const Json answer = search(daemon.port(), "q=common");
  CHECK(missing(answer).empty());
  CHECK(answer["total"].get<int>() == 120);
}
