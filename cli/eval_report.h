// What an evaluation found, and how it is printed.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "cli/commands.h"
#include "cli/eval_files.h"
#include "engine/search/evaluation.h"

namespace paperfind::cli {

struct MeasuredQuery {
  EvalQuery query;
  std::vector<std::string> ranking;  // as the judgements name papers
  std::size_t relevant = 0;
  Quality quality;
  Quality baseline;  // where there is one
};

struct EvalReport {
  std::string generation;
  std::vector<MeasuredQuery> queries;
  std::vector<std::string> unjudged;    // queries left out: nothing was judged
  std::vector<std::string> irrelevant;  // queries left out: nothing judged is relevant
  std::vector<std::string> unasked;     // judged, but not among the queries
  std::vector<std::string> shortened;   // longer than a query may be: cut
  std::vector<std::string> unknown;     // judged papers that the index lacks
  std::string baseline;                 // its file; empty: none
  std::vector<std::string> unlisted;    // queries the baseline lacks
};

Quality mean_quality(const EvalReport& report);

// A line for each thing the figures leave out.
std::vector<std::string> remarks_on(const EvalReport& report);

std::string eval_table(const EvalReport& report, const Screen& screen);
std::string eval_json(const EvalReport& report);
std::string eval_run(const EvalReport& report);

}  // namespace paperfind::cli
