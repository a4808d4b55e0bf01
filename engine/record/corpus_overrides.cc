#include "engine/record/corpus_overrides.h"

#include <fmt/format.h>

#include <algorithm>
#include <optional>
#include <set>
#include <system_error>

#include "engine/base/nlohmann_json.h"
#include "engine/record/json_reader.h"
#include "engine/record/paper_lines.h"
#include "engine/record/record_source.h"

namespace paperfind {
namespace {

namespace fs = std::filesystem;
using nlohmann::json;

constexpr std::pair<std::string_view, SchemaKind> kKinds[] = {
    {"paper", SchemaKind::Paper},
    {"session", SchemaKind::Session},
    {"schedule", SchemaKind::ScheduleEntry},
    {"event", SchemaKind::Event}};

SchemaKind kind_of(const CorpusOverride& override) {
  const auto found = std::find_if(std::begin(kKinds), std::end(kKinds),
                                  [&](const auto& kind) { return kind.first == override.kind; });
  return found->second;  // the schema has no other kinds
}

std::vector<Violation> violations_of(const SchemaChecker& checker, const json& line) {
  std::vector<Violation> out = checker.explain(SchemaKind::Override, line);
  if (!out.empty()) return out;
  const json& set = line["set"];
  if (set.empty()) out.push_back({"/set", PointAt::Value, "changes nothing", "name a key to set"});
  if (set.contains("id")) {
    out.push_back({"/set/id", PointAt::Key, "an id cannot be changed by an override",
                   "ids are those of the records as they come"});
  }
  return out;
}

// The lines of one file.
class OverrideFile {
 public:
  OverrideFile(std::string path, std::vector<Finding>& findings)
      : path_(std::move(path)), findings_(findings) {}

  void add(const Line& line) {
    if (is_blank(line.text)) return;
    const RecordSource source{path_, "", {line.number, 1}, line.text};
    if (line.too_long) {
      findings_.push_back({source.position(), "",
                           fmt::format("the line is longer than {} bytes", kMaxRecordBytes),
                           "an override may have 4 MB"});
      return;
    }
    std::vector<JsonProblem> problems;
    const std::optional<json> value = parse_json(line.text, problems);
    add_problems(source, problems, findings_);
    if (value && problems.empty()) add(*value, source);
  }

  std::vector<CorpusOverride> take() { return std::move(overrides_); }

 private:
  void add(const json& line, const RecordSource& source) {
    std::vector<Violation> violations = violations_of(checker_, line);
    if (violations.empty()) {
      CorpusOverride override{source.position(), std::string(source.text),
                              line["kind"].get<std::string>(), line["id"].get<std::string>(),
                              line["set"].dump()};
      const auto [held, first] =
          lines_.try_emplace({override.kind, override.id}, source.start.line);
      if (first) {
        overrides_.push_back(std::move(override));
        return;
      }
      violations.push_back({"/id", PointAt::Value,
                            fmt::format("line {} changes the {} \"{}\" too", held->second,
                                        override.kind, override.id),
                            "put both into one line"});
    }
    add_findings(source, violations, findings_);
  }

  std::string path_;
  std::vector<Finding>& findings_;
  SchemaChecker checker_;
  std::vector<CorpusOverride> overrides_;
  std::map<std::pair<std::string, std::string>, std::size_t> lines_;
};

bool has_null(const json& value) {
  return std::any_of(value.begin(), value.end(), [](const json& item) { return item.is_null(); });
}

// The values of the keys of a patch before and after it.
std::vector<ChangedKey> changes(const json& before, const json& after, const json& patch) {
  const auto text = [](const json& record, const std::string& key) {
    const auto found = record.find(key);
    return found == record.end() ? std::string() : found->dump();
  };
  std::vector<ChangedKey> keys;
  for (const auto& [key, value] : patch.items()) {
    ChangedKey changed{key, text(before, key), text(after, key)};
    if (changed.before != changed.after) keys.push_back(std::move(changed));
  }
  return keys;
}

}  // namespace

Result<std::vector<CorpusOverride>> read_overrides_of_corpus(const fs::path& file,
                                                             std::vector<Finding>& findings) {
  std::error_code error;
  if (!fs::exists(fs::symlink_status(file, error))) return std::vector<CorpusOverride>();
  Result<LineReader> reader = LineReader::open(file, kMaxRecordBytes);
  if (!reader.ok() && reader.error().code == ErrorCode::InvalidData) {
    findings.push_back(finding_of_file(reader.error()));
    return std::vector<CorpusOverride>();
  }
  if (!reader.ok()) return reader.error();
  OverrideFile overrides(file.string(), findings);
  Line line;
  while (reader->next(line)) overrides.add(line);
  if (!reader->status().ok()) return reader->status().error();
  return overrides.take();
}

bool is_set_by(const CorpusOverride& override, std::string_view pointer) {
  const json set = json::parse(override.set);
  const json* at = &set;
  while (at->is_object() && !pointer.empty()) {
    const std::size_t end = std::min(pointer.find('/', 1), pointer.size());
    const auto next = at->find(unescape_pointer_token(pointer.substr(1, end - 1)));
    if (next == at->end()) return false;
    at = &*next;
    pointer.remove_prefix(end);
  }
  // A key that is missing is one that was taken away.
  return !at->is_object() || at != &set || has_null(*at);
}

Finding finding_in(const CorpusOverride& override, const Violation& violation) {
  const RecordSource source{override.position.file,
                            "",
                            {override.position.line, override.position.column},
                            override.text};
  return finding_at(source,
                    {"/set" + violation.pointer, violation.at, violation.message, violation.hint});
}

OverrideBook::OverrideBook(const std::vector<CorpusOverride>& overrides, OverrideLog* log)
    : log_(log) {
  for (const CorpusOverride& override : overrides) {
    entries_[{kind_of(override), override.id}].override = &override;
  }
}

const CorpusOverride* OverrideBook::apply(SchemaKind kind, json& record) {
  if (entries_.empty() || !record.is_object()) return nullptr;
  const auto id = record.find("id");
  if (id == record.end() || !id->is_string()) return nullptr;
  const auto found = entries_.find({kind, id->get_ref<const std::string&>()});
  if (found == entries_.end()) return nullptr;
  const CorpusOverride& override = *found->second.override;
  const json patch = json::parse(override.set);
  const json before = log_ == nullptr ? json() : record;
  record.merge_patch(patch);
  if (log_ != nullptr) {
    log_->push_back(
        {override.position, override.kind, override.id, changes(before, record, patch)});
  }
  found->second.met = true;
  return &override;
}

void OverrideBook::add_unmatched(bool of_papers, std::vector<Finding>& findings) const {
  std::vector<Finding> unmatched;
  for (const auto& [key, entry] : entries_) {
    if (entry.met || (key.first == SchemaKind::Paper) != of_papers) continue;
    const CorpusOverride& override = *entry.override;
    unmatched.push_back({override.position, "/id",
                         fmt::format("no {} has the id \"{}\"", override.kind, override.id),
                         "name the right one, or take the line out"});
  }
  std::sort(unmatched.begin(), unmatched.end(),
            [](const Finding& a, const Finding& b) { return a.position.line < b.position.line; });
  std::move(unmatched.begin(), unmatched.end(), std::back_inserter(findings));
}

}  // namespace paperfind
