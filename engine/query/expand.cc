#include "engine/query/expand.h"

#include <fmt/format.h>

#include <algorithm>
#include <string>
#include <utility>
#include <vector>

#include "engine/query/field_terms.h"
namespace paperfind {
namespace {

struct Candidate {
  std::string term;
  Xapian::doccount papers;
};

bool before(const Candidate& a, const Candidate& b) {
  return a.papers != b.papers ? a.papers > b.papers : a.term < b.term;
}

class Expander {
 public:
  Expander(const Xapian::Database& db, ParsedQuery& query) : db_(db), query_(query) {}

  void expand(QueryNode& node) {
    if (node.kind == NodeKind::Prefix) expand_prefix(node);
    if (node.kind == NodeKind::Range) expand_range(node);
    for (QueryNode& child : node.children) expand(child);
  }

 private:
  void expand_prefix(QueryNode& node) {
    const std::string word = node.tokens.front().term;
    const std::string start = exact_term(node.field, word);
    std::vector<Candidate> found;
    bool more = false;
    for (auto it = db_.allterms_begin(start); it != db_.allterms_end(start); ++it) {
      if (found.size() == kMaxTermsScanned) {
        more = true;
        break;
      }
      found.push_back({*it, it.get_termfreq()});
    }
    const std::size_t all = found.size();
    const std::size_t kept = std::min(all, kMaxExpansions);
    std::partial_sort(found.begin(), found.begin() + static_cast<std::ptrdiff_t>(kept), found.end(),
                      before);
    for (std::size_t i = 0; i < kept; ++i) {
      node.expansions.push_back(word + found[i].term.substr(start.size()));
    }
    if (all > kept) {
      query_.notices.push_back(
          fmt::format("{} stands for {}{} words here; the {} most frequent are searched.",
                      to_string(node), more ? "more than " : "", all, kept));
    }
  }

  // Ids of years and of days sort as they follow each other.
  void expand_range(QueryNode& node) {
    const std::string all = filter_term(node.facet, "");
    auto it = db_.allterms_begin(all);
    const auto end = db_.allterms_end(all);
    if (!node.range.first.empty()) it.skip_to(all + node.range.first);
    for (std::size_t seen = 0; it != end && seen < kMaxTermsScanned; ++it, ++seen) {
      const std::string value = (*it).substr(all.size());
      if (value == kNoValue) continue;
      if (!node.range.last.empty() && value > node.range.last) break;
      node.expansions.push_back(value);
    }
    if (node.expansions.empty()) {
      query_.notices.push_back(fmt::format("No paper here has {}.", to_string(node)));
    }
  }

  const Xapian::Database& db_;
  ParsedQuery& query_;
};

}  // namespace

void expand_query(const Xapian::Database& db, ParsedQuery& query) {
  Expander(db, query).expand(query.root);
}

}  // namespace paperfind
