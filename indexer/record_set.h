// All records of a corpus or of a generation by kind and id, to be compared or gone through. Papers
// stay on disk.
#pragma once

#include <cstddef>
#include <functional>
#include <map>
#include <nlohmann/json_fwd.hpp>
#include <string>
#include <utility>

#include "engine/base/result.h"
#include "engine/record/paper.h"
#include "indexer/build.h"

namespace paperfind {

enum class RecordKind : std::uint8_t {
  Paper,
  Session,
  ScheduleEntry,
  Event,
  Person,
  Institution,
  Settings
};

// "paper", as a message has it.
const char* name_of(RecordKind kind);

class RecordSet {
 public:
  struct Entry {
    std::string hash;       // of the record: two with the same are equal
    std::size_t place = 0;  // of a paper, for whoever loads it
    std::string text;       // of another record: its JSON
  };
  using Key = std::pair<RecordKind, std::string>;
  // The bytes of encode_paper() at a place.
  using Load = std::function<Result<std::string>(std::size_t place)>;

  // `name`: a generation of the index, "current" for the one that serves, else a corpus. Findings
  // of a corpus are appended. Throws Xapian::Error.
  static Result<RecordSet> open(const std::string& name, const BuildOptions& options,
                                std::vector<Finding>& findings);

  [[nodiscard]] const std::map<Key, Entry>& entries() const { return entries_; }
  [[nodiscard]] Result<nlohmann::ordered_json> record(const Key& key) const;

 private:
  static Result<RecordSet> of_generation(const std::filesystem::path& generation);
  static Result<RecordSet> of_corpus(const BuildOptions& options, std::vector<Finding>& findings);
  void add_frame(const CorpusFrame& frame);
  Status add_paper(std::size_t place);

  std::map<Key, Entry> entries_;
  Load load_;
};

}  // namespace paperfind
