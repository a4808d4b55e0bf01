#include "searchd/metrics/exposition.h"

#include <algorithm>
#include <ctime>
#include <iterator>
#include <memory>
#include <string_view>
#include <utility>
#include <vector>

#include "searchd/metrics/process_metrics.h"

namespace paperfind {
namespace {

// As enum ErrorCode.
constexpr std::pair<ErrorCode, std::string_view> kRefusals[] = {
    {ErrorCode::InvalidInput, "invalid-input"}, {ErrorCode::InvalidData, "invalid-data"},
    {ErrorCode::NotFound, "not-found"},         {ErrorCode::Gone, "gone"},
    {ErrorCode::Unsupported, "unsupported"},    {ErrorCode::Busy, "busy"},
    {ErrorCode::Unavailable, "unavailable"},    {ErrorCode::Io, "io"},
    {ErrorCode::Internal, "internal"},
};

template <typename Number>
double value_of(Number number) {
  return static_cast<double>(number);
}

void add_load(MetricFamilies& out, const LoopLoad& load) {
  add_gauge(out, {"paperfind_http_connections", "Connections open."}, value_of(load.connections));
  add_counter(out, {"paperfind_http_connections_accepted_total", "Connections accepted."},
              value_of(load.accepted));
  add_counter(out, {"paperfind_http_response_bytes_total", "Bytes of answers, heads included."},
              value_of(load.answer_bytes));
  add_gauge(out, {"paperfind_http_queue_length", "Requests that wait for a worker."},
            value_of(load.queue.waiting));
  add_gauge(out, {"paperfind_http_workers", "Workers."}, value_of(load.queue.workers));
  add_gauge(out, {"paperfind_http_workers_busy", "Workers that make an answer."},
            value_of(load.queue.busy));
}

void add_cache(MetricFamilies& out, const LruCounts& counts) {
  add_counter(out, {"paperfind_answer_cache_hits_total", "Answers given again as they were kept."},
              value_of(counts.hits));
  add_counter(out, {"paperfind_answer_cache_misses_total", "Answers looked for and not kept."},
              value_of(counts.misses));
  add_counter(out, {"paperfind_answer_cache_evictions_total", "Answers that made room for others."},
              value_of(counts.evictions));
  add_gauge(out, {"paperfind_answer_cache_entries", "Answers kept."}, value_of(counts.entries));
  add_gauge(out, {"paperfind_answer_cache_bytes", "Memory of the answers kept."},
            value_of(counts.bytes));
}

void add_follower(MetricFamilies& out, const Follower& follower) {
  add_counter(out,
              {"paperfind_generation_switches_total",
               "Generations that began to serve, the first included."},
              value_of(follower.switches()));
  std::vector<MetricSample> refusals;
  for (const auto& [code, name] : kRefusals) {
    refusals.push_back({{{"reason", std::string(name)}}, value_of(follower.refusals(code))});
  }
  add_counters(out,
               {"paperfind_generation_refusals_total",
                "Times the published generation could not serve, by reason; it is tried again."},
               refusals);
}

void add_age(MetricFamilies& out, std::time_t written) {
  if (written == 0) return;
  add_gauge(out,
            {"paperfind_generation_published_timestamp_seconds",
             "When the generation that serves was written, since 1970."},
            value_of(written));
  add_gauge(out, {"paperfind_generation_age_seconds", "How long ago that was."},
            std::max(0.0, std::difftime(std::time(nullptr), written)));
}

void add_generation(MetricFamilies& out, const Snapshot& snapshot, const ShardReport& shards) {
  const Manifest& manifest = snapshot.manifest();
  add_gauges(out,
             {"paperfind_generation_info",
              "Always 1; the labels name the generation that serves and what it was made of."},
             {{{{"generation", snapshot.name()}, {"fingerprint", manifest.fingerprint}}, 1}});
  add_gauge(out, {"paperfind_generation_papers", "Papers in the generation that serves."},
            value_of(manifest.papers));
  add_gauge(out, {"paperfind_shards", "Databases of the generation that serves."},
            value_of(shards.total));
  add_gauge(out, {"paperfind_shards_missing", "Of these, those that do not answer."},
            value_of(shards.missing.size()));
}

}  // namespace

std::string Exposition::text() const {
  MetricFamilies out = requests.collect();
  add_gauges(out, {"paperfind_build_info", "Always 1; the labels name the program."},
             {{{{"version", context.build.version}, {"build", context.build.id}}, 1}});
  add_load(out, server.load());
  add_cache(out, context.answers.counts());
  add_follower(out, follower);
  const std::shared_ptr<const Snapshot> snapshot = context.pool.snapshot();
  add_gauge(out, {"paperfind_ready", "1 while a generation serves, else 0."}, snapshot ? 1 : 0);
  if (snapshot) {
    add_generation(out, *snapshot, context.pool.shards());
    add_age(out, follower.written());
  }
  add_process_metrics(out);
  return metrics_text(out);
}

}  // namespace paperfind
