// The include direction of the house as a table, and the scan that holds a source tree to it.
#pragma once

#include <filesystem>
#include <string>
#include <vector>

namespace paperfind::layering {

struct Violation {
  std::string file;  // relative to the root, '/' between parts
  std::size_t line = 0;
  std::string message;

  // "engine/base/file.h:3: message"
  [[nodiscard]] std::string to_string() const;
};

// Every breach below `root` (engine, indexer, searchd, cli, tests, bench, web, corpus), by file and
// line.
std::vector<Violation> scan(const std::filesystem::path& root);

}  // namespace paperfind::layering
