#include "searchd/metrics/process_metrics.h"

#include <sys/resource.h>
#include <unistd.h>

#include <algorithm>
#include <ctime>
#include <fstream>
#include <iterator>
#include <sstream>
#include <string>
#include <system_error>
#include <vector>

#include "engine/base/parse_number.h"

namespace paperfind {
namespace {

namespace fs = std::filesystem;

std::string text_of(const fs::path& file) {
  std::ifstream in(file);
  return {std::istreambuf_iterator<char>(in), {}};
}

std::vector<std::string> words_of(std::string_view text) {
  std::istringstream in{std::string(text)};
  return {std::istream_iterator<std::string>(in), {}};
}

double seconds_of(clockid_t clock) {
  timespec now{};
  ::clock_gettime(clock, &now);
  return static_cast<double>(now.tv_sec) + static_cast<double>(now.tv_nsec) / 1e9;
}

// Fixed once: a clock that is set later must not move the start of the process.
double boot_time() {
  static const double kBoot = seconds_of(CLOCK_REALTIME) - seconds_of(CLOCK_BOOTTIME);
  return kBoot;
}

std::optional<double> open_descriptors() {
  std::error_code failed;
  fs::directory_iterator at("/proc/self/fd", failed);
  if (failed) return std::nullopt;
  double count = -1;  // the iterator's own
  for (; at != fs::directory_iterator(); at.increment(failed)) {
    if (failed) return std::nullopt;
    ++count;
  }
  return count;
}

double memory_limit() {
  const double machine =
      static_cast<double>(::sysconf(_SC_PHYS_PAGES)) * static_cast<double>(::sysconf(_SC_PAGESIZE));
  const std::optional<double> group =
      cgroup_memory_limit(text_of("/proc/self/cgroup"), "/sys/fs/cgroup");
  return group ? std::min(*group, machine) : machine;
}

void add_usage(MetricFamilies& out, const ProcessUsage& usage) {
  add_counter(out, {"process_cpu_seconds_total", "Processor time, of the program and the system."},
              usage.cpu_seconds);
  add_gauge(out, {"process_start_time_seconds", "When the process started, since 1970."},
            usage.start_seconds);
  add_gauge(out, {"process_virtual_memory_bytes", "Address space."}, usage.virtual_bytes);
  add_gauge(out, {"process_resident_memory_bytes", "Memory, mapped files of the index included."},
            usage.resident_bytes);
  add_gauge(out,
            {"paperfind_memory_anonymous_bytes",
             "Memory that no file has, so that the system cannot take it back."},
            usage.anonymous_bytes);
}

}  // namespace

std::optional<ProcessUsage> parse_usage(std::string_view stat, std::string_view statm,
                                        double boot) {
  // The second field is the program's name in brackets, which may hold anything.
  const std::size_t name_end = stat.rfind(')');
  if (name_end == std::string_view::npos) return std::nullopt;
  const std::vector<std::string> fields = words_of(stat.substr(name_end + 1));
  const std::vector<std::string> pages = words_of(statm);
  if (fields.size() < 20 || pages.size() < 3) return std::nullopt;
  const auto value = [](const std::string& text) { return parse_number<double>(text).value_or(0); };
  const auto ticks = static_cast<double>(::sysconf(_SC_CLK_TCK));
  const auto page = static_cast<double>(::sysconf(_SC_PAGESIZE));
  ProcessUsage usage;  // fields by their numbers in proc(5), of which the third is the first here
  usage.cpu_seconds = (value(fields[14 - 3]) + value(fields[15 - 3])) / ticks;
  usage.start_seconds = boot + value(fields[22 - 3]) / ticks;
  usage.virtual_bytes = value(pages[0]) * page;
  usage.resident_bytes = value(pages[1]) * page;
  usage.anonymous_bytes = (value(pages[1]) - value(pages[2])) * page;
  return usage;
}

std::optional<double> cgroup_memory_limit(std::string_view membership, const fs::path& root) {
  constexpr std::string_view kUnified = "0::/";
  const std::size_t line = membership.find(kUnified);
  if (line != 0 && (line == std::string_view::npos || membership[line - 1] != '\n')) {
    return std::nullopt;
  }
  std::string_view group = membership.substr(line + kUnified.size());
  group = group.substr(0, group.find('\n'));
  std::optional<double> least;
  while (true) {
    std::string text = text_of(root / group / "memory.max");
    while (text.ends_with('\n')) text.pop_back();
    if (const std::optional<double> limit = parse_number<double>(text)) {
      least = std::min(least.value_or(*limit), *limit);
    }
    if (group.empty()) return least;
    const std::size_t slash = group.rfind('/');
    group = group.substr(0, slash == std::string_view::npos ? 0 : slash);
  }
}

void add_process_metrics(MetricFamilies& out) {
  const std::optional<ProcessUsage> usage =
      parse_usage(text_of("/proc/self/stat"), text_of("/proc/self/statm"), boot_time());
  if (usage) add_usage(out, *usage);
  add_gauge(out,
            {"paperfind_memory_limit_bytes",
             "Memory there is: of the machine, or what its control group allows."},
            memory_limit());
  if (const std::optional<double> open = open_descriptors()) {
    add_gauge(out, {"process_open_fds", "Open descriptors."}, *open);
  }
  rlimit limit{};
  if (::getrlimit(RLIMIT_NOFILE, &limit) != 0) return;
  add_gauge(out, {"process_max_fds", "Descriptors there may be."},
            static_cast<double>(limit.rlim_cur));
}

}  // namespace paperfind
