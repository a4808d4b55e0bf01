// What is counted while requests are answered, and how the text says it.
#include "searchd/metrics/request_metrics.h"

#include <sstream>
#include <string>

#include "searchd/api/problems.h"
#include "searchd/http/router.h"
#include "tests/catch.h"

using namespace paperfind;
using Seconds = ServerWatch::Seconds;

namespace {

HttpResponse none(const Call& /*call*/, const Context& /*context*/) { return {}; }

constexpr Route kRoutes[] = {
    {"/search", Surface::Page, Caching::Revalidate, none, "Results"},
    {"/papers/{id}", Surface::Page, Caching::Revalidate, none, "One paper"},
};

HttpResponse answer(const Route* route, int status, std::string_view problem = {}) {
  HttpResponse response;
  response.route = route;
  response.status = status;
  response.problem = problem;
  return response;
}

// What stands behind `series` in the text; empty when it has no such line.
std::string value_of(const std::string& text, const std::string& series) {
  std::istringstream lines(text);
  for (std::string line; std::getline(lines, line);) {
    if (line.starts_with(series + " ")) return line.substr(series.size() + 1);
  }
  return {};
}

}  // namespace

TEST_CASE("requests are counted by route and first digit of the status", "[metrics]") {
  RequestMetrics metrics(kRoutes);
  metrics.answered({}, answer(&kRoutes[0], 200), Seconds(0.002));
  metrics.answered({}, answer(&kRoutes[0], 304), Seconds(0.002));
  metrics.answered({}, answer(&kRoutes[1], 200), Seconds(0.002));
  metrics.answered({}, answer(&kRoutes[1], 404, "not-found"), Seconds(0.002));
  metrics.answered({}, answer(nullptr, 404, "not-found"), Seconds(0.002));
  metrics.refused(answer(nullptr, 503, "overloaded"));
  const std::string text = metrics_text(metrics.collect());
  const auto requests = [&](const std::string& route, const std::string& status) {
    return value_of(
        text, "paperfind_http_requests_total{route=\"" + route + "\",status=\"" + status + "\"}");
  };
  CHECK(requests("/search", "2xx") == "1");
  CHECK(requests("/search", "3xx") == "1");
  CHECK(requests("/search", "5xx") == "0");  // there from the start
  CHECK(requests("/papers/{id}", "2xx") == "1");
  CHECK(requests("/papers/{id}", "4xx") == "1");
  CHECK(requests("other", "4xx") == "1");
  CHECK(requests("other", "5xx") == "1");
  CHECK(value_of(text, "paperfind_http_problems_total{kind=\"not-found\"}") == "2");
  CHECK(value_of(text, "paperfind_http_problems_total{kind=\"overloaded\"}") == "1");
  CHECK(value_of(text, "paperfind_http_problems_total{kind=\"gone\"}") == "0");
}

TEST_CASE("a histogram has what is in its buckets and their sum", "[metrics]") {
  RequestMetrics metrics(kRoutes);
  // A value at the edge of a bucket is in it.
  for (const double seconds : {0.0001, 0.0005, 0.004, 0.3, 5.0}) {
    metrics.answered({}, answer(&kRoutes[0], 200), Seconds(seconds));
  }
  metrics.refused(answer(&kRoutes[0], 503));  // took no worker's time
  metrics.waited(Seconds(0.75));
  const std::string text = metrics_text(metrics.collect());
  const auto bucket = [&](const std::string& le) {
    return value_of(text, "paperfind_http_request_duration_seconds_bucket{route=\"/search\",le=\"" +
                              le + "\"}");
  };
  CHECK(bucket("0.0005") == "2");
  CHECK(bucket("0.0025") == "2");
  CHECK(bucket("0.005") == "3");
  CHECK(bucket("0.25") == "3");
  CHECK(bucket("0.5") == "4");
  CHECK(bucket("2") == "4");
  CHECK(bucket("+Inf") == "5");
  const std::string name = "paperfind_http_request_duration_seconds";
  CHECK(value_of(text, name + "_count{route=\"/search\"}") == "5");
  CHECK(std::stod(value_of(text, name + "_sum{route=\"/search\"}")) == Approx(5.3046));
  CHECK(value_of(text, "paperfind_http_queue_seconds_count") == "1");
  CHECK(value_of(text, "paperfind_http_queue_seconds_bucket{le=\"0.5\"}") == "0");
  CHECK(value_of(text, "paperfind_http_queue_seconds_bucket{le=\"1\"}") == "1");
}

TEST_CASE("who is turned away is counted by the reason", "[metrics]") {
  RequestMetrics metrics(kRoutes);
  metrics.shed(Shed::ConnectionLimit);
  metrics.shed(Shed::QueueFull);
  metrics.shed(Shed::QueueFull);
  metrics.shed(Shed::SlowReader);
  HttpRequest malformed;
  malformed.malformed = "uri-too-long";
  metrics.answered(malformed, answer(nullptr, 414, "uri-too-long"), Seconds(0));
  HttpRequest late;  // its reason was told by the server
  late.malformed = "overloaded";
  metrics.answered(late, answer(nullptr, 503, "overloaded"), Seconds(0));
  metrics.answered({}, answer(&kRoutes[0], 503, "overloaded"), Seconds(0));
  const std::string text = metrics_text(metrics.collect());
  const auto shed = [&](const std::string& reason) {
    return value_of(text, "paperfind_http_shed_total{reason=\"" + reason + "\"}");
  };
  CHECK(shed("connection-limit") == "1");
  CHECK(shed("queue-full") == "2");
  CHECK(shed("queue-wait") == "0");
  CHECK(shed("request-timeout") == "0");
  CHECK(shed("slow-reader") == "1");
  CHECK(shed("malformed") == "1");
  CHECK(shed("no-searcher") == "1");
}

TEST_CASE("every kind of problem has a series", "[metrics]") {
  const std::string text = metrics_text(RequestMetrics(kRoutes).collect());
  for (const ProblemKind& kind : problem_kinds()) {
    const std::string series =
        "paperfind_http_problems_total{kind=\"" + std::string(kind.name) + "\"}";
    CHECK(value_of(text, series) == "0");
  }
}

TEST_CASE("values of labels are escaped", "[metrics]") {
  MetricFamilies families;
  add_gauges(families, {"paperfind_test_info", "Help."},
             {{{{"name", "a\"b\\c\nd"}, {"other", "ü"}}, 1.5}});
  CHECK(metrics_text(families) ==
        "# HELP paperfind_test_info Help.\n"
        "# TYPE paperfind_test_info gauge\n"
        "paperfind_test_info{name=\"a\\\"b\\\\c\\nd\",other=\"ü\"} 1.5\n");
}

TEST_CASE("large counts keep all their digits", "[metrics]") {
  MetricFamilies families;
  add_counter(families, {"paperfind_test_total", "Help."}, 9'007'199'254'740'991.0);
  CHECK(metrics_text(families).ends_with("paperfind_test_total 9007199254740991\n"));
}
