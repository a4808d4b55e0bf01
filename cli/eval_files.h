// What `paperfind eval` reads: queries, judgements, runs, pairs to leave out. Whatever a line may
// not hold is InvalidData with file and line in `where`.
#pragma once

#include <filesystem>
#include <map>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "engine/base/result.h"
#include "engine/search/evaluation.h"

namespace paperfind::cli {

struct EvalQuery {
  std::string id;  // without blanks
  std::string text;
};
using Qrels = std::map<std::string, Judgements>;              // by query
using Run = std::map<std::string, std::vector<std::string>>;  // papers by query, best first
using Pairs = std::set<std::pair<std::string, std::string>>;  // query, paper

// Lines {"_id", "text"} (or "id"), or an id, a tab and the text. In their order.
Result<std::vector<EvalQuery>> read_queries(const std::filesystem::path& file);

// Three columns (query, paper, grade), with or without a first line that names them, or TREC's four
// (query, anything, paper, grade). A pair may be repeated with the same grade only.
Result<Qrels> read_qrels(const std::filesystem::path& file);

// Two columns.
Result<Pairs> read_pairs(const std::filesystem::path& file);

// TREC's six columns: query, anything, paper, rank, score, tag. As trec_eval does, it goes by the
// score alone; among equals the greater id comes first.
Result<Run> read_run(const std::filesystem::path& file);

}  // namespace paperfind::cli
