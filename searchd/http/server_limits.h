// What the daemon takes, keeps and gives at most, as far as whoever runs it may say: one table, of
// which its flags, their part of --help and their errors are made.
#pragma once

#include <chrono>
#include <cstddef>
#include <span>
#include <string>
#include <string_view>
#include <variant>

#include "engine/base/result.h"
#include "searchd/http/server.h"

namespace paperfind {

struct ServerLimits {
  HttpServer::Options server;
  std::size_t long_exports = 2;  // on their way at once
  std::size_t answer_cache_mb = 32;
};

// How many workers a machine gets, and how many connections a process with so many descriptors: a
// quarter of those is left to indexes.
ServerLimits default_limits(std::size_t processors, std::size_t descriptors);

// Where a limit is kept. Numbers and seconds are whole; a rate need not be.
using LimitPlace =
    std::variant<std::size_t& (*)(ServerLimits&), std::chrono::milliseconds& (*)(ServerLimits&),
                 double& (*)(ServerLimits&)>;

struct LimitFlag {
  std::string_view name;  // "--connections"
  std::string_view about;
  double least, most;
  LimitPlace place;
};

std::span<const LimitFlag> limit_flags();

// As it is typed: "2000".
std::string limit_text(const LimitFlag& flag, const ServerLimits& limits);
// "Connections open at once; 1 to 100000"
std::string about_limit(const LimitFlag& flag);
// InvalidInput with the flag, what it may be and what it is without it.
Status set_limit(const LimitFlag& flag, const std::string& text, ServerLimits& limits);

// InvalidInput where more connections were asked for than `descriptors` allow.
Status check_descriptors(const ServerLimits& limits, std::size_t descriptors);

}  // namespace paperfind
