// What the process takes of the machine.
#pragma once

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <optional>
#include <string_view>

#include "searchd/metrics/family_list.h"

namespace paperfind {

struct ProcessUsage {
  double cpu_seconds = 0;
  double start_seconds = 0;  // since 1970
  double virtual_bytes = 0, resident_bytes = 0;
  double anonymous_bytes = 0;  // of the resident ones, those no file has
};

// Of the texts of /proc/PID/stat and statm; `boot` is when the machine started. Nothing where they
// are none.
std::optional<ProcessUsage> parse_usage(std::string_view stat, std::string_view statm, double boot);

// The least memory.max of the cgroup that `membership` (the text of /proc/PID/cgroup) names below
// `root` and of those above it. Nothing where none has a limit.
std::optional<double> cgroup_memory_limit(std::string_view membership,
                                          const std::filesystem::path& root);

// Adds process_* and the memory there is. What /proc does not tell is left out.
void add_process_metrics(MetricFamilies& out);

}  // namespace paperfind
