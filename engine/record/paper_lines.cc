#include "engine/record/paper_lines.h"

#include <optional>
#include <utility>

#include "engine/base/nlohmann_json.h"
#include "engine/record/json_reader.h"

namespace paperfind {
namespace {

using nlohmann::json;

// Ready to check. Lines that do not start with the prefix were judged in the first pass.
std::unique_ptr<json> paper_of_line(const RecordSource& source, std::vector<Finding>& findings) {
  const bool canonical = source.text.starts_with(kPaperPrefix);
  if (!canonical && source.text.starts_with(kKindPrefix)) return nullptr;
  std::vector<JsonProblem> problems;
  std::optional<json> value = parse_json(source.text, problems);
  if (canonical) add_problems(source, problems, findings);
  if (!value || !value->is_object()) return nullptr;
  const auto kind = value->find("kind");
  if (kind == value->end() || *kind != "paper") return nullptr;
  value->erase(kind);
  return std::make_unique<json>(std::move(*value));
}

}  // namespace

bool is_blank(std::string_view line) {
  return line.find_first_not_of(" \t\r") == std::string_view::npos;
}

PaperLines::~PaperLines() {
  if (coming_.valid()) coming_.wait();
}

std::vector<ParsedLine> PaperLines::next() {
  if (!coming_.valid()) coming_ = std::async(std::launch::async, [this] { return parse(); });
  std::vector<ParsedLine> lines = coming_.get();
  if (!lines.empty()) coming_ = std::async(std::launch::async, [this] { return parse(); });
  return lines;
}

std::vector<ParsedLine> PaperLines::parse() {
  constexpr std::size_t kLines = 256, kBytes = std::size_t{8} << 20;
  std::vector<ParsedLine> lines;
  std::size_t bytes = 0;
  Line line;
  while (lines.size() < kLines && bytes < kBytes && reader_.next(line)) {
    if (line.too_long || is_blank(line.text) || is_known_(line.text)) continue;
    bytes += line.text.size();
    ParsedLine& parsed = lines.emplace_back();
    parsed.number = line.number;
    parsed.text = line.text;
    parsed.paper = paper_of_line(source_of(parsed), parsed.findings);
  }
  return lines;
}

}  // namespace paperfind
