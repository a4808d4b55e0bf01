#include "engine/search/explain.h"

#include <algorithm>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>

#include "engine/query/plan_query.h"
#include "engine/schema/fields.h"

namespace paperfind {
namespace {

// Weights below are the rounding of sums.
constexpr double kLeastWeight = 1e-9;

class Explainer {
 public:
  Explainer(const Xapian::Database& db, const Xapian::Weight& weighting, std::span<Hit> hits)
      : db_(db), weighting_(weighting), hits_(hits) {
    std::vector<Xapian::Query> papers;
    for (const Hit& hit : hits) {
      const std::string term = id_term(hit.paper.id);
      docs_.push_back(*db.postlist_begin(term));
      papers.emplace_back(term);
    }
    shown_ = Xapian::Query(Xapian::Query::OP_OR, papers.begin(), papers.end());
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
    Xapian::Enquire enquire(db_);
    enquire.set_query(
        Xapian::Query(Xapian::Query::OP_FILTER, plan_query(root, Joining::Any, typed), shown_));
    enquire.set_weighting_scheme(weighting_);
    const Xapian::MSet found = enquire.get_mset(0, static_cast<Xapian::doccount>(docs_.size()));
    std::unordered_map<Xapian::docid, double> by_doc;
    for (auto it = found.begin(); it != found.end(); ++it) by_doc[*it] = it.get_weight();
    std::vector<double> out;
    for (const Xapian::docid doc : docs_) {
      const auto score = by_doc.find(doc);
      out.push_back(score == by_doc.end() ? 0 : score->second);
    }
    return out;
  }

  void add(const std::string& part, const std::vector<double>& with,
           const std::vector<double>& without) {
    for (std::size_t i = 0; i < hits_.size(); ++i) {
      const double weight = with[i] - without[i];
      if (weight > kLeastWeight) hits_[i].explanation.emplace_back(part, weight);
    }
  }

  const Xapian::Database& db_;
  const Xapian::Weight& weighting_;
  std::span<Hit> hits_;
  std::vector<Xapian::docid> docs_;  // beside hits_
  Xapian::Query shown_;
};

}  // namespace

void explain_scores(const Xapian::Database& db, const Reading& reading,
                    const Xapian::Weight& weighting, std::vector<Hit>& hits) {
  const auto partial =
      std::find_if(hits.begin(), hits.end(), [](const Hit& hit) { return hit.partial; });
  const std::span<Hit> full(hits.begin(), partial), some(partial, hits.end());
  const std::string& typed = reading.report.effective;
  if (!full.empty()) Explainer(db, weighting, full).explain(reading.root, typed);
  if (!some.empty()) Explainer(db, weighting, some).explain(reading.partial_root, typed);
}

}  // namespace paperfind
