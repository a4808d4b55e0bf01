#include "searchd/metrics/metrics_front.h"

#include <chrono>
#include <utility>

#include "searchd/http/answer.h"
#include "searchd/http/handle.h"
#include "searchd/http/log.h"
#include "searchd/http/request_log.h"

namespace paperfind {
namespace {

constexpr std::string_view kUnix = "unix:";
constexpr std::string_view kFlag = "--metrics ";
constexpr std::chrono::seconds kStopPatience{1};

HttpResponse get_metrics(const Call& /*call*/, const Context& context) {
  HttpResponse response = text_response(200, context.metrics_text());
  response.content_type = "text/plain; version=0.0.4; charset=utf-8";
  return response;
}

constexpr Route kRoutes[] = {{"/metrics", Surface::Machine, Caching::Never, get_metrics,
                              "What the service does, for Prometheus"}};

Context with_metrics(Context context, std::function<std::string()> text) {
  context.routes = kRoutes;
  context.metrics_text = std::move(text);
  return context;
}

// A few that watch, and nobody else.
HttpServer::Options few() {
  HttpServer::Options options;
  options.limits.threads = 2;
  options.limits.connections = 32;
  options.limits.queue = 32;
  return options;
}

// Who scrapes every few seconds would fill the log.
void log_failure(const HttpRequest& request, const HttpResponse& response, double ms) {
  if (response.status >= 500) log_request(request, response, ms);
}

}  // namespace

Result<MetricsPlace> parse_metrics_place(std::string_view text) {
  MetricsPlace place;
  const std::string where = std::string(kFlag) + std::string(text);
  if (text.starts_with(kUnix)) {
    place.path = text.substr(kUnix.size());
    if (!place.path.empty()) return place;
    return Error{ErrorCode::InvalidInput, "no path given", where,
                 "give one: unix:/run/paperfind/metrics.sock"};
  }
  Result<ListenAddress> address = parse_listen_address(text);
  if (!address.ok()) {
    return Error{ErrorCode::InvalidInput, address.error().message, where,
                 "give an address and a port, 127.0.0.1:9188, or unix:/path.sock"};
  }
  place.address = *address;
  return place;
}

MetricsFront::MetricsFront(const Context& context, std::function<std::string()> text)
    : context_(with_metrics(context, std::move(text))),
      server_(
          few(), [this](const HttpRequest& request) { return handle(request, context_); },
          log_failure) {}

MetricsFront::~MetricsFront() {
  if (!ran_.valid()) return;
  server_.begin_stop();
  if (ran_.wait_for(kStopPatience) != std::future_status::ready) server_.end_all_connections();
}

Status MetricsFront::listen(MetricsPlace& place) {
  if (place.path.empty()) return server_.bind(place.address);
  Result<UnixSocket> socket = UnixSocket::listen(place.path);
  if (!socket.ok()) return socket.error();
  socket_.emplace(std::move(*socket));
  server_.take(socket_->take_listening());
  return {};
}

Status MetricsFront::start(MetricsPlace place) {
  if (Status listening = listen(place); !listening.ok()) return listening;
  const std::string name =
      place.path.empty() ? base_url(place.address) + "/metrics" : "unix:" + place.path;
  if (place.path.empty() && !place.address.loopback) {
    log_event(LogLevel::Warning, "open-address",
              {{"address", name}, {"advice", "let nobody reach this but who watches the service"}});
  }
  log_event(LogLevel::Info, "metrics", {{"address", name}});
  ran_ = std::async(std::launch::async, [this] {
    const Status ran = server_.run();
    if (!ran.ok()) log_event(LogLevel::Error, "metrics-ended", {{"error", ran.error().message}});
  });
  return {};
}

}  // namespace paperfind
