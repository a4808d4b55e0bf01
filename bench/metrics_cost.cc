// What counting costs a request, with so many workers that count at once, and what a scrape does.
//
//   metrics_cost [WORKERS]
#include <fmt/format.h>

#include <chrono>
#include <cstdlib>
#include <ctime>
#include <thread>
#include <vector>

#include "searchd/metrics/request_metrics.h"

using namespace paperfind;

namespace {

constexpr int kRequests = 2'000'000;  // of each worker
constexpr int kScrapes = 200;

double processor_seconds() {
  timespec now{};
  ::clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &now);
  return static_cast<double>(now.tv_sec) + static_cast<double>(now.tv_nsec) / 1e9;
}

// All of them answer one route, which is the worst for them.
void count_requests(RequestMetrics& metrics) {
  const HttpRequest request;
  HttpResponse response;
  response.route = &all_routes().front();
  for (int i = 0; i < kRequests; ++i) {
    const auto begin = std::chrono::steady_clock::now();
    metrics.waited(ServerWatch::Seconds(0.0001));
    metrics.answered(request, response, std::chrono::steady_clock::now() - begin);
  }
}

}  // namespace

int main(int argc, char** argv) {
  const int workers = argc > 1 ? std::atoi(argv[1]) : 1;
  RequestMetrics metrics(all_routes());
  {
    std::vector<std::jthread> threads;
    for (int i = 0; i < workers; ++i) threads.emplace_back([&] { count_requests(metrics); });
  }
  const double counted = processor_seconds();
  std::size_t bytes = 0;
  for (int i = 0; i < kScrapes; ++i) bytes = metrics_text(metrics.collect()).size();
  fmt::print("{} workers: {:.0f} ns of processor a request; a scrape: {:.2f} ms, {} kB\n", workers,
             counted * 1e9 / kRequests / workers, (processor_seconds() - counted) * 1e3 / kScrapes,
             bytes / 1000);
}
