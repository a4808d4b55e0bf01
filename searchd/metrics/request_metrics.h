// What is counted while requests are answered.
#pragma once

#include <prometheus/counter.h>
#include <prometheus/histogram.h>
#include <prometheus/registry.h>

#include <array>
#include <span>
#include <vector>

#include "searchd/http/router.h"
#include "searchd/http/server_watch.h"
#include "searchd/metrics/family_list.h"

namespace paperfind {

// Every series exists from the start, so a first error is a step from 0 that a rate sees, and
// counting looks nothing up.
class RequestMetrics : public ServerWatch {
 public:
  // `routes` must outlive it.
  explicit RequestMetrics(std::span<const Route> routes);

  void waited(Seconds time) override;
  void answered(const HttpRequest& request, const HttpResponse& response, Seconds took) override;
  void refused(const HttpResponse& response) override;
  void shed(Shed why) override;

  [[nodiscard]] MetricFamilies collect() const { return registry_.Collect(); }

 private:
  // By the first digit of the status: 2xx, 3xx, 4xx, 5xx.
  using ByClass = std::array<prometheus::Counter*, 4>;
  struct RouteMetrics {
    ByClass answers;
    prometheus::Histogram* seconds;
  };
  RouteMetrics& of(const HttpResponse& response);
  void count(const HttpResponse& response);
  void make_routes();
  void make_others();

  const std::span<const Route> routes_;
  prometheus::Registry registry_;
  std::vector<RouteMetrics> by_route_;            // as `routes_`, and one for other paths
  std::vector<prometheus::Counter*> by_problem_;  // as problem_kinds()
  std::array<prometheus::Counter*, kShedReasons> by_reason_{};
  prometheus::Histogram* queue_seconds_ = nullptr;
};

}  // namespace paperfind
