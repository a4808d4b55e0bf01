// Metrics that are looked up when they are asked for, in the library's form.
#pragma once

#include <prometheus/metric_family.h>

#include <string>
#include <utility>
#include <vector>

namespace paperfind {

using MetricFamilies = std::vector<prometheus::MetricFamily>;

struct MetricSample {
  std::vector<std::pair<std::string, std::string>> labels;
  double value = 0;
};

struct MetricName {
  const char* name;
  const char* help;
};

// Each adds one family to `out`: the first two without labels.
void add_gauge(MetricFamilies& out, MetricName name, double value);
void add_counter(MetricFamilies& out, MetricName name, double value);
void add_gauges(MetricFamilies& out, MetricName name, const std::vector<MetricSample>& samples);
void add_counters(MetricFamilies& out, MetricName name, const std::vector<MetricSample>& samples);

// Prometheus's text format, version 0.0.4.
std::string metrics_text(const MetricFamilies& families);

}  // namespace paperfind
