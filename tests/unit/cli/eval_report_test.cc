#include "cli/eval_report.h"

#include <string>
#include <vector>

#include "cli/styled_text.h"
#include "engine/base/nlohmann_json.h"
#include "tests/catch.h"

using namespace paperfind;
using namespace paperfind::cli;

namespace {

MeasuredQuery measured(const std::string& id, double now, double before) {
  MeasuredQuery query;
  query.query = {id, "text of " + id};
  query.ranking = {"a", "b"};
  query.relevant = 1;
  query.quality.ndcg_10 = now;
  query.baseline.ndcg_10 = before;
  return query;
}

EvalReport compared(int wins) {
  EvalReport report;
  report.baseline = "old.run";
  for (int i = 1; i <= wins; ++i) {
    report.queries.push_back(measured("w" + std::to_string(i), 0.1 * i, 0));
  }
  report.queries.push_back(measured("tie", 0.5, 0.5));
  return report;
}

bool holds(const std::string& text, const std::string& part) {
  return text.find(part) != std::string::npos;
}

}  // namespace

TEST_CASE("The largest five wins are named, largest first", "[cli]") {
  const std::string table = eval_table(compared(7), {});
  CHECK(holds(table, "against old.run at nDCG@10: 7 wins, 1 tie, 0 losses; p = 0.01"));
  CHECK(holds(table,
              "largest wins\n  +0.7000  0.0000 → 0.7000  w7  text of w7\n"
              "  +0.6000  0.0000 → 0.6000  w6  text of w6\n"));
  CHECK(holds(table, "  w3  text of w3\nlargest losses\n  none\n"));
  CHECK_FALSE(holds(table, "w2"));
}

TEST_CASE("What the figures leave out is counted, and the first ten are named", "[cli]") {
  EvalReport report = compared(1);
  for (int i = 0; i < 12; ++i) report.unknown.push_back("p" + std::to_string(i));
  report.unjudged = {"u"};
  const std::vector<std::string> remarks = remarks_on(report);
  REQUIRE(remarks.size() == 2);
  CHECK(remarks[0] == "queries left out because nothing was judged for them: 1 (u)");
  CHECK(remarks[1] ==
        "judged papers that the index lacks: 12 (p0, p1, p2, p3, p4, p5, p6, p7, p8, p9, …)");
  CHECK(nlohmann::json::parse(eval_json(report)).at("unknown").size() == 12);
}

TEST_CASE("No query can steer the terminal or leave its line", "[cli]") {
  EvalReport report = compared(1);
  report.queries[0].query.text = "a\x1b[31m\nb\xFF" + std::string(300, 'x');
  report.unjudged = {"\x1b[2J"};
  const std::string table = eval_table(report, {.width = 60, .color = false});
  CHECK_FALSE(holds(table, "\x1b"));
  for (std::size_t at = 0; at < table.size();) {
    const auto end = table.find('\n', at);
    const std::string line = table.substr(at, end - at);
    CAPTURE(line);
    if (line.starts_with("  +")) CHECK(width_of(line) <= 60);
    at = end + 1;
  }
  CHECK(nlohmann::json::accept(eval_json(report)));
}
