// Files of the source tree that the importer's tests read.
#pragma once

#include <stdexcept>
#include <string>

#include "engine/base/file.h"
#include "indexer/import/program_page.h"
#include "tests/catch.h"

namespace paperfind::test {

inline std::string source_file(const std::string& path) {
  Result<std::string> text = read_file(std::string(PAPERFIND_SOURCE_DIR) + "/" + path);
  if (!text) throw std::runtime_error(text.error().to_string());
  return *text;
}

inline std::string fixture(const std::string& name) {
  return source_file("tests/fixtures/program_page/" + name);
}

inline Overrides overrides_of(const std::string& text) {
  Result<Overrides> overrides = parse_overrides(text, "test");
  if (!overrides) throw std::runtime_error(overrides.error().to_string());
  return *overrides;
}

// The page with its overrides, as the command reads them.
inline ProgramPageImport import_ok(const std::string& page, const std::string& event,
                                   const Overrides& overrides = {}) {
  Result<ProgramPageImport> import = import_program_page(page, event, overrides);
  if (!import) throw std::runtime_error(import.error().to_string());
  return *import;
}

// Placed, warned and ignored lines are all lines.
inline bool adds_up(const ProgramPageImport& import) {
  std::size_t ignored = 0;
  for (const PageIgnored& part : import.ignored) ignored += part.lines;
  return import.placed + import.warnings.size() + ignored == import.lines;
}

inline const Paper* paper_titled(const EventFile& file, const std::string& start) {
  for (const Paper& paper : file.papers) {
    if (paper.title.starts_with(start)) return &paper;
  }
  return nullptr;
}

}  // namespace paperfind::test
