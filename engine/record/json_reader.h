// Strict reading of JSON: RFC 8259 and nothing looser, no duplicate key, no NUL, bounded depth and
// strings, and only numbers that mean what they say. A file of records is read record by record,
// never as one tree.
#pragma once

#include <cstddef>
#include <functional>
#include <nlohmann/json_fwd.hpp>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace paperfind {

inline constexpr std::size_t kMaxJsonDepth = 32;
inline constexpr std::size_t kMaxJsonStringBytes = std::size_t{1} << 20;
inline constexpr std::size_t kMaxRecordBytes = std::size_t{4} << 20;

// Something the text may not hold. Offsets are bytes from the start of the text.
struct JsonProblem {
  std::size_t offset = 0;
  std::string pointer;  // of the value concerned; empty where the text is no JSON
  std::string message;
  std::string hint;
};

enum class NulRule { Refuse, Keep };

// The value, or nothing when problems were appended.
std::optional<nlohmann::json> parse_json(std::string_view text, std::vector<JsonProblem>& problems,
                                         NulRule nul = NulRule::Refuse);

// One element of a top-level list: {"papers": [HERE, …]}.
struct RawRecord {
  std::string_view list;               // "papers"
  std::size_t index = 0;               // place in the list, from 0
  std::size_t begin = 0;               // where its text starts
  std::size_t end = 0;                 // and ends
  nlohmann::json* value = nullptr;     // for the visitor to take; null when there are problems
  std::vector<JsonProblem>* problems;  // of this record only
};

struct RecordVisitor {
  // Lists whose elements `visit` wants. The elements of other lists are skipped, checked as JSON
  // only.
  std::vector<std::string> lists;
  // Returning false stops the reading.
  std::function<bool(const RawRecord&)> visit;
};

struct RecordFile {
  nlohmann::json* rest =
      nullptr;            // what is left without the elements of lists: {"schema":1,"papers":[]}
  bool complete = false;  // read to its end, or to where the visitor stopped, without a problem
};

// Reads a text whose top level is an object with lists of records. Records before a syntax error
// are visited. Problems inside of a record go to its visitor only. `finish` sees what is left,
// which may break off somewhere when it is not complete.
void read_records(std::string_view text, const RecordVisitor& visitor,
                  std::vector<JsonProblem>& problems,
                  const std::function<void(const RecordFile&)>& finish);

}  // namespace paperfind
