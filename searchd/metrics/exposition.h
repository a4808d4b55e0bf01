// All metrics of the daemon as one text.
#pragma once

#include <string>

#include "searchd/http/context.h"
#include "searchd/http/follower.h"
#include "searchd/http/server.h"
#include "searchd/metrics/request_metrics.h"

namespace paperfind {

// docs/metrics.md lists what is in it; a test holds the two together.
struct Exposition {
  const RequestMetrics& requests;
  const HttpServer& server;
  const Follower& follower;
  const Context& context;

  // From any thread, also while the server is at its limits: it waits for none of its workers.
  [[nodiscard]] std::string text() const;
};

}  // namespace paperfind
