// Who watches a server: told of what happens on the thread where it happens.
#pragma once

#include <chrono>

#include "searchd/http/message.h"

namespace paperfind {

// Why somebody got no answer, or not the one asked for.
enum class Shed {
  ConnectionLimit,  // as many connections as there may be
  RateLimit,        // one client asked too often
  QueueFull,        // as many requests waiting as may
  QueueWait,        // no worker came free in time
  RequestTimeout,   // the head did not come to its end in time
  SlowReader,       // the answer was not fetched in time
  Malformed,        // not readable as HTTP, or too large
  NoSearcher,       // all searchers, or all places for long exports, were taken
};
inline constexpr int kShedReasons = 8;

// Must be quick and must not throw.
class ServerWatch {
 public:
  using Seconds = std::chrono::duration<double>;

  ServerWatch() = default;
  virtual ~ServerWatch() = default;
  ServerWatch(const ServerWatch&) = delete;
  ServerWatch& operator=(const ServerWatch&) = delete;

  // A request, for a worker.
  virtual void waited(Seconds time) = 0;
  // `took`: to make the answer; of a long one, its begin.
  virtual void answered(const HttpRequest& request, const HttpResponse& response, Seconds took) = 0;
  // Answered without a worker.
  virtual void refused(const HttpResponse& response) = 0;
  virtual void shed(Shed why) = 0;
};

}  // namespace paperfind
