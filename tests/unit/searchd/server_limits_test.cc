#include "searchd/http/server_limits.h"

#include <chrono>
#include <set>
#include <string>

#include "tests/catch.h"

using namespace paperfind;
using namespace std::chrono_literals;

namespace {

const LimitFlag& flag_named(std::string_view name) {
  for (const LimitFlag& flag : limit_flags()) {
    if (flag.name == name) return flag;
  }
  FAIL("no flag " << name);
  return limit_flags().front();
}

}  // namespace

TEST_CASE("each limit is a flag of its own, within its own bounds", "[limits]") {
  std::set<std::string_view> names;
  const ServerLimits defaults = default_limits(2, 20'000);
  for (const LimitFlag& flag : limit_flags()) {
    CAPTURE(flag.name);
    CHECK(names.insert(flag.name).second);
    CHECK(flag.name.starts_with("--"));
    CHECK(flag.least < flag.most);
    // What it is without the flag may be said with it, and then nothing else changes.
    ServerLimits limits = defaults;
    CHECK(set_limit(flag, limit_text(flag, defaults), limits).ok());
    for (const LimitFlag& other : limit_flags()) {
      CHECK(limit_text(other, limits) == limit_text(other, defaults));
    }
  }
}

TEST_CASE("a limit is taken at both its bounds and refused one past them", "[limits]") {
  struct Case {
    std::string name, below, least, most, above;
  };
  const Case c = GENERATE(values<Case>({
      {"--threads", "0", "1", "256", "257"},
      {"--connections", "0", "1", "100000", "100001"},
      {"--requests-per-connection", "0", "1", "1000000", "1000001"},
      {"--keep-alive-seconds", "0", "1", "3600", "3601"},
      {"--head-seconds", "0", "1", "300", "301"},
      {"--write-seconds", "0", "1", "600", "601"},
      {"--queue", "0", "1", "100000", "100001"},
      {"--queue-seconds", "0", "1", "60", "61"},
      {"--rate", "-0.001", "0", "1000000", "1000000.5"},
      {"--rate-burst", "0.999", "1", "1000000", "1000000.5"},
      {"--rate-clients", "15", "16", "10000000", "10000001"},
      {"--request-line-bytes", "999", "1000", "8000", "8001"},
      {"--header-fields", "7", "8", "96", "97"},
      {"--header-bytes", "999", "1000", "262144", "262145"},
      {"--answer-bytes", "65535", "65536", "4294967296", "4294967297"},
      {"--long-exports", "0", "1", "64", "65"},
      {"--answer-cache-mb", "-1", "0", "65536", "65537"},
  }));
  CAPTURE(c.name);
  const LimitFlag& flag = flag_named(c.name);
  const ServerLimits defaults = default_limits(2, 20'000);
  for (const std::string& good : {c.least, c.most}) {
    ServerLimits limits = defaults;
    CHECK(set_limit(flag, good, limits).ok());
    CHECK(limit_text(flag, limits) == good);
  }
  for (const std::string& bad : {c.below, c.above, std::string(), std::string("x"),
                                 std::string("1 "), std::string("nan"), std::string("1e400")}) {
    CAPTURE(bad);
    ServerLimits limits = defaults;
    const Status refused = set_limit(flag, bad, limits);
    REQUIRE_FALSE(refused.ok());
    CHECK(refused.error().code == ErrorCode::InvalidInput);
    CHECK(refused.error().where == c.name + " " + bad);
    CHECK(refused.error().message.ends_with(" from " + c.least + " to " + c.most));
    CHECK(refused.error().hint == "without the flag it is " + limit_text(flag, defaults));
    CHECK(limit_text(flag, limits) == limit_text(flag, defaults));
  }
}

TEST_CASE("seconds and numbers are whole, rates need not be", "[limits]") {
  ServerLimits limits = default_limits(2, 20'000);
  CHECK(set_limit(flag_named("--rate"), "0.25", limits).ok());
  CHECK(limits.server.limits.rate.per_second == 0.25);
  CHECK(set_limit(flag_named("--head-seconds"), "7", limits).ok());
  CHECK(limits.server.limits.head_patience == 7s);
  for (const char* name : {"--head-seconds", "--queue"}) {
    const Status refused = set_limit(flag_named(name), "7.5", limits);
    REQUIRE_FALSE(refused.ok());
    CHECK(refused.error().message.starts_with("must be a whole number from 1 to "));
  }
}

TEST_CASE("workers and connections are as many as the machine has room for", "[limits]") {
  CHECK(default_limits(0, 1024).server.limits.threads == 4);
  CHECK(default_limits(16, 1024).server.limits.threads == 32);
  CHECK(default_limits(200, 1024).server.limits.threads == 256);
  CHECK(default_limits(2, 1024).server.limits.connections == 768);
  CHECK(default_limits(2, 65'536).server.limits.connections == 2'000);
}

TEST_CASE("more connections than descriptors allow are refused, with what would help", "[limits]") {
  ServerLimits limits = default_limits(2, 1024);
  CHECK(check_descriptors(limits, 1024).ok());
  limits.server.limits.connections = 769;
  const Status refused = check_descriptors(limits, 1024);
  REQUIRE_FALSE(refused.ok());
  CHECK(refused.error().to_string() ==
        "--connections 769: the process may have 1024 descriptors, and connections get three "
        "quarters of them, 768 (raise LimitNOFILE= or ulimit -n, or ask for fewer)");
}
