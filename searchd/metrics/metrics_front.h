// The second front: serves the metrics, and only those, to who watches the service.
#pragma once

#include <functional>
#include <future>
#include <optional>
#include <string>
#include <string_view>

#include "engine/base/result.h"
#include "searchd/http/context.h"
#include "searchd/http/server.h"
#include "searchd/metrics/unix_socket.h"

namespace paperfind {

// Where to serve them, as typed: "127.0.0.1:9188", "[::1]:9188", "unix:/run/paperfind/metrics".
struct MetricsPlace {
  std::string path;  // of a socket; empty: the address
  ListenAddress address;
};

// InvalidInput says what is wrong.
Result<MetricsPlace> parse_metrics_place(std::string_view text);

// A loop and workers of its own: it answers while the public front has no room.
class MetricsFront {
 public:
  // `context` is the public front's and must outlive this, and so must what `text` needs.
  MetricsFront(const Context& context, std::function<std::string()> text);
  // Lets scrapes finish, for a moment.
  ~MetricsFront();
  MetricsFront(const MetricsFront&) = delete;
  MetricsFront& operator=(const MetricsFront&) = delete;

  // Serves on a thread of its own. Unavailable when the place is taken, else Io; both name it.
  Status start(MetricsPlace place);

 private:
  Status listen(MetricsPlace& place);

  Context context_;
  HttpServer server_;
  std::optional<UnixSocket> socket_;
  std::future<void> ran_;
};

}  // namespace paperfind
