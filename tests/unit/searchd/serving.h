// A server of the socket side with a handler of its own.
#pragma once

#include <chrono>
#include <future>
#include <string>
#include <utility>

#include "searchd/http/server.h"
#include "tests/catch.h"
#include "tests/support/client.h"

namespace paperfind::testing {

inline HttpServer::Options options_with(std::size_t threads) {
  HttpServer::Options options;
  options.limits.threads = threads;
  options.limits.keep_alive = std::chrono::seconds(60);
  return options;
}

// A server that answers with `body`, /slow not before it may; what it turns away it answers with
// the kind of problem.
class Serving {
 public:
  explicit Serving(std::string body = "whole", std::size_t threads = 4)
      : Serving(options_with(threads), std::move(body)) {}
  explicit Serving(HttpServer::Options options, std::string body = "whole")
      : body_(std::move(body)),
        server_(
            options, [this](const HttpRequest& request) { return answer(request); },
            [](const HttpRequest&, const HttpResponse&, double) {}) {
    ListenAddress address{"127.0.0.1", 0, false};
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
  HttpResponse answer(const HttpRequest& request) {
    HttpResponse response;
    response.content_type = "text/plain";
    if (!request.malformed.empty()) {
      response.status = request.malformed == "overloaded" ? 503 : 400;
      response.body = request.malformed + " at " + request.target + "\nend";
      return response;
    }
    if (request.target == "/slow") {
      asked_.set_value();
      allowed_.get_future().wait();
    }
    response.body = body_ + " of " + request.target + "\nend";
    return response;
  }

  const std::string body_;
  std::promise<void> asked_, allowed_;
  HttpServer server_;
  int port_ = 0;
  std::future<bool> ran_;
};

}  // namespace paperfind::testing
