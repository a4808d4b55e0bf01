#include "searchd/http/server_limits.h"

#include <fmt/format.h>

#include <algorithm>
#include <optional>
#include <type_traits>

#include "engine/base/parse_number.h"

namespace paperfind {
namespace {

using std::chrono::milliseconds;
using std::chrono::seconds;

using Limits = ServerLimits;
using Number = std::size_t&;
using Time = milliseconds&;
using Rate = double&;

// Most of them keep a typing error from becoming a daemon that cannot serve. A request line of
// more than 8,000 bytes and more than 96 fields are beyond what all releases of the HTTP library
// read; a line must have room for the longest path.
constexpr LimitFlag kFlags[] = {
    {"--threads", "Requests worked on at once; else twice the processors, at least 4", 1, 256,
     +[](Limits& l) -> Number { return l.server.limits.threads; }},
    {"--connections", "Connections open at once, at most three quarters of the descriptors", 1, 1e5,
     +[](Limits& l) -> Number { return l.server.limits.connections; }},
    {"--requests-per-connection", "Requests after which a connection ends", 1, 1e6,
     +[](Limits& l) -> Number { return l.server.limits.requests_per_connection; }},
    {"--keep-alive-seconds", "Time a connection may idle between two requests", 1, 3600,
     +[](Limits& l) -> Time { return l.server.limits.keep_alive; }},
    {"--head-seconds", "Time for a whole head of a request, from its first byte", 1, 300,
     +[](Limits& l) -> Time { return l.server.limits.head_patience; }},
    {"--write-seconds", "Time a client has to take each 64 KiB of an answer", 1, 600,
     +[](Limits& l) -> Time { return l.server.limits.write_patience; }},
    {"--queue", "Requests that wait for a worker", 1, 1e5,
     +[](Limits& l) -> Number { return l.server.limits.queue; }},
    {"--queue-seconds", "Time a request may wait for a worker", 1, 60,
     +[](Limits& l) -> Time { return l.server.queue_patience; }},
    {"--rate",
     "Requests a second of one client, by address; 0: any number. Who asks from this machine and "
     "for himself is not counted",
     0, 1e6, +[](Limits& l) -> Rate { return l.server.limits.rate.per_second; }},
    {"--rate-burst", "As many at once after a pause", 1, 1e6,
     +[](Limits& l) -> Rate { return l.server.limits.rate.burst; }},
    {"--rate-clients", "Clients whose requests are counted; who asked longest ago is forgotten", 16,
     1e7, +[](Limits& l) -> Number { return l.server.limits.rate.clients; }},
    {"--request-line-bytes", "Bytes of a request's first line", 1000, 8000,
     +[](Limits& l) -> Number { return l.server.limits.head.line_bytes; }},
    {"--header-fields", "Header fields of a request", 8, 96,
     +[](Limits& l) -> Number { return l.server.limits.head.fields; }},
    {"--header-bytes", "Bytes of a request's header fields", 1000, 262144,
     +[](Limits& l) -> Number { return l.server.limits.head.field_bytes; }},
    {"--answer-bytes", "Bytes of an answer that is made whole in memory; long exports are not",
     65536, 4294967296, +[](Limits& l) -> Number { return l.server.limits.answer_bytes; }},
    {"--long-exports", "Long exports on their way at once", 1, 64,
     +[](Limits& l) -> Number { return l.long_exports; }},
    {"--answer-cache-mb", "Memory for answers that may be asked for again, in MB; 0: none are kept",
     0, 65536, +[](Limits& l) -> Number { return l.answer_cache_mb; }},
};

template <typename T>
double as_number(const T& value) {
  if constexpr (std::is_same_v<T, milliseconds>) {
    return static_cast<double>(std::chrono::duration_cast<seconds>(value).count());
  } else {
    return static_cast<double>(value);
  }
}

std::string number_of(double value) { return fmt::format("{:.17g}", value); }

bool is_rate(const LimitFlag& flag) {
  return std::holds_alternative<double& (*)(ServerLimits&)>(flag.place);
}

std::optional<double> parsed(const LimitFlag& flag, const std::string& text) {
  if (is_rate(flag)) return parse_number<double>(text);
  const auto whole = parse_number<std::size_t>(text);
  return whole ? std::optional(static_cast<double>(*whole)) : std::nullopt;
}

std::size_t most_connections_with(std::size_t descriptors) { return descriptors * 3 / 4; }

}  // namespace

std::span<const LimitFlag> limit_flags() { return kFlags; }

ServerLimits default_limits(std::size_t processors, std::size_t descriptors) {
  ServerLimits limits;
  LoopLimits& loop = limits.server.limits;
  // Searching is work for the processor: more workers than these would only take turns.
  loop.threads = std::clamp<std::size_t>(2 * processors, 4, 256);
  loop.connections = std::min(loop.connections, most_connections_with(descriptors));
  loop.rate.per_second = 100;
  loop.rate.burst = 400;
  return limits;
}

std::string limit_text(const LimitFlag& flag, const ServerLimits& limits) {
  ServerLimits own = limits;  // a place is one to write to as well
  return std::visit([&own](auto place) { return number_of(as_number(place(own))); }, flag.place);
}

std::string about_limit(const LimitFlag& flag) {
  return fmt::format("{}; {} to {}", flag.about, number_of(flag.least), number_of(flag.most));
}

Status set_limit(const LimitFlag& flag, const std::string& text, ServerLimits& limits) {
  const std::optional<double> value = parsed(flag, text);
  // Written so that what is no number is not within the two either.
  if (!value || !(*value >= flag.least && *value <= flag.most)) {
    return Error{
        ErrorCode::InvalidInput,
        fmt::format("must be a {} from {} to {}", is_rate(flag) ? "number" : "whole number",
                    number_of(flag.least), number_of(flag.most)),
        fmt::format("{} {}", flag.name, text),
        fmt::format("without the flag it is {}", limit_text(flag, limits))};
  }
  std::visit(
      [&](auto place) {
        auto& kept = place(limits);
        using T = std::remove_reference_t<decltype(kept)>;
        if constexpr (std::is_same_v<T, milliseconds>) {
          kept = seconds(static_cast<seconds::rep>(*value));
        } else {
          kept = static_cast<T>(*value);
        }
      },
      flag.place);
  return {};
}

Status check_descriptors(const ServerLimits& limits, std::size_t descriptors) {
  const std::size_t asked = limits.server.limits.connections;
  const std::size_t most = most_connections_with(descriptors);
  if (asked <= most) return {};
  return Error{ErrorCode::InvalidInput,
               fmt::format("the process may have {} descriptors, and connections get three "
                           "quarters of them, {}",
                           descriptors, most),
               fmt::format("--connections {}", asked),
               "raise LimitNOFILE= or ulimit -n, or ask for fewer"};
}

}  // namespace paperfind
