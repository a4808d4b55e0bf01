#include "searchd/http/publication.h"

#include <chrono>
#include <filesystem>
#include <system_error>

namespace paperfind {

std::optional<std::time_t> written_at(const Snapshot& snapshot) {
  std::error_code failed;
  const auto written = std::filesystem::last_write_time(snapshot.path() / kManifestName, failed);
  if (failed) return std::nullopt;
  return std::chrono::system_clock::to_time_t(
      std::chrono::time_point_cast<std::chrono::system_clock::duration>(
          std::chrono::file_clock::to_sys(written)));
}

}  // namespace paperfind
