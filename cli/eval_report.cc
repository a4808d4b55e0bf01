#include "cli/eval_report.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <utility>

#include "cli/styled_text.h"
#include "engine/base/nlohmann_json.h"

namespace paperfind::cli {
namespace {

using nlohmann::ordered_json;

constexpr std::size_t kNamed = 10;
constexpr std::size_t kShown = 5;
// Both come of the same few operations; closer than this they are the same list.
constexpr double kTie = 1e-9;

// How two rankings of the same queries compare, at nDCG@10.
struct Comparison {
  std::vector<const MeasuredQuery*> wins;    // largest first
  std::vector<const MeasuredQuery*> losses;  // largest first
  std::size_t ties = 0;
  double p = 1;
};

double gain(const MeasuredQuery& query) { return query.quality.ndcg_10 - query.baseline.ndcg_10; }

Comparison compare(const EvalReport& report) {
  Comparison out;
  std::vector<double> differences;
  for (const MeasuredQuery& query : report.queries) {
    differences.push_back(gain(query));
    if (gain(query) > kTie) {
      out.wins.push_back(&query);
    } else if (gain(query) < -kTie) {
      out.losses.push_back(&query);
    } else {
      ++out.ties;
    }
  }
  for (auto* list : {&out.wins, &out.losses}) {
    std::stable_sort(list->begin(), list->end(), [](const auto* a, const auto* b) {
      return std::abs(gain(*a)) > std::abs(gain(*b));
    });
  }
  out.p = randomization_p(differences);
  return out;
}

Quality mean_baseline(const EvalReport& report) {
  std::vector<Quality> qualities;
  for (const MeasuredQuery& query : report.queries) qualities.push_back(query.baseline);
  return mean_of(qualities);
}

std::size_t relevant_papers(const EvalReport& report) {
  std::size_t sum = 0;
  for (const MeasuredQuery& query : report.queries) sum += query.relevant;
  return sum;
}

std::string counted(std::size_t count, const std::string& one, const std::string& many) {
  return std::to_string(count) + " " + (count == 1 ? one : many);
}

std::string changes(const std::vector<const MeasuredQuery*>& queries, const Screen& screen) {
  if (queries.empty()) return "  none\n";
  std::string out;
  for (std::size_t i = 0; i < std::min(queries.size(), kShown); ++i) {
    const MeasuredQuery& query = *queries[i];
    const std::string line =
        fmt::format("  {:+.4f}  {:.4f} → {:.4f}  {}  {}", gain(query), query.baseline.ndcg_10,
                    query.quality.ndcg_10, query.query.id, query.query.text);
    out += to_bytes(clip(glyphs_of(line), screen.width), Style::Plain, false) + "\n";
  }
  return out;
}

std::string comparison_text(const EvalReport& report, const Screen& screen) {
  const Comparison comparison = compare(report);
  const std::string p =
      comparison.p < 1e-4 ? "p < 0.0001" : fmt::format("p = {:.4f}", comparison.p);
  const std::string line = fmt::format(
      "against {} at nDCG@10: {}, {}, {}; {} (randomization test)", report.baseline,
      counted(comparison.wins.size(), "win", "wins"), counted(comparison.ties, "tie", "ties"),
      counted(comparison.losses.size(), "loss", "losses"), p);
  return "\n" + printable(line) + "\n\nlargest wins\n" + changes(comparison.wins, screen) +
         "largest losses\n" + changes(comparison.losses, screen);
}

// Enough digits to compare by, and few enough to be the same on every machine.
double rounded(double value) { return std::round(value * 1e6) / 1e6; }

ordered_json json_of(const Quality& quality) {
  ordered_json out = ordered_json::object();
  for (const Measure& measure : kMeasures) {
    out[std::string(measure.trec_name)] = rounded(quality.*measure.value);
  }
  return out;
}

ordered_json comparison_json(const EvalReport& report) {
  const Comparison comparison = compare(report);
  return {{"file", report.baseline},
          {"measures", json_of(mean_baseline(report))},
          {"wins", comparison.wins.size()},
          {"ties", comparison.ties},
          {"losses", comparison.losses.size()},
          {"p", rounded(comparison.p)},
          {"unlisted", report.unlisted}};
}

}  // namespace

Quality mean_quality(const EvalReport& report) {
  std::vector<Quality> qualities;
  for (const MeasuredQuery& query : report.queries) qualities.push_back(query.quality);
  return mean_of(qualities);
}

std::vector<std::string> remarks_on(const EvalReport& report) {
  std::vector<std::string> out;
  const auto add = [&out](const std::vector<std::string>& ids, const char* what) {
    if (ids.empty()) return;
    std::string line = fmt::format("{}: {} (", what, ids.size());
    for (std::size_t i = 0; i < std::min(ids.size(), kNamed); ++i) {
      line += (i == 0 ? "" : ", ") + ids[i];
    }
    out.push_back(line + (ids.size() > kNamed ? ", …)" : ")"));
  };
  add(report.unjudged, "queries left out because nothing was judged for them");
  add(report.irrelevant, "queries left out because no judged paper is relevant");
  add(report.unasked, "judged queries that are not among the queries");
  add(report.shortened, "queries of which only the beginning was asked");
  add(report.unknown, "judged papers that the index lacks");
  add(report.unlisted, "queries the baseline lacks, counted there as 0");
  return out;
}

std::string eval_table(const EvalReport& report, const Screen& screen) {
  const bool compared = !report.baseline.empty();
  std::string out = counted(report.queries.size(), "query", "queries") + ", " +
                    counted(relevant_papers(report), "relevant judgement", "relevant judgements") +
                    "\n\n";
  if (compared) out += fmt::format("{:10} {:>8} {:>9} {:>8}\n", "", "now", "baseline", "change");
  const Quality now = mean_quality(report);
  const Quality before = mean_baseline(report);
  for (const Measure& measure : kMeasures) {
    const double value = now.*measure.value;
    const double old = before.*measure.value;
    out += compared ? fmt::format("{:10} {:8.4f} {:9.4f} {:+8.4f}\n", measure.name, value, old,
                                  value - old)
                    : fmt::format("{:10} {:8.4f}\n", measure.name, value);
  }
  const std::vector<std::string> remarks = remarks_on(report);
  if (!remarks.empty()) out += "\n";
  for (const std::string& remark : remarks) out += printable(remark) + "\n";
  if (compared) out += comparison_text(report, screen);
  return out;
}

std::string eval_json(const EvalReport& report) {
  ordered_json out = {{"generation", report.generation},
                      {"queries", report.queries.size()},
                      {"relevant", relevant_papers(report)},
                      {"measures", json_of(mean_quality(report))},
                      {"unjudged", report.unjudged},
                      {"irrelevant", report.irrelevant},
                      {"unasked", report.unasked},
                      {"shortened", report.shortened},
                      {"unknown", report.unknown}};
  const bool compared = !report.baseline.empty();
  if (compared) out["baseline"] = comparison_json(report);
  ordered_json& list = out["by_query"] = ordered_json::array();
  for (const MeasuredQuery& query : report.queries) {
    ordered_json entry = {{"id", query.query.id},
                          {"text", query.query.text},
                          {"relevant", query.relevant},
                          {"found", query.ranking.size()},
                          {"measures", json_of(query.quality)}};
    if (compared) entry["baseline"] = json_of(query.baseline);
    list.push_back(std::move(entry));
  }
  return out.dump(-1, ' ', false, ordered_json::error_handler_t::replace) + "\n";
}

std::string eval_run(const EvalReport& report) {
  std::string out;
  for (const MeasuredQuery& query : report.queries) {
    const std::size_t count = query.ranking.size();
    for (std::size_t i = 0; i < count; ++i) {
      // trec_eval goes by the score alone and breaks ties by id: the score is the place from the
      // end, so that the order is the one shown, whatever papers have the same score there.
      out += fmt::format("{} Q0 {} {} {} paperfind\n", query.query.id, query.ranking[i], i + 1,
                         count - i);
    }
  }
  return out;
}

}  // namespace paperfind::cli
