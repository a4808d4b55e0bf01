#include <fmt/format.h>

#include <algorithm>
#include <set>
#include <string_view>
#include <utility>

#include "cli/commands.h"
#include "cli/eval_files.h"
#include "cli/eval_report.h"
#include "engine/base/file.h"
#include "engine/base/nlohmann_json.h"
#include "engine/base/utf8.h"
#include "engine/record/identifiers.h"

namespace paperfind::cli {
namespace {

using nlohmann::json;

class Evaluation {
 public:
  Evaluation(const Options& options, Source& source) : options_(options), source_(source) {}

  Result<EvalReport> run() {
    for (const auto step : {&Evaluation::read, &Evaluation::select, &Evaluation::ask_all,
                            &Evaluation::find_unknown}) {
      if (Status done = (this->*step)(); !done.ok()) return done.error();
    }
    return std::move(report_);
  }

 private:
  Status read() {
    const EvalOptions& files = options_.eval;
    auto queries = read_queries(files.queries);
    if (!queries.ok()) return queries.error();
    queries_ = std::move(queries).value();
    auto qrels = read_qrels(files.qrels);
    if (!qrels.ok()) return qrels.error();
    qrels_ = std::move(qrels).value();
    if (!files.exclude.empty()) {
      auto pairs = read_pairs(files.exclude);
      if (!pairs.ok()) return pairs.error();
      excluded_ = std::move(pairs).value();
    }
    if (files.baseline.empty()) return {};
    report_.baseline = files.baseline;
    auto run = read_run(files.baseline);
    if (!run.ok()) return run.error();
    baseline_ = std::move(run).value();
    return {};
  }

  // Which queries can be measured, and why the others cannot.
  Status select() {
    for (const auto& [query, paper] : excluded_) {
      const auto judged = qrels_.find(query);
      if (judged != qrels_.end()) judged->second.erase(paper);
    }
    std::set<std::string> ids;
    for (EvalQuery& query : queries_) {
      ids.insert(query.id);
      const auto judged = qrels_.find(query.id);
      if (judged == qrels_.end()) {
        report_.unjudged.push_back(query.id);
      } else if (const std::size_t relevant = count_relevant(judged->second); relevant == 0) {
        report_.irrelevant.push_back(query.id);
      } else {
        for (const auto& [paper, grade] : judged->second) judged_papers_.insert(paper);
        report_.queries.push_back({std::move(query), {}, relevant, {}, {}});
      }
    }
    for (const auto& [query, judgements] : qrels_) {
      if (!ids.contains(query)) report_.unasked.push_back(query);
    }
    if (!report_.queries.empty()) return {};
    return Error{ErrorCode::InvalidData, "no query has a paper judged relevant",
                 options_.eval.qrels,
                 "are the queries named there as in " + options_.eval.queries + "?"};
  }

  Status ask_all() {
    for (MeasuredQuery& query : report_.queries) {
      if (Status asked = ask(query); !asked.ok()) return asked;
      const Judgements& judgements = qrels_.at(query.query.id);
      query.quality = quality_of(query.ranking, judgements);
      if (report_.baseline.empty()) continue;
      const auto listed = baseline_.find(query.query.id);
      if (listed == baseline_.end()) {
        report_.unlisted.push_back(query.query.id);
        continue;
      }
      std::erase_if(listed->second, [&](const std::string& paper) {
        return excluded_.contains({query.query.id, paper});
      });
      query.baseline = quality_of(listed->second, judgements);
    }
    return {};
  }

  Status ask(MeasuredQuery& query) {
    const std::string text(head_of(query.query.text, kMaxQueryBytes));
    if (text.size() < query.query.text.size()) report_.shortened.push_back(query.query.id);
    Params params = {{"q", text}};
    params.insert(params.end(), options_.params.begin(), options_.params.end());
    // The recall is that of a hundred papers; nothing of the rest of an answer is wanted.
    for (const auto& [name, value] : {std::pair{"per_page", "100"},
                                      {"facets", "none"},
                                      {"highlight", "none"},
                                      {"snippet", "0"},
                                      {"fields", "source_id"}}) {
      params.emplace_back(name, value);
    }
    const auto body = source_.get("search", params);
    if (!body.ok()) return body.error();
    const json answer = json::parse(*body);
    const std::string generation = answer.at("generation").get<std::string>();
    if (report_.generation.empty()) report_.generation = generation;
    if (generation != report_.generation) {
      return Error{ErrorCode::Busy, "the index changed while it was asked", {}, "try again"};
    }
    for (const json& hit : answer.at("results")) add(hit, query);
    return {};
  }

  void add(const json& hit, MeasuredQuery& query) {
    const auto id = hit.at("id").get<std::string>();
    const json& given = hit.at("source_id");
    const auto source_id = given.is_string() ? given.get<std::string>() : id;
    for (const std::string& name : {id, source_id}) {
      if (excluded_.contains({query.query.id, name})) return;
    }
    // Judgements may name a paper as its source does, or as the site does.
    std::string name = source_id;
    if (!judged_papers_.contains(source_id) && judged_papers_.contains(id)) name = id;
    // A run parts its columns by blanks.
    if (name.find_first_of(" \t\r\n\v\f") != std::string::npos) name = id;
    found_.insert(name);
    query.ranking.push_back(std::move(name));
  }

  Status find_unknown() {
    for (const std::string& paper : judged_papers_) {
      if (found_.contains(paper)) continue;
      const auto there = has_paper(paper);
      if (!there.ok()) return there.error();
      if (!*there) report_.unknown.push_back(paper);
    }
    return {};
  }

  // Under the id judged, or under the one an import made of it.
  Result<bool> has_paper(const std::string& judged) {
    std::set<std::string> ids = {id_from_source(judged)};
    if (is_valid_id(judged)) ids.insert(judged);
    for (const std::string& id : ids) {
      if (id.empty()) continue;
      const auto body = source_.get("papers/" + id, {});
      if (body.ok()) return true;
      const ErrorCode code = body.error().code;
      if (code != ErrorCode::NotFound && code != ErrorCode::Gone) return body.error();
    }
    return false;
  }

  const Options& options_;
  Source& source_;
  std::vector<EvalQuery> queries_;
  Qrels qrels_;
  Pairs excluded_;
  Run baseline_;
  std::set<std::string> judged_papers_;
  std::set<std::string> found_;
  EvalReport report_;
};

}  // namespace

Outcome run_eval(const Options& options, Source& source, const Screen& screen) {
  Outcome outcome;
  const Result<EvalReport> report = Evaluation(options, source).run();
  if (!report.ok()) {
    outcome.error = report.error();
    return outcome;
  }
  if (!options.eval.run.empty()) {
    outcome.error = write_file_atomic(options.eval.run, eval_run(*report));
    if (!outcome.error.ok()) return outcome;
  }
  switch (options.format) {
    case Format::Json:
      outcome.out = eval_json(*report);
      break;
    case Format::Trec:
      outcome.out = eval_run(*report);
      outcome.notes = remarks_on(*report);
      break;
    default:
      outcome.out = eval_table(*report, screen);
  }
  // As printed: what shows as the floor is not below it.
  constexpr double kHalfDigit = 5e-5;
  const double ndcg = mean_quality(*report).ndcg_10;
  if (options.eval.min_ndcg && ndcg + kHalfDigit < *options.eval.min_ndcg) {
    outcome.exit = kExitNoResults;
    outcome.notes.push_back(
        fmt::format("nDCG@10 is {:.4f}, below {:.4f}", ndcg, *options.eval.min_ndcg));
  }
  return outcome;
}

}  // namespace paperfind::cli
