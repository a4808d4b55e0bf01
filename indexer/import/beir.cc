#include "indexer/import/beir.h"

#include <algorithm>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "engine/base/nlohmann_json.h"
#include "engine/record/json_reader.h"
#include "engine/record/line_reader.h"
#include "engine/text/normalize.h"
#include "indexer/import/event_name.h"
#include "indexer/import/jsonl.h"
#include "indexer/import/text_repair.h"

namespace paperfind {
namespace {

namespace fs = std::filesystem;
using nlohmann::json;

constexpr std::string_view kMetadataKeys[] = {"metadata", "meta"};
// The corpus format wants a year of every event; this one says nothing.
constexpr int kNoYear = 2000;

// Sets a key. What stood there is kept aside.
void set(json& object, const std::string& key, json value) {
  if (object.contains(key)) object["x_" + key] = std::move(object[key]);
  object[key] = std::move(value);
}

void rename(json& object, const std::string& from, const std::string& to) {
  const auto it = object.find(from);
  if (it == object.end()) return;
  json value = std::move(*it);
  object.erase(it);
  set(object, to, std::move(value));
}

Status make_flat(json& object, const std::string& event, int year) {
  rename(object, "_id", "id");
  rename(object, "text", "abstract");
  const auto id = object.find("id");
  if (id == object.end() || id->is_null() || *id == "") {
    return Error{ErrorCode::InvalidData, "_id is missing"};
  }
  for (const std::string_view key : kMetadataKeys) {
    const auto it = object.find(key);
    if (it != object.end() && it->is_object() && it->empty()) object.erase(it);
  }
  set(object, "event", event);
  set(object, "year", year);
  return {};
}

// The year in a line's metadata; 0 for none.
int year_of_line(std::string_view line) {
  std::vector<JsonProblem> problems;
  const std::optional<json> object = parse_json(line, problems, NulRule::Keep);
  if (!object || !object->is_object()) return 0;
  for (const std::string_view key : kMetadataKeys) {
    const auto metadata = object->find(key);
    if (metadata == object->end() || !metadata->is_object()) continue;
    const auto year = metadata->find("year");
    if (year == metadata->end() || !year->is_number_unsigned()) continue;
    const auto number = year->get<std::uint64_t>();
    if (number >= 1000 && number <= 9999) return static_cast<int>(number);
  }
  return 0;
}

Result<int> newest_year(const fs::path& file) {
  Result<LineReader> reader = LineReader::open(file, kMaxRecordBytes);
  if (!reader.ok()) return reader.error();
  int newest = 0;
  Line line;
  while (reader->next(line)) {
    if (!line.too_long) newest = std::max(newest, year_of_line(line.text));
  }
  if (!reader->status().ok()) return reader->status().error();
  return newest;
}

// The folder's own name, also of "." and "a/b/".
std::string name_of(const fs::path& folder) {
  std::error_code ignored;
  fs::path whole = fs::weakly_canonical(folder, ignored);
  if (!whole.has_filename()) whole = whole.parent_path();
  bool changed = false;
  std::string name = one_line(repair_controls(repair_utf8(whole.filename().string()), changed));
  return name.empty() ? "collection" : name;
}

}  // namespace

Result<ImportSummary> import_beir(const ImportJob& job) {
  const fs::path& folder = job.inputs.front();
  const fs::path file = folder / "corpus.jsonl";
  const Result<int> newest = newest_year(file);
  if (!newest.ok()) return newest.error();
  const std::string event = name_of(folder);
  const std::string year_of_name = year_in(event);
  int year = *newest;
  if (year == 0) year = year_of_name.empty() ? kNoYear : std::stoi(year_of_name);
  const ImportJob lines{{file}, job.output, job.settings};
  return import_jsonl(lines, [&](json& object) { return make_flat(object, event, year); });
}

}  // namespace paperfind
