// What a server tells who watches it.
#include "searchd/http/server_watch.h"

#include <algorithm>
#include <chrono>
#include <condition_variable>
#include <mutex>
#include <string>
#include <thread>
#include <utility>
#include <vector>

#include "tests/catch.h"
#include "tests/unit/searchd/serving.h"

using namespace paperfind;
using namespace paperfind::testing;
using namespace std::chrono_literals;

namespace {

// Notes everything, in the order it was told.
class Notebook : public ServerWatch {
 public:
  void waited(Seconds time) override { write(time.count() >= 0 ? "waited" : "waited for less"); }
  void answered(const HttpRequest& request, const HttpResponse& response, Seconds took) override {
    if (took.count() < 0) write("took less than nothing");
    write("answered " + request.target + " " + std::to_string(response.status));
  }
  void refused(const HttpResponse& response) override {
    write("refused " + std::to_string(response.status));
  }
  void shed(Shed why) override { write("shed " + std::to_string(static_cast<int>(why))); }

  // False when it is not told in 20 s.
  bool was_told(const std::string& what) {
    std::unique_lock lock(mutex_);
    return told_.wait_for(
        lock, 20s, [&] { return std::find(lines_.begin(), lines_.end(), what) != lines_.end(); });
  }
  std::vector<std::string> lines() {
    const std::lock_guard lock(mutex_);
    return lines_;
  }

 private:
  void write(std::string line) {
    const std::lock_guard lock(mutex_);
    lines_.push_back(std::move(line));
    told_.notify_all();
  }
  std::mutex mutex_;
  std::condition_variable told_;
  std::vector<std::string> lines_;
};

HttpServer::Options watched(Notebook& notebook) {
  HttpServer::Options options = options_with(1);
  options.watch = &notebook;
  return options;
}

std::string shed(Shed why) { return "shed " + std::to_string(static_cast<int>(why)); }

}  // namespace

TEST_CASE("who watches is told of every answer and of the wait before it", "[watch]") {
  Notebook notebook;
  Serving serving(watched(notebook));
  const Client client(serving.port());
  client.send(get("/a") + get("/b"));
  CHECK(client.receive("of /b\nend").ends_with("whole of /b\nend"));
  CHECK(notebook.lines() ==
        std::vector<std::string>{"waited", "answered /a 200", "waited", "answered /b 200"});
}

TEST_CASE("who watches is told why a request was turned away", "[watch]") {
  Notebook notebook;
  HttpServer::Options options = watched(notebook);
  SECTION("no worker came free in time") {
    options.queue_patience = -1ms;
    Serving serving(options);
    const Client client(serving.port());
    client.send(get("/"));
    client.receive("end");
    CHECK(notebook.lines() ==
          std::vector<std::string>{"waited", shed(Shed::QueueWait), "answered / 503"});
  }
  SECTION("as many wait as may") {
    options.limits.queue = 1;
    Serving serving(options);
    const Client first(serving.port()), second(serving.port()), third(serving.port());
    first.send(get("/slow"));
    serving.wait_until_asked();
    second.send(get("/"));
    third.send(get("/"));
    CHECK(notebook.was_told(shed(Shed::QueueFull)));
    CHECK(notebook.was_told("refused 503"));
    serving.allow();
  }
  SECTION("as many connections are open as may") {
    options.limits.connections = 1;
    Serving serving(options);
    const Client first(serving.port());
    first.send(get("/"));
    first.receive("end");
    const Client second(serving.port());
    CHECK(second.receive().starts_with("HTTP/1.1 503"));
    CHECK(notebook.was_told(shed(Shed::ConnectionLimit)));
    CHECK(notebook.was_told("refused 503"));
  }
  SECTION("the head does not come to its end") {
    options.limits.head_patience = 50ms;
    Serving serving(options);
    const Client client(serving.port());
    client.send("GET / HT");
    client.receive();
    CHECK(notebook.lines() == std::vector<std::string>{shed(Shed::RequestTimeout), "refused 400"});
  }
  SECTION("the answer is not fetched") {
    options.limits.write_patience = 50ms;
    Serving serving(options, std::string(32'000'000, 'x'));
    const Client client(serving.port());
    client.send(get("/"));
    CHECK(notebook.was_told(shed(Shed::SlowReader)));
  }
}

TEST_CASE("a server tells how busy it is", "[watch]") {
  HttpServer::Options options = options_with(1);
  Serving serving(options);
  const auto until = [&](const auto& reached) {
    const auto deadline = Clock::now() + 20s;
    while (!reached(serving.server().load()) && Clock::now() < deadline) {
      std::this_thread::yield();
    }
    return serving.server().load();
  };
  LoopLoad load;
  std::string answers;
  {
    const Client first(serving.port()), second(serving.port()), third(serving.port());
    first.send(get("/slow"));
    serving.wait_until_asked();
    second.send(get("/next"));
    load = until([](const LoopLoad& now) { return now.queue.waiting == 1; });
    CHECK(load.queue.waiting == 1);
    CHECK(load.queue.busy == 1);
    CHECK(load.queue.workers == 1);
    load = until([](const LoopLoad& now) { return now.connections == 3; });
    CHECK(load.connections == 3);
    CHECK(load.accepted == 3);
    CHECK(load.answer_bytes == 0);
    serving.allow();
    answers = first.receive("end") + second.receive("end");
    load = until([](const LoopLoad& now) { return now.queue.busy == 0; });
    CHECK(load.queue.busy == 0);
    CHECK(load.queue.waiting == 0);
    CHECK(load.answer_bytes == answers.size());
  }
  load = until([](const LoopLoad& now) { return now.connections == 0; });
  CHECK(load.connections == 0);
  CHECK(load.accepted == 3);
}

TEST_CASE("a server that has not begun or has ended has no workers", "[watch]") {
  HttpServer server(
      {}, [](const HttpRequest&) { return HttpResponse(); },
      [](const HttpRequest&, const HttpResponse&, double) {});
  CHECK(server.load().queue.workers == 0);
  ListenAddress address{"127.0.0.1", 0, false};
  REQUIRE(server.bind(address).ok());
  server.begin_stop();
  CHECK(server.run().ok());
  CHECK(server.load().queue.workers == 0);
}
