#include "engine/query/expand.h"

#include <fmt/format.h>

#include <algorithm>
#include <cstdint>
#include <string>
#include <utility>
#include <vector>

#include "engine/query/field_terms.h"

namespace paperfind {
namespace {

struct Candidate {
  std::string term;
  std::uint32_t papers;
};

bool before(const Candidate& a, const Candidate& b) {
  return a.papers != b.papers ? a.papers > b.papers : a.term < b.term;
}

class Expander {
 public:
  Expander(const PaperIndex& index, ParsedQuery& query) : index_(index), query_(query) {}

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
    index_.for_each_term(start, "", [&](const std::string& term, std::uint32_t papers) {
      more = found.size() == kMaxTermsScanned;
      if (!more) found.push_back({term, papers});
      return !more;
    });
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
    bool more = false;
    index_.for_each_term(all, node.range.first, [&](const std::string& term, std::uint32_t) {
      const std::string value = term.substr(all.size());
      if (value == kNoValue) return true;
      if (!node.range.last.empty() && value > node.range.last) return false;
      more = node.expansions.size() == kMaxTermsScanned;
      if (!more) node.expansions.push_back(value);
      return !more;
    });
    if (more) {
      query_.notices.push_back(
          fmt::format("{} holds more than {} values here; the first {} are searched.",
                      to_string(node), kMaxTermsScanned, kMaxTermsScanned));
    }
    if (node.expansions.empty()) {
      query_.notices.push_back(fmt::format("No paper here has {}.", to_string(node)));
    }
  }

  const PaperIndex& index_;
  ParsedQuery& query_;
};

}  // namespace

void expand_query(const PaperIndex& index, ParsedQuery& query) {
  Expander(index, query).expand(query.root);
}

}  // namespace paperfind
