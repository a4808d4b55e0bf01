#include "engine/search/explain.h"

#include <algorithm>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>

#include "engine/query/plan_query.h"
#include "engine/schema/fields.h"
#include "engine/store/doc_set.h"

namespace paperfind {
namespace {

// Weights below are the rounding of sums.
constexpr double kLeastWeight = 1e-9;

class Explainer {
 public:
  Explainer(const PaperIndex& index, Scorer& scorer, std::span<Hit> hits)
      : scorer_(scorer), hits_(hits), shown_(index.doc_count()) {
    for (const Hit& hit : hits) {
      docs_.push_back(index.first_with(id_term(hit.paper.id)));
      shown_.add(docs_.back());
    }
  }

  void explain(const QueryNode& root, const std::string& typed) {
    const std::vector<double> whole = scores(root, typed);
    const bool has_parts = root.kind == NodeKind::And || root.kind == NodeKind::Or;
    if (!has_parts) add(to_string(root), whole, scores(QueryNode(), typed));
    for (std::size_t i = 0; has_parts && i < root.children.size(); ++i) {
      if (root.children[i].kind == NodeKind::Not) continue;
      QueryNode rest = root;
      rest.children.erase(rest.children.begin() + static_cast<std::ptrdiff_t>(i));
      if (rest.children.size() == 1) rest = QueryNode(rest.children.front());
      add(to_string(root.children[i]), whole, scores(rest, typed));
    }
    add("whole title, id or name", whole, scores(root, ""));
  }

 private:
  // Of the hits in their order; 0 for one that does not match.
  [[nodiscard]] std::vector<double> scores(const QueryNode& root, std::string_view typed) const {
    std::unordered_map<DocId, double> by_doc;
    const Plan plan = plan_query(root, Joining::Any, typed);
    for (const Ranked& ranked : scorer_.best(plan, shown_, docs_.size())) {
      by_doc[ranked.doc] = ranked.score;
    }
    std::vector<double> out;
    for (const DocId doc : docs_) out.push_back(by_doc.at(doc));
    return out;
  }

  void add(const std::string& part, const std::vector<double>& with,
           const std::vector<double>& without) {
    for (std::size_t i = 0; i < hits_.size(); ++i) {
      const double weight = with[i] - without[i];
      if (weight > kLeastWeight) hits_[i].explanation.emplace_back(part, weight);
    }
  }

  Scorer& scorer_;
  std::span<Hit> hits_;
  DocSet shown_;
  std::vector<DocId> docs_;  // beside hits_
};

}  // namespace

void explain_scores(const PaperIndex& index, Scorer& scorer, const Reading& reading,
                    std::vector<Hit>& hits) {
  const auto partial =
      std::find_if(hits.begin(), hits.end(), [](const Hit& hit) { return hit.partial; });
  const std::span<Hit> full(hits.begin(), partial), some(partial, hits.end());
  const std::string& typed = reading.report.effective;
  if (!full.empty()) Explainer(index, scorer, full).explain(reading.root, typed);
  if (!some.empty()) Explainer(index, scorer, some).explain(reading.partial_root, typed);
}

}  // namespace paperfind
