#include "cli/eval_files.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <functional>
#include <optional>
#include <string_view>
#include <tuple>

#include "engine/base/nlohmann_json.h"
#include "engine/base/parse_number.h"
#include "engine/record/json_reader.h"
#include "engine/record/line_reader.h"

namespace paperfind::cli {
namespace {

namespace fs = std::filesystem;
using nlohmann::json;
using Columns = std::vector<std::string_view>;

constexpr std::string_view kBlanks = " \t\r\v\f";

Error bad_line(std::string message, std::string hint = {}) {
  return {ErrorCode::InvalidData, std::move(message), {}, std::move(hint)};
}

std::string_view trim(std::string_view text) {
  const auto first = text.find_first_not_of(kBlanks);
  if (first == std::string_view::npos) return {};
  return text.substr(first, text.find_last_not_of(kBlanks) - first + 1);
}

using LineVisit = std::function<Status(std::string_view line, bool first)>;

// Every line that is not blank, without what editors of other systems add.
Status for_each_line(const fs::path& file, const LineVisit& visit) {
  Result<LineReader> reader = LineReader::open(file, kMaxRecordBytes);
  if (!reader.ok()) return reader.error();
  bool first = true;
  Line line;
  while (reader->next(line)) {
    std::string_view text = line.text;
    constexpr std::string_view kByteOrderMark = "\xEF\xBB\xBF";
    if (line.number == 1 && text.starts_with(kByteOrderMark)) {
      text.remove_prefix(kByteOrderMark.size());
    }
    if (trim(text).empty() && !line.too_long) continue;
    Status visited =
        line.too_long
            ? bad_line("the line is longer than " + std::to_string(kMaxRecordBytes) + " bytes")
            : visit(text, first);
    if (!visited.ok()) {
      Error error = visited.error();
      error.where = file.string() + ":" + std::to_string(line.number);
      return error;
    }
    first = false;
  }
  return reader->status();
}

Columns split(std::string_view line, std::string_view separators) {
  Columns out;
  while (!line.empty()) {
    const auto end = std::min(line.find_first_of(separators), line.size());
    if (const std::string_view column = trim(line.substr(0, end)); !column.empty()) {
      out.push_back(column);
    }
    line.remove_prefix(std::min(end + 1, line.size()));
  }
  return out;
}

// Parted by tabs, so that an id may hold blanks, or by blanks where that gives none of `counts`.
Result<Columns> columns_of(std::string_view line, std::initializer_list<std::size_t> counts,
                           const char* expected) {
  for (const std::string_view separators : {std::string_view("\t"), kBlanks}) {
    Columns columns = split(line, separators);
    if (std::find(counts.begin(), counts.end(), columns.size()) != counts.end()) return columns;
  }
  return bad_line("the columns are not " + std::string(expected));
}

bool names_columns(std::string_view first_column) {
  constexpr std::array<std::string_view, 6> kNames = {"query-id", "query_id", "qid",
                                                      "query",    "id",       "_id"};
  return std::find(kNames.begin(), kNames.end(), first_column) != kNames.end();
}

template <typename Number>
std::optional<Number> number_of(std::string_view text) {
  if (text.starts_with('+')) text.remove_prefix(1);
  return parse_number<Number>(text);
}

std::string id_in(const json& object) {
  for (const char* key : {"_id", "id"}) {
    const auto id = object.find(key);
    if (id == object.end()) continue;
    if (id->is_string()) return id->get<std::string>();
    if (id->is_number_integer()) return id->dump();
  }
  return {};
}

Result<EvalQuery> query_in_json(std::string_view line) {
  std::vector<JsonProblem> problems;
  const std::optional<json> object = parse_json(line, problems);
  if (!object) return bad_line(problems.front().message, problems.front().hint);
  EvalQuery query{id_in(*object), {}};
  const auto text = object->find("text");
  if (text == object->end() || !text->is_string()) return bad_line("text is missing");
  query.text = text->get<std::string>();
  return query;
}

Result<EvalQuery> query_in_columns(std::string_view line) {
  const auto tab = line.find('\t');
  if (tab == std::string_view::npos) return bad_line("there is no tab between id and text");
  return EvalQuery{std::string(trim(line.substr(0, tab))), std::string(trim(line.substr(tab + 1)))};
}

}  // namespace

Result<std::vector<EvalQuery>> read_queries(const fs::path& file) {
  std::vector<EvalQuery> queries;
  std::set<std::string> ids;
  const Status read = for_each_line(file, [&](std::string_view line, bool first) -> Status {
    const bool is_json = trim(line).starts_with('{');
    Result<EvalQuery> query = is_json ? query_in_json(line) : query_in_columns(line);
    if (!query.ok()) return query.error();
    if (!is_json && first && names_columns(query->id)) return {};
    if (query->id.empty()) return bad_line("the query has no id");
    if (query->id.find_first_of(kBlanks) != std::string::npos) {
      return bad_line("the id of a query may hold no blank: \"" + query->id + "\"");
    }
    if (!ids.insert(query->id).second) {
      return bad_line("query \"" + query->id + "\" stands here twice");
    }
    queries.push_back(std::move(query).value());
    return {};
  });
  if (!read.ok()) return read.error();
  return queries;
}

Result<Qrels> read_qrels(const fs::path& file) {
  Qrels qrels;
  const Status read = for_each_line(file, [&](std::string_view line, bool first) -> Status {
    const auto columns =
        columns_of(line, {3, 4}, "query, paper and grade, nor TREC's four with something between");
    if (!columns.ok()) return columns.error();
    const auto grade = number_of<int>(columns->back());
    if (!grade && first && names_columns(columns->front())) return {};
    if (!grade) return bad_line("\"" + std::string(columns->back()) + "\" is no whole number");
    const std::string paper((*columns)[columns->size() - 2]);
    const auto [it, added] = qrels[std::string(columns->front())].emplace(paper, *grade);
    if (added || it->second == *grade) return {};
    return bad_line("paper \"" + paper + "\" has two grades for this query: " +
                    std::to_string(it->second) + " and " + std::to_string(*grade));
  });
  if (!read.ok()) return read.error();
  return qrels;
}

Result<Pairs> read_pairs(const fs::path& file) {
  Pairs pairs;
  const Status read = for_each_line(file, [&](std::string_view line, bool first) -> Status {
    const auto columns = columns_of(line, {2}, "query and paper");
    if (!columns.ok()) return columns.error();
    if (first && names_columns(columns->front())) return {};
    pairs.emplace((*columns)[0], (*columns)[1]);
    return {};
  });
  if (!read.ok()) return read.error();
  return pairs;
}

Result<Run> read_run(const fs::path& file) {
  // In single precision, as trec_eval compares them.
  std::map<std::string, std::vector<std::pair<float, std::string>>> scored;
  Pairs seen;
  const Status read = for_each_line(file, [&](std::string_view line, bool) -> Status {
    const auto columns = columns_of(line, {6}, "TREC's six: query, Q0, paper, rank, score, tag");
    if (!columns.ok()) return columns.error();
    const auto score = number_of<double>((*columns)[4]);
    if (!score || !std::isfinite(*score)) {
      return bad_line("the score \"" + std::string((*columns)[4]) + "\" is no number");
    }
    const std::string query((*columns)[0]);
    std::string paper((*columns)[2]);
    if (!seen.emplace(query, paper).second) {
      return bad_line("paper \"" + paper + "\" stands twice in the list of this query");
    }
    scored[query].emplace_back(static_cast<float>(*score), std::move(paper));
    return {};
  });
  if (!read.ok()) return read.error();
  Run run;
  for (auto& [query, papers] : scored) {
    std::sort(papers.begin(), papers.end(), std::greater<>());
    for (auto& [score, paper] : papers) run[query].push_back(std::move(paper));
  }
  return run;
}

}  // namespace paperfind::cli
