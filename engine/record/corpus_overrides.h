// overrides.jsonl of a corpus folder: what a person knows better than wherever the records come
// from. Each line is a JSON Merge Patch (RFC 7396) of one record.
#pragma once

#include <cstddef>
#include <filesystem>
#include <map>
#include <nlohmann/json_fwd.hpp>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "engine/base/result.h"
#include "engine/record/corpus.h"
#include "engine/record/validate.h"

namespace paperfind {

inline constexpr const char* kOverridesFile = "overrides.jsonl";

// Lines with findings, which are appended, are left out; a file that is not there is empty.
Result<std::vector<CorpusOverride>> read_overrides_of_corpus(const std::filesystem::path& file,
                                                             std::vector<Finding>& findings);

// True when what is wrong at `pointer` of a changed record is the override's doing.
bool is_set_by(const CorpusOverride& override, std::string_view pointer);
// That, at its place in the override.
Finding finding_in(const CorpusOverride& override, const Violation& violation);

// Applies overrides in one pass over records.
class OverrideBook {
 public:
  OverrideBook() = default;
  // `overrides` must outlive it; what they change is appended to `log`, if there is one.
  explicit OverrideBook(const std::vector<CorpusOverride>& overrides, OverrideLog* log = nullptr);

  // Changes the record, and gives its override; null when it has none.
  const CorpusOverride* apply(SchemaKind kind, nlohmann::json& record);

  // Overrides of papers, or of all else, which no record was met for.
  void add_unmatched(bool of_papers, std::vector<Finding>& findings) const;

 private:
  using Key = std::pair<SchemaKind, std::string_view>;
  struct Entry {
    const CorpusOverride* override = nullptr;
    bool met = false;
  };
  std::map<Key, Entry> entries_;
  OverrideLog* log_ = nullptr;
};

}  // namespace paperfind
