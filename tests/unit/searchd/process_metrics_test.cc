// What the process takes, read from the texts of the kernel.
#include "searchd/metrics/process_metrics.h"

#include <unistd.h>

#include <string>

#include "tests/catch.h"
#include "tests/support/temp_dir.h"

using namespace paperfind;
using namespace paperfind::testing;

TEST_CASE("processor time, start and memory are read from /proc", "[metrics]") {
  const long ticks = ::sysconf(_SC_CLK_TCK);
  const long page = ::sysconf(_SC_PAGESIZE);
  // A name may hold brackets and spaces.
  const std::string stat = "7 (a) b) S 1 7 7 0 -1 4194560 900 0 0 0 " + std::to_string(3 * ticks) +
                           " " + std::to_string(ticks) + " 0 0 20 0 9 0 " +
                           std::to_string(50 * ticks) + " 1000 10 18446744073709551615\n";
  const auto usage = parse_usage(stat, "100 30 10 5 0 60 0\n", 1'000'000);
  REQUIRE(usage);
  CHECK(usage->cpu_seconds == 4);
  CHECK(usage->start_seconds == 1'000'050);
  CHECK(usage->virtual_bytes == 100.0 * static_cast<double>(page));
  CHECK(usage->resident_bytes == 30.0 * static_cast<double>(page));
  CHECK(usage->anonymous_bytes == 20.0 * static_cast<double>(page));
}

TEST_CASE("what is no such text gives nothing", "[metrics]") {
  CHECK_FALSE(parse_usage("", "", 0));
  CHECK_FALSE(parse_usage("7 (a) S 1 2 3", "1 2 3", 0));
  CHECK_FALSE(parse_usage("7 a S 1 2 3 4 5 6 7 8 9 1 2 3 4 5 6 7 8 9 1 2", "1 2 3", 0));
}

TEST_CASE("the least limit of a control group and those above it counts", "[metrics]") {
  const TempDir root;
  write_text(root / "system.slice/memory.max", "2000\n");
  write_text(root / "system.slice/paperfind.service/memory.max", "max\n");
  write_text(root / "system.slice/small.service/memory.max", "500\n");
  write_text(root / "user.slice/memory.max", "max\n");
  const auto limit = [&](const std::string& membership) {
    return cgroup_memory_limit(membership, root.path()).value_or(-1);
  };
  CHECK(limit("0::/system.slice/paperfind.service\n") == 2000);
  CHECK(limit("0::/system.slice/small.service\n") == 500);
  CHECK(limit("4:memory:/x\n0::/system.slice/small.service\n") == 500);
  CHECK(limit("0::/user.slice\n") == -1);
  CHECK(limit("0::/\n") == -1);
  CHECK(limit("4:memory:/system.slice\n") == -1);  // of the older hierarchy
  CHECK(limit("") == -1);
}

TEST_CASE("the process that runs this has all of them", "[metrics]") {
  MetricFamilies families;
  add_process_metrics(families);
  std::string names;
  for (const auto& family : families) {
    names += family.name + " ";
    REQUIRE(family.metric.size() == 1);
    CHECK(family.metric.front().gauge.value + family.metric.front().counter.value >= 0);
    CHECK_FALSE(family.help.empty());
  }
  CHECK(names ==
        "process_cpu_seconds_total process_start_time_seconds process_virtual_memory_bytes "
        "process_resident_memory_bytes paperfind_memory_anonymous_bytes "
        "paperfind_memory_limit_bytes process_open_fds process_max_fds ");
}
