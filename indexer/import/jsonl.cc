#include "indexer/import/jsonl.h"

#include <fmt/format.h>

#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "engine/base/nlohmann_json.h"
#include "engine/record/json_reader.h"
#include "engine/record/line_reader.h"
#include "engine/text/normalize.h"
#include "indexer/import/import_run.h"
#include "indexer/import/text_repair.h"

namespace paperfind {
namespace {

Error rejected(std::string reason) { return {ErrorCode::InvalidData, std::move(reason)}; }

Result<FlatRecord> read_line(const Line& line, const Reshape& reshape,
                             const ImportSettings& settings) {
  if (line.too_long) {
    return rejected(fmt::format("the line is longer than {} bytes", kMaxRecordBytes));
  }
  const bool clean = is_clean_utf8(line.text);
  const std::string decoded = clean ? std::string() : decode_bytes(line.text);
  std::vector<JsonProblem> problems;
  std::optional<nlohmann::json> object =
      parse_json(clean ? line.text : decoded, problems, NulRule::Keep);
  if (!object) return rejected(problems.front().message);
  if (!object->is_object()) return rejected("is no JSON object");
  if (reshape) {
    if (Status reshaped = reshape(*object); !reshaped.ok()) return reshaped.error();
  }
  Result<FlatRecord> record = read_flat_record(*object, settings);
  if (record.ok() && !clean) record->repairs.insert("ill-formed UTF-8");
  return record;
}

Status read_lines(const ImportJob& job, const Reshape& reshape, ItemSink& sink) {
  for (std::size_t i = 0; i < job.inputs.size(); ++i) {
    Result<LineReader> reader = LineReader::open(job.inputs[i], kMaxRecordBytes);
    if (!reader.ok()) return reader.error();
    Line line;
    while (reader->next(line)) {
      if (line.text.find_first_not_of(" \t\r") == std::string_view::npos) continue;
      const Status taken = sink.item(i, line.number, read_line(line, reshape, job.settings));
      if (!taken.ok()) return taken;
    }
    if (!reader->status().ok()) return reader->status();
  }
  return {};
}

}  // namespace

Result<ImportSummary> import_jsonl(const ImportJob& job, const Reshape& reshape) {
  const ImportSource source = [&](ItemSink& sink) { return read_lines(job, reshape, sink); };
  Result<ImportSummary> summary = run_source(source, job);
  if (summary.ok()) summary->unit = "lines";
  return summary;
}

}  // namespace paperfind
