// `import jsonl`: collections of papers in the flat form, one object a line, to a corpus.
#pragma once

#include <cstddef>
#include <filesystem>
#include <map>
#include <string>
#include <vector>

#include "engine/base/result.h"
#include "indexer/import/flat_record.h"

namespace paperfind {

struct JsonlImportSummary {
  struct Reject {
    std::string where;  // "file:line"
    std::string reason;
  };
  std::size_t read = 0;      // lines that are not blank
  std::size_t kept = 0;      // papers written
  std::size_t repaired = 0;  // of those, the ones that needed a repair
  std::size_t rejected = 0;
  std::map<std::string, std::size_t> repairs;  // papers by kind of repair
  std::vector<Reject> rejects;                 // in input order

  // One line of counts, then one for each kind of repair and each reject.
  [[nodiscard]] std::string to_string() const;
};

// Reads `inputs` in the order given and writes `output`: lines (events, sessions, papers) when its
// name ends in .jsonl, else one event's .json file. The same input gives the same bytes. Memory
// grows with the number of papers' ids, not with the papers, except for .json. `reshape` makes
// lines of another form flat ones.
Result<JsonlImportSummary> import_jsonl(const std::vector<std::filesystem::path>& inputs,
                                        const std::filesystem::path& output,
                                        const Reshape& reshape = {});

}  // namespace paperfind
