// Where a record was read from, kept so that a finding can name the line and column of any value in
// it.
#pragma once

#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "engine/record/corpus.h"
#include "engine/record/json_reader.h"
#include "engine/record/validate.h"

namespace paperfind {

struct RecordSource {
  std::string file;
  std::string pointer;  // of the record in its file: "/papers/3"; empty for a line of .jsonl
  LineColumn start;
  std::string_view text;  // of the record
  const CorpusOverride* changed_by = nullptr;
  std::string_view changed_at = {};  // the pointer, in the record, of what it changed

  [[nodiscard]] SourcePosition position() const { return {file, start.line, start.column}; }
};

Finding finding_at(const RecordSource& source, const Violation& violation);
void add_findings(const RecordSource& source, const std::vector<Violation>& violations,
                  std::vector<Finding>& findings);

// Problems of a whole text, whose offsets count from its first byte, at `start`.
void add_problems(const RecordSource& source, const std::vector<JsonProblem>& problems,
                  std::vector<Finding>& findings);

// A finding about a file as a whole.
Finding finding_of_file(const Error& error);

// The ids of one kind of record: each once, also without regard to case.
class IdRegistry {
 public:
  explicit IdRegistry(std::string_view what) : what_(what) {}

  // Takes `id` for the record at `position`. False, with a violation at `pointer`, when it is
  // taken.
  bool claim(const std::string& id, const SourcePosition& position, const std::string& pointer,
             std::vector<Violation>& out);

 private:
  struct Holder {
    std::string id;
    std::size_t file = 0;  // in files_
    std::size_t line = 0;
  };
  std::string what_;  // "paper"
  std::vector<std::string> files_;
  std::unordered_map<std::string, Holder> holders_;  // by id in lower case
};

}  // namespace paperfind
