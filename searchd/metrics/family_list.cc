#include "searchd/metrics/family_list.h"

#include <prometheus/text_serializer.h>

#include <sstream>

namespace paperfind {
namespace {

void add(MetricFamilies& out, MetricName name, prometheus::MetricType type,
         const std::vector<MetricSample>& samples) {
  prometheus::MetricFamily family;
  family.name = name.name;
  family.help = name.help;
  family.type = type;
  for (const MetricSample& sample : samples) {
    prometheus::ClientMetric& metric = family.metric.emplace_back();
    for (const auto& [label, value] : sample.labels) metric.label.push_back({label, value});
    if (type == prometheus::MetricType::Counter) {
      metric.counter.value = sample.value;
    } else {
      metric.gauge.value = sample.value;
    }
  }
  out.push_back(std::move(family));
}

}  // namespace

void add_gauge(MetricFamilies& out, MetricName name, double value) {
  add(out, name, prometheus::MetricType::Gauge, {{{}, value}});
}

void add_counter(MetricFamilies& out, MetricName name, double value) {
  add(out, name, prometheus::MetricType::Counter, {{{}, value}});
}

void add_gauges(MetricFamilies& out, MetricName name, const std::vector<MetricSample>& samples) {
  add(out, name, prometheus::MetricType::Gauge, samples);
}

void add_counters(MetricFamilies& out, MetricName name, const std::vector<MetricSample>& samples) {
  add(out, name, prometheus::MetricType::Counter, samples);
}

std::string metrics_text(const MetricFamilies& families) {
  std::ostringstream out;
  prometheus::TextSerializer().Serialize(out, families);
  return std::move(out).str();
}

}  // namespace paperfind
