// Answers that are made while they are sent.
#include <atomic>
#include <chrono>
#include <future>
#include <memory>
#include <stdexcept>
#include <string>
#include <thread>

#include "searchd/http/server.h"
#include "searchd/http/wire.h"
#include "tests/catch.h"
#include "tests/unit/searchd/serving.h"

using namespace paperfind;
using paperfind::testing::Client;
using paperfind::testing::get;

namespace {

constexpr std::size_t kBlockBytes = 65'536;

std::atomic<int> made{0}, alive{0};

// `count` blocks of 'a', 'b', …; the one numbered `bad` cannot be made.
class Letters : public BodyBlocks {
 public:
  explicit Letters(int count, int bad = -1) : count_(count), bad_(bad) { ++alive; }
  ~Letters() override { --alive; }
  std::string next() override {
    if (at_ == bad_) throw std::runtime_error("no block");
    ++made;
    return std::string(kBlockBytes, static_cast<char>('a' + at_++ % 26));
  }
  [[nodiscard]] bool done() const override { return at_ == count_; }

 private:
  int count_, bad_, at_ = 0;
};

// "/7" answers with seven blocks, "/bad" with one and no second.
class BlockServer {
 public:
  BlockServer()
      : server_(
            testing::options_with(1), [](const HttpRequest& request) { return answer(request); },
            [](const HttpRequest&, const HttpResponse&, double) {}) {
    ListenAddress address{"127.0.0.1", 0, false};
    REQUIRE(server_.bind(address).ok());
    port_ = address.port;
    ran_ = std::async(std::launch::async, [this] { return server_.run().ok(); });
    made = 0;
  }
  ~BlockServer() {
    server_.begin_stop();
    server_.end_all_connections();
    ran_.wait();
  }
  BlockServer(const BlockServer&) = delete;
  BlockServer& operator=(const BlockServer&) = delete;
  [[nodiscard]] int port() const { return port_; }

 private:
  static HttpResponse answer(const HttpRequest& request) {
    HttpResponse response;
    response.content_type = "text/plain";
    if (request.target == "/whole") {
      response.body = "whole\nend";
    } else if (request.target == "/bad") {
      response.blocks = std::make_shared<Letters>(3, 1);
    } else {
      response.blocks = std::make_shared<Letters>(std::stoi(request.target.substr(1)));
    }
    return response;
  }

  HttpServer server_;
  int port_ = 0;
  std::future<bool> ran_;
};

std::string letters(int count) {
  std::string all;
  for (int i = 0; i < count; ++i) all += std::string(kBlockBytes, static_cast<char>('a' + i % 26));
  return all;
}

bool becomes(const std::atomic<int>& number, int wanted) {
  const auto deadline = std::chrono::steady_clock::now() + std::chrono::seconds(20);
  while (number != wanted && std::chrono::steady_clock::now() < deadline) {
    std::this_thread::sleep_for(std::chrono::milliseconds(2));
  }
  return number == wanted;
}

}  // namespace

TEST_CASE("chunks have their length before them and one of none at the end", "[blocks]") {
  const auto blocks = in_chunks(std::make_shared<Letters>(2));
  CHECK(blocks->next() == "10000\r\n" + std::string(kBlockBytes, 'a') + "\r\n");
  CHECK_FALSE(blocks->done());
  CHECK(blocks->next() == "10000\r\n" + std::string(kBlockBytes, 'b') + "\r\n0\r\n\r\n");
  CHECK(blocks->done());
}

TEST_CASE("blocks follow each other, and the next answer follows them", "[blocks]") {
  const BlockServer server;
  const int count = GENERATE(1, 2, 60);
  const Client client(server.port());
  client.send(get("/" + std::to_string(count)) + get("/whole"));
  std::string answer = client.receive("whole\nend");
  CHECK(answer.find("\r\nTransfer-Encoding: chunked\r\n") != std::string::npos);
  CHECK(answer.find("\r\nContent-Length: 9\r\n") == answer.rfind("\r\nContent-Length: "));
  std::string body;
  std::size_t at = answer.find("\r\n\r\n") + 4;
  while (answer.substr(at, 3) != "0\r\n") {
    REQUIRE(answer.substr(at, 7) == "10000\r\n");
    body += answer.substr(at + 7, kBlockBytes);
    at += 7 + kBlockBytes + 2;
  }
  CHECK(body == letters(count));
  CHECK(becomes(alive, 0));
}

TEST_CASE("HTTP/1.0 gets the bytes and then the end", "[blocks]") {
  const BlockServer server;
  const Client client(server.port());
  client.send("GET /5 HTTP/1.0\r\nHost: a\r\n\r\n");
  const std::string answer = client.receive();
  CHECK(answer.find("Transfer-Encoding") == std::string::npos);
  CHECK(answer.find("Content-Length") == std::string::npos);
  CHECK(answer.find("\r\nConnection: close\r\n") != std::string::npos);
  CHECK(answer.substr(answer.find("\r\n\r\n") + 4) == letters(5));
}

TEST_CASE("HEAD gets the head, and no block is made", "[blocks]") {
  const BlockServer server;
  const Client client(server.port());
  client.send("HEAD /5 HTTP/1.1\r\nHost: a\r\n\r\n" + get("/whole"));
  const std::string answer = client.receive("whole\nend");
  CHECK(answer.find("\r\nTransfer-Encoding: chunked\r\n") != std::string::npos);
  CHECK(answer.find("aaa") == std::string::npos);
  CHECK(made == 0);
  CHECK(becomes(alive, 0));
}

TEST_CASE("a block that cannot be made ends the connection before the last chunk", "[blocks]") {
  const BlockServer server;
  const Client client(server.port());
  client.send(get("/bad"));
  const std::string answer = client.receive();
  CHECK(answer.find("aaa") != std::string::npos);
  CHECK_FALSE(answer.ends_with("0\r\n\r\n"));
  CHECK(becomes(alive, 0));
}

TEST_CASE("a client that does not read costs neither blocks nor the only worker", "[blocks]") {
  const BlockServer server;
  {
    const Client slow(server.port());
    slow.send(get("/10000"));
    CHECK(slow.has_answer(std::chrono::seconds(20)));
    // The one worker takes turns: were blocks made that nobody fetches, there would be one for each
    // of these. What the kernel takes is some megabytes.
    constexpr int kOthers = 900;
    const Client other(server.port());
    for (int i = 0; i < kOthers; ++i) {
      other.send(get("/whole"));
      REQUIRE(other.receive("whole\nend").ends_with("whole\nend"));
    }
    CHECK(made < kOthers / 2);
    CHECK(alive == 1);
  }
  CHECK(becomes(alive, 0));
}
