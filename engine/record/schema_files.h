// The files of corpus/schema/, compiled in.
#pragma once

#include <string_view>
#include <vector>

namespace paperfind {

struct SchemaFile {
  std::string_view name;  // "paper.schema.json"
  std::string_view text;
};

// Sorted by name.
const std::vector<SchemaFile>& schema_files();

}  // namespace paperfind
