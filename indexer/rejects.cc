#include "indexer/rejects.h"

#include <fmt/format.h>

#include <set>
#include <string>

#include "engine/base/file.h"
#include "engine/base/nlohmann_json.h"

namespace paperfind {
namespace {

// What tells the record of a finding from those of others: its line in a .jsonl file, "/papers/3"
// in a .json file.
std::string record_of(const Finding& finding) {
  const std::string& file = finding.position.file;
  if (file.ends_with(".jsonl")) return fmt::format("{}:{}", file, finding.position.line);
  std::size_t end = finding.pointer.find('/', 1);
  if (end != std::string::npos) end = finding.pointer.find('/', end + 1);
  return file + finding.pointer.substr(0, end);
}

}  // namespace

std::size_t count_rejected(const std::vector<Finding>& findings) {
  std::set<std::string> records;
  for (const Finding& finding : findings) records.insert(record_of(finding));
  return records.size();
}

std::filesystem::path rejects_path(const std::filesystem::path& index) {
  return index / "rejects.jsonl";
}

Status write_rejects(const std::filesystem::path& index, const std::vector<Finding>& findings) {
  const std::filesystem::path path = rejects_path(index);
  if (findings.empty()) {
    std::error_code error;
    std::filesystem::remove(path, error);
    if (error) return Error{ErrorCode::Io, "cannot remove: " + error.message(), path.string()};
    return {};
  }
  std::string lines;
  for (const Finding& finding : findings) {
    const nlohmann::ordered_json line = {
        {"file", finding.position.file},     {"line", finding.position.line},
        {"column", finding.position.column}, {"pointer", finding.pointer},
        {"message", finding.message},        {"hint", finding.hint}};
    lines += line.dump(-1, ' ', false, nlohmann::json::error_handler_t::replace) + "\n";
  }
  return write_file_atomic(path, lines);
}

}  // namespace paperfind
