// The socket side, over real connections: what is answered, and how it ends.
#include "searchd/http/server.h"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <sys/socket.h>
#include <sys/time.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <future>
#include <string>
#include <thread>

#include "tests/catch.h"

using namespace paperfind;

namespace {

class Client {
 public:
  explicit Client(int port) : fd_(::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0)) {
    sockaddr_in address = {};
    address.sin_family = AF_INET;
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    address.sin_port = htons(static_cast<std::uint16_t>(port));
    const timeval patience = {20, 0};
    ::setsockopt(fd_, SOL_SOCKET, SO_RCVTIMEO, &patience, sizeof patience);
    REQUIRE(::connect(fd_, reinterpret_cast<const sockaddr*>(&address), sizeof address) == 0);
  }
  ~Client() { ::close(fd_); }
  Client(const Client&) = delete;
  Client& operator=(const Client&) = delete;

  void send(std::string_view bytes) const {
    REQUIRE(::send(fd_, bytes.data(), bytes.size(), MSG_NOSIGNAL) ==
            static_cast<ssize_t>(bytes.size()));
  }
  void end_sending() const { ::shutdown(fd_, SHUT_WR); }
  // Everything up to the first `end`, or to the end of the connection.
  std::string receive(std::string_view end = {}) const {
    std::string answer;
    std::array<char, 65536> buffer;
    while (end.empty() || answer.find(end) == std::string::npos) {
      const ssize_t n = ::recv(fd_, buffer.data(), buffer.size(), 0);
      if (n <= 0) break;
      answer.append(buffer.data(), static_cast<std::size_t>(n));
    }
    return answer;
  }
  // True when the server ended it, or never accepted it; false when nothing came for long.
  [[nodiscard]] bool ended() const {
    char byte = 0;
    const ssize_t n = ::recv(fd_, &byte, 1, 0);
    return n == 0 || (n < 0 && errno == ECONNRESET);
  }

 private:
  int fd_;
};

// A server that answers with `body`, /slow not before it may.
class Serving {
 public:
  explicit Serving(std::string body = "whole", std::size_t threads = 4)
      : server_(
            {threads, std::chrono::seconds(60), 1000},
            [this, body](const HttpRequest& request) {
              if (request.target == "/slow") {
                asked_.set_value();
                allowed_.get_future().wait();
              }
              HttpResponse response;
              response.status = 200;
              response.content_type = "text/plain";
              response.body = body + " of " + request.target + "\nend";
              return response;
            },
            [](const HttpRequest&, const HttpResponse&, double) {}) {
    ListenAddress address{"127.0.0.1", 0, true};
    REQUIRE(server_.bind(address).ok());
    port_ = address.port;
    ran_ = std::async(std::launch::async, [this] { return server_.run().ok(); });
  }
  ~Serving() {
    server_.begin_stop();
    server_.end_all_connections();
  }
  Serving(const Serving&) = delete;
  Serving& operator=(const Serving&) = delete;

  HttpServer& server() { return server_; }
  [[nodiscard]] int port() const { return port_; }
  void wait_until_asked() { asked_.get_future().wait(); }
  void allow() { allowed_.set_value(); }
  bool ran_to_its_end() { return ran_.get(); }

 private:
  std::promise<void> asked_, allowed_;
  HttpServer server_;
  int port_ = 0;
  std::future<bool> ran_;
};

std::string get(const std::string& target) {
  return "GET " + target + " HTTP/1.1\r\nHost: a\r\n\r\n";
}

TEST_CASE("a request in progress when it stops is answered whole", "[server]") {
  const std::size_t bytes = GENERATE(as<std::size_t>{}, 10, 4'000'000);
  CAPTURE(bytes);
  Serving serving(std::string(bytes, 'x'));
  const Client client(serving.port());
  client.send(get("/slow"));
  serving.wait_until_asked();
  serving.server().begin_stop();
  serving.allow();
  const std::string answer = client.receive();
  CHECK(answer.starts_with("HTTP/1.1 200 OK\r\n"));
  CHECK(answer.find("Connection: close\r\n") != std::string::npos);
  CHECK(answer.ends_with(" of /slow\nend"));
  CHECK(serving.ran_to_its_end());
}

TEST_CASE("a client that sends nothing more is answered all the same", "[server]") {
  Serving serving;
  const Client client(serving.port());
  client.send(get("/slow"));
  serving.wait_until_asked();
  client.end_sending();
  serving.allow();
  CHECK(client.receive().ends_with("whole of /slow\nend"));
}

TEST_CASE("a connection that waits for nothing ends as soon as it stops", "[server]") {
  Serving serving;
  const Client answered(serving.port()), silent(serving.port());
  answered.send(get("/"));
  CHECK(answered.receive("end").ends_with("whole of /\nend"));
  serving.server().begin_stop();
  CHECK(answered.ended());
  CHECK(silent.ended());
  CHECK(serving.ran_to_its_end());
}

TEST_CASE("an accepted connection that waits for a thread is answered when it stops", "[server]") {
  Serving serving("whole", 1);
  const Client first(serving.port()), second(serving.port());
  first.send(get("/slow"));
  serving.wait_until_asked();
  second.send(get("/next"));
  // Empty: the kernel had it, but the server had not accepted it yet.
  serving.server().begin_stop();
  serving.allow();
  CHECK(first.receive().ends_with("whole of /slow\nend"));
  const std::string answer = second.receive();
  CHECK((answer.empty() || answer.ends_with("whole of /next\nend")));
  CHECK(serving.ran_to_its_end());
}

TEST_CASE("requests sent without waiting are answered in order", "[server]") {
  Serving serving;
  const Client client(serving.port());
  client.send(get("/one") + get("/two") +
              "GET /three HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n");
  const std::string answers = client.receive();
  const std::size_t one = answers.find("whole of /one\nend");
  const std::size_t two = answers.find("whole of /two\nend");
  CHECK(one != std::string::npos);
  CHECK(two != std::string::npos);
  CHECK(one < two);
  CHECK(answers.ends_with("whole of /three\nend"));
}

TEST_CASE("a request that never ends is cut when patience does", "[server]") {
  Serving serving;
  const Client client(serving.port());
  client.send("GET / HTTP/1.1\r\nHo");
  serving.server().begin_stop();
  serving.server().end_all_connections();
  CHECK(client.receive().find("whole") == std::string::npos);
  CHECK(serving.ran_to_its_end());
}

TEST_CASE("it stops before it runs", "[server]") {
  HttpServer server(
      {}, [](const HttpRequest&) { return HttpResponse(); },
      [](const HttpRequest&, const HttpResponse&, double) {});
  server.begin_stop();
  ListenAddress address{"127.0.0.1", 0, true};
  REQUIRE(server.bind(address).ok());
  CHECK(server.run().ok());
  server.end_all_connections();
}

}  // namespace
