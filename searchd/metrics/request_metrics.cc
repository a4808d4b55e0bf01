#include "searchd/metrics/request_metrics.h"

#include <algorithm>
#include <cstddef>
#include <string>
#include <string_view>

#include "searchd/api/problems.h"

namespace paperfind {
namespace {

// From an answer that was kept to a search given up.
const prometheus::Histogram::BucketBoundaries kSeconds = {0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025,
                                                          0.05,   0.1,   0.25,   0.5,   1,    2};
constexpr std::string_view kClasses[] = {"2xx", "3xx", "4xx", "5xx"};
constexpr std::string_view kOtherPaths = "other";

// As enum Shed.
constexpr std::string_view kReasons[] = {"connection-limit", "rate-limit",      "queue-full",
                                         "queue-wait",       "request-timeout", "slow-reader",
                                         "malformed",        "no-searcher"};
static_assert(std::size(kReasons) == kShedReasons);

std::size_t class_of(int status) {
  return static_cast<std::size_t>(std::clamp(status / 100, 2, 5) - 2);
}

}  // namespace

RequestMetrics::RequestMetrics(std::span<const Route> routes) : routes_(routes) {
  make_routes();
  make_others();
}

void RequestMetrics::make_routes() {
  auto& answers = prometheus::BuildCounter()
                      .Name("paperfind_http_requests_total")
                      .Help("Requests answered, by route and first digit of the status.")
                      .Register(registry_);
  auto& seconds = prometheus::BuildHistogram()
                      .Name("paperfind_http_request_duration_seconds")
                      .Help("Time a worker took to make an answer, without the wait before it.")
                      .Register(registry_);
  for (std::size_t i = 0; i <= routes_.size(); ++i) {
    const std::string name(i < routes_.size() ? routes_[i].pattern : kOtherPaths);
    RouteMetrics row{{}, &seconds.Add({{"route", name}}, kSeconds)};
    for (std::size_t c = 0; c < row.answers.size(); ++c) {
      row.answers[c] = &answers.Add({{"route", name}, {"status", std::string(kClasses[c])}});
    }
    by_route_.push_back(row);
  }
}

void RequestMetrics::make_others() {
  auto& problems = prometheus::BuildCounter()
                       .Name("paperfind_http_problems_total")
                       .Help("Requests answered with a problem, by its kind.")
                       .Register(registry_);
  for (const ProblemKind& kind : problem_kinds()) {
    by_problem_.push_back(&problems.Add({{"kind", std::string(kind.name)}}));
  }
  auto& shed = prometheus::BuildCounter()
                   .Name("paperfind_http_shed_total")
                   .Help("Requests and connections turned away or cut off, by reason.")
                   .Register(registry_);
  for (std::size_t i = 0; i < by_reason_.size(); ++i) {
    by_reason_[i] = &shed.Add({{"reason", std::string(kReasons[i])}});
  }
  queue_seconds_ = &prometheus::BuildHistogram()
                        .Name("paperfind_http_queue_seconds")
                        .Help("Time a request waited for a worker.")
                        .Register(registry_)
                        .Add({}, kSeconds);
}

RequestMetrics::RouteMetrics& RequestMetrics::of(const HttpResponse& response) {
  if (response.route == nullptr) return by_route_.back();
  return by_route_[static_cast<std::size_t>(response.route - routes_.data())];
}

void RequestMetrics::count(const HttpResponse& response) {
  of(response).answers[class_of(response.status)]->Increment();
  if (response.problem.empty()) return;
  const std::span<const ProblemKind> kinds = problem_kinds();
  const auto found = std::find_if(kinds.begin(), kinds.end(), [&](const ProblemKind& kind) {
    return kind.name == response.problem;
  });
  by_problem_[static_cast<std::size_t>(found - kinds.begin())]->Increment();
}

void RequestMetrics::waited(Seconds time) { queue_seconds_->Observe(time.count()); }

void RequestMetrics::answered(const HttpRequest& request, const HttpResponse& response,
                              Seconds took) {
  count(response);
  of(response).seconds->Observe(took.count());
  const bool overloaded = response.problem == "overloaded";
  if (!request.malformed.empty() && !overloaded) shed(Shed::Malformed);
  if (request.malformed.empty() && overloaded) shed(Shed::NoSearcher);
}

void RequestMetrics::refused(const HttpResponse& response) { count(response); }

void RequestMetrics::shed(Shed why) { by_reason_[static_cast<std::size_t>(why)]->Increment(); }

}  // namespace paperfind
