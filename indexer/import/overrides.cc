#include "indexer/import/overrides.h"

#include <algorithm>
#include <utility>

#include "engine/base/file.h"
#include "engine/base/nlohmann_json.h"
#include "engine/record/field_checks.h"
#include "engine/record/identifiers.h"
#include "engine/record/json_position.h"
#include "engine/record/json_reader.h"
#include "engine/record/record_json.h"
#include "engine/record/validate.h"

namespace paperfind {
namespace {

using nlohmann::json;

constexpr std::uint64_t kMaxBytes = std::uint64_t{64} << 20;

constexpr std::pair<const char*, const char*> kNeeded[] = {
    {"name", "title above the schedule"}, {"year", "date with a year"}, {"tz", "time zone"}};

std::string pointer(std::string_view list, const std::string& key = {}) {
  std::string out = "/" + std::string(list);
  if (!key.empty()) out += "/" + escape_pointer_token(key);
  return out;
}

Error wrong(std::string where, std::string message, std::string hint = {}) {
  return {ErrorCode::InvalidData, std::move(message), std::move(where), std::move(hint)};
}

Status read_patches(const json& value, const char* list, Patches& out) {
  if (!value.is_object()) return wrong(pointer(list), "must be an object of ids and patches");
  for (const auto& [id, patch] : value.items()) {
    if (!patch.is_object())
      return wrong(pointer(list, id), "must be an object: the keys to change");
    if (patch.contains("id") || patch.contains("event")) {
      return wrong(pointer(list, id), "cannot change \"id\" or \"event\"",
                   "pin an id under \"ids\" by the title");
    }
    out.emplace(id, patch.dump());
  }
  return {};
}

Status read_texts(const json& value, const char* list, std::map<std::string, std::string>& out) {
  if (!value.is_object()) return wrong(pointer(list), "must be an object of strings");
  for (const auto& [key, text] : value.items()) {
    if (!text.is_string() || text.get_ref<const std::string&>().empty()) {
      return wrong(pointer(list, key), "must be a string that is not empty");
    }
    out.emplace(key, text.get<std::string>());
  }
  return {};
}

Status read_list(const json& value, const std::string& where, std::vector<std::string>& out) {
  if (!value.is_array()) return wrong(where, "must be a list of strings");
  for (const json& text : value) {
    if (!text.is_string()) return wrong(where, "must be a list of strings");
    out.push_back(text.get<std::string>());
  }
  return {};
}

Status read_lines(const json& value, Overrides& out) {
  if (!value.is_object())
    return wrong("/lines", "must be an object with \"ignore\" and \"replace\"");
  for (const auto& [key, part] : value.items()) {
    if (key == "ignore") {
      if (Status status = read_list(part, "/lines/ignore", out.ignored_lines); !status)
        return status;
    } else if (key == "replace" && part.is_object()) {
      for (const auto& [line, by] : part.items()) {
        std::vector<std::string>& lines = out.replaced_lines[line];
        const std::string where = "/lines/replace/" + escape_pointer_token(line);
        if (Status status = read_list(by, where, lines); !status) return status;
      }
    } else {
      return wrong(
          "/lines/" + escape_pointer_token(key), "is not known here",
          "\"ignore\" is a list of lines, \"replace\" an object from a line to a list of lines");
    }
  }
  return {};
}

Status read_ids(const json& value, Overrides& out) {
  if (Status status = read_texts(value, "ids", out.ids); !status) return status;
  for (const auto& [title, id] : out.ids) {
    if (!is_valid_id(id)) return wrong(pointer("ids", title), "\"" + id + "\" is no valid id");
  }
  return {};
}

Status read_key(const std::string& key, const json& value, Overrides& out) {
  if (key == "$schema") return {};
  if (key == "schema") {
    return value == 1 ? Status()
                      : wrong("/schema", "must be the number 1, the version of this format");
  }
  if (key == "event") {
    if (!value.is_object()) return wrong("/event", "must be an object: the keys to change");
    if (value.contains("id"))
      return wrong("/event/id", "cannot be changed", "it is the name of the output file");
    out.event = value.dump();
    return {};
  }
  if (key == "sessions") return read_patches(value, "sessions", out.sessions);
  if (key == "papers") return read_patches(value, "papers", out.papers);
  if (key == "schedule") return read_patches(value, "schedule", out.schedule);
  if (key == "names") return read_texts(value, "names", out.names);
  if (key == "ids") return read_ids(value, out);
  if (key == "institutions") return read_list(value, "/institutions", out.institutions);
  if (key == "lines") return read_lines(value, out);
  return wrong("/" + escape_pointer_token(key), "is not a key of an overrides file",
               "event, sessions, papers, schedule, names, ids, institutions and lines are");
}

// The record with the patch, checked against its schema: an unknown key or a wrong value is found
// here.
Result<json> patched(json record, const std::string& patch, SchemaKind kind,
                     const std::string& where) {
  record.merge_patch(json::parse(patch));
  const SchemaChecker checker;
  std::vector<Violation> violations;
  if (checker.accepts(kind, record)) {
    violations = check_fields(kind, record);
    if (violations.empty()) return record;
  } else {
    violations = checker.explain(kind, record);
  }
  if (violations.empty()) return wrong(where, "does not give a valid record");
  return wrong(where + violations[0].pointer, violations[0].message, violations[0].hint);
}

// What a list of records needs to be patched.
template <typename Record>
struct PatchTarget {
  const char* list;
  SchemaKind kind;
  Record (*read)(const json&);
};

template <typename Record>
Status patch_list(std::vector<Record>& records, const Patches& patches,
                  const PatchTarget<Record>& target) {
  for (const auto& [id, patch] : patches) {
    const auto record =
        std::find_if(records.begin(), records.end(),
                     [&id = id](const Record& candidate) { return candidate.id == id; });
    if (record == records.end()) {
      return wrong(pointer(target.list, id), "no record of the page has this id",
                   "the ids are in the file the import writes; take the override away or name the "
                   "right one");
    }
    Result<json> merged =
        patched(json(to_json(*record)), patch, target.kind, pointer(target.list, id));
    if (!merged) return merged.error();
    *record = target.read(*merged);
  }
  return {};
}

}  // namespace

Result<Overrides> parse_overrides(std::string_view text, const std::string& where) {
  std::vector<JsonProblem> problems;
  const std::optional<json> root = parse_json(text, problems);
  if (!root || !problems.empty()) {
    if (problems.empty()) return wrong(where, "is no JSON");
    const LineColumn at = LineCounter(text).at(problems[0].offset);
    return wrong(where + ":" + std::to_string(at.line) + ":" + std::to_string(at.column),
                 problems[0].message, problems[0].hint);
  }
  if (!root->is_object() || !root->contains("schema")) {
    return wrong(where, "must be an object with \"schema\": 1");
  }
  Overrides out;
  for (const auto& [key, value] : root->items()) {
    if (Status status = read_key(key, value, out); !status) {
      return wrong(where + ": " + status.error().where, status.error().message,
                   status.error().hint);
    }
  }
  return out;
}

Result<Overrides> read_overrides(const std::filesystem::path& path) {
  std::error_code ignored;
  if (!std::filesystem::exists(std::filesystem::symlink_status(path, ignored))) return Overrides{};
  Result<std::string> text = read_file(path, kMaxBytes);
  if (!text) return text.error();
  return parse_overrides(*text, path.string());
}

std::filesystem::path overrides_path(const std::filesystem::path& page) {
  std::filesystem::path path = page;
  path.replace_extension(".overrides.json");
  return path;
}

Result<Event> patch_event(const Event& event, const Overrides& overrides) {
  json record = to_json(event);
  json wanted = record;
  if (!overrides.event.empty()) wanted.merge_patch(json::parse(overrides.event));
  // What every event needs and a page may leave out: said in the page's terms, not the schema's.
  for (const auto& [key, missing] : kNeeded) {
    if (!wanted.contains(key) || wanted[key] == "" || wanted[key] == 0) {
      return wrong("/event/" + std::string(key), std::string("the page gives no ") + missing,
                   "add {\"event\": {\"" + std::string(key) + "\": …}} to the overrides");
    }
  }
  Result<json> merged = patched(std::move(record), overrides.event.empty() ? "{}" : overrides.event,
                                SchemaKind::Event, "/event");
  if (!merged) return merged.error();
  return event_from_json(*merged);
}

Status patch_records(EventFile& file, const Overrides& overrides) {
  if (Status status = patch_list<Session>(file.sessions, overrides.sessions,
                                          {"sessions", SchemaKind::Session, session_from_json});
      !status) {
    return status;
  }
  if (Status status = patch_list<Paper>(file.papers, overrides.papers,
                                        {"papers", SchemaKind::Paper, paper_from_json});
      !status) {
    return status;
  }
  return patch_list<ScheduleEntry>(
      file.schedule, overrides.schedule,
      {"schedule", SchemaKind::ScheduleEntry, schedule_entry_from_json});
}

}  // namespace paperfind
