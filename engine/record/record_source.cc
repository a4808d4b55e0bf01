#include "engine/record/record_source.h"

#include <fmt/format.h>

#include <algorithm>

#include "engine/base/ascii.h"
#include "engine/record/corpus_overrides.h"

namespace paperfind {
namespace {

SourcePosition position_in(const RecordSource& source, std::size_t offset) {
  const LineColumn inside = LineCounter(source.text).at(offset);
  const std::size_t column =
      inside.line == 1 ? source.start.column + inside.column - 1 : inside.column;
  return {source.file, source.start.line + inside.line - 1, column};
}

}  // namespace

std::string Finding::to_string() const {
  std::string out = position.file;
  if (position.line > 0) out += fmt::format(":{}:{}", position.line, position.column);
  if (!pointer.empty()) out += ": " + pointer;
  out += ": " + message;
  if (!hint.empty()) out += " (" + hint + ")";
  return out;
}

Finding finding_at(const RecordSource& source, const Violation& violation) {
  if (source.changed_by != nullptr && violation.pointer.starts_with(source.changed_at)) {
    const std::string pointer = violation.pointer.substr(source.changed_at.size());
    if (is_set_by(*source.changed_by, pointer)) {
      return finding_in(*source.changed_by,
                        {pointer, violation.at, violation.message, violation.hint});
    }
  }
  const std::size_t offset = locate(source.text, violation.pointer, violation.at);
  return {position_in(source, offset), source.pointer + violation.pointer, violation.message,
          violation.hint};
}

void add_findings(const RecordSource& source, const std::vector<Violation>& violations,
                  std::vector<Finding>& findings) {
  for (const Violation& violation : violations) findings.push_back(finding_at(source, violation));
}

void add_problems(const RecordSource& source, const std::vector<JsonProblem>& problems,
                  std::vector<Finding>& findings) {
  for (const JsonProblem& problem : problems) {
    findings.push_back({position_in(source, problem.offset), source.pointer + problem.pointer,
                        problem.message, problem.hint});
  }
}

Finding finding_of_file(const Error& error) {
  return {{error.where, 0, 0}, "", error.message, error.hint};
}

bool IdRegistry::claim(const std::string& id, const SourcePosition& position,
                       const std::string& pointer, std::vector<Violation>& out) {
  if (files_.empty() || files_.back() != position.file) files_.push_back(position.file);
  const Holder mine{id, files_.size() - 1, position.line};
  const auto [it, taken] = holders_.try_emplace(ascii_lower(id), mine);
  if (taken) return true;
  const Holder& other = it->second;
  const std::string where = fmt::format("{}:{}", files_[other.file], other.line);
  std::string message = other.id == id
                            ? fmt::format("the {} id \"{}\" is taken at {}", what_, id, where)
                            : fmt::format("the {} id \"{}\" differs only by case from \"{}\" at {}",
                                          what_, id, other.id, where);
  out.push_back({pointer, PointAt::Value, std::move(message), "give one of them another id"});
  return false;
}

}  // namespace paperfind
