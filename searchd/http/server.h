// The socket side: accepts connections, turns bytes into HttpRequest and HttpResponse into bytes.
#pragma once

#include <chrono>
#include <functional>
#include <memory>

#include "engine/base/result.h"
#include "searchd/http/event_loop.h"
#include "searchd/http/listen_address.h"
#include "searchd/http/message.h"
#include "searchd/http/server_watch.h"
#include "searchd/http/socket.h"

namespace paperfind {

class HttpServer {
 public:
  // Must not throw. Also asked, on a thread that must not wait, with a request whose `malformed` is
  // "overloaded", "rate-limited" or "request-timeout".
  using Answer = std::function<HttpResponse(const HttpRequest&)>;
  // After each answer, with the time it took to make: for the log. Must not throw.
  using Note = std::function<void(const HttpRequest&, const HttpResponse&, double ms)>;

  struct Options {
    LoopLimits limits;
    // A request that waited longer for a worker is turned away: its client has given up.
    std::chrono::milliseconds queue_patience{2'000};
    ServerWatch* watch = nullptr;  // must outlive the server
  };

  HttpServer(Options options, Answer answer, Note note);
  ~HttpServer();
  HttpServer(const HttpServer&) = delete;
  HttpServer& operator=(const HttpServer&) = delete;

  // Unavailable when the address is taken or not ours, Io otherwise; both name it. Fills in a port
  // given as 0.
  Status bind(ListenAddress& address);
  // Takes a socket that listens already.
  void take(Descriptor listening);
  // Serves until stopped. Io when accepting ended without that being asked.
  Status run();

  // The two below may be called from any thread, also before run().
  // Accepts nothing more and ends connections that wait for nothing; requests that came are still
  // answered.
  void begin_stop();
  // Ends every connection at once.
  void end_all_connections();
  // How busy it is; from any thread.
  [[nodiscard]] LoopLoad load() const;

 private:
  struct Impl;
  std::unique_ptr<Impl> impl_;
};

}  // namespace paperfind
