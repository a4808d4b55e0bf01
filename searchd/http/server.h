// The socket side: accepts connections, turns bytes into HttpRequest and HttpResponse into bytes.
// The only room that knows the HTTP library.
#pragma once

#include <chrono>
#include <cstddef>
#include <functional>
#include <memory>

#include "engine/base/result.h"
#include "searchd/http/listen_address.h"
#include "searchd/http/message.h"

namespace paperfind {

class HttpServer {
 public:
  // Must not throw.
  using Answer = std::function<HttpResponse(const HttpRequest&)>;
  // After each answer, with the time it took to make: for the log. Must not throw.
  using Note = std::function<void(const HttpRequest&, const HttpResponse&, double ms)>;

  struct Options {
    // Connections served at once: the library keeps one thread on each, also while it idles.
    std::size_t threads = 64;
    std::chrono::seconds keep_alive{5};
    std::size_t requests_per_connection = 1000;
  };

  HttpServer(Options options, Answer answer, Note note);
  ~HttpServer();
  HttpServer(const HttpServer&) = delete;
  HttpServer& operator=(const HttpServer&) = delete;

  // Unavailable when the address is taken or not ours, Io otherwise; both name it. Fills in a port
  // given as 0.
  Status bind(ListenAddress& address);
  // Serves until stopped. Io when accepting ended without that being asked.
  Status run();

  // The two below may be called from any thread, also before run().
  // Accepts nothing more and ends connections that wait for a request; requests that came are still
  // answered.
  void begin_stop();
  // Ends every connection at once.
  void end_all_connections();

 private:
  struct Impl;
  std::unique_ptr<Impl> impl_;
};

}  // namespace paperfind
