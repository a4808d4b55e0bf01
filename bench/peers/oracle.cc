#include "bench/peers/oracle.h"

#include <algorithm>
#include <functional>
#include <iterator>

namespace paperfind::peers {
namespace {
constexpr std::size_t kCompared = 3;  // values of a facet
}

Result<Oracle> Oracle::open(const std::filesystem::path& work) {
  const auto facets = read_facets(work);
  if (!facets.ok()) return facets.error();
  Oracle oracle;
  for (const FacetTable& facet : *facets) oracle.values_.push_back(facet.ids.size());
  const Status read = for_each_paper(work, [&](std::uint32_t, const PaperLine& paper) -> Status {
    const auto doc = static_cast<std::uint32_t>(oracle.papers_.size());
    Entry entry;
    entry.values = paper.values;
    for (const std::string_view word : split(paper.words, ' ')) {
      const auto [it, fresh] = oracle.numbers_.try_emplace(
          std::string(word), static_cast<std::uint32_t>(oracle.postings_.size()));
      if (fresh) oracle.postings_.emplace_back();
      entry.words.push_back(it->second);
      Docs& docs = oracle.postings_[it->second];
      if (docs.empty() || docs.back() != doc) docs.push_back(doc);
    }
    oracle.papers_.push_back(std::move(entry));
    return {};
  });
  if (!read.ok()) return read.error();
  return oracle;
}

bool Oracle::holds_phrase(std::uint32_t doc, const Docs& words) const {
  const std::vector<std::uint32_t>& text = papers_[doc].words;
  return std::search(text.begin(), text.end(), words.begin(), words.end()) != text.end();
}

Oracle::Docs Oracle::holders(const Clause& clause) const {
  Docs words;
  Docs docs;
  for (const std::string& word : clause) {
    const auto it = numbers_.find(word);
    if (it == numbers_.end()) return {};
    const Docs& next = postings_[it->second];
    if (words.empty()) {
      docs = next;
    } else {
      Docs both;
      std::set_intersection(docs.begin(), docs.end(), next.begin(), next.end(),
                            std::back_inserter(both));
      docs = std::move(both);
    }
    words.push_back(it->second);
  }
  if (words.size() > 1) {
    std::erase_if(docs, [&](std::uint32_t doc) { return !holds_phrase(doc, words); });
  }
  return docs;
}

Oracle::Truth Oracle::ask(const Query& query, bool all) const {
  Docs found;
  for (const Clause& clause : query.clauses) {
    const Docs next = holders(clause);
    Docs together;
    if (&clause == &query.clauses.front()) {
      together = next;
    } else if (all) {
      std::set_intersection(found.begin(), found.end(), next.begin(), next.end(),
                            std::back_inserter(together));
    } else {
      std::set_union(found.begin(), found.end(), next.begin(), next.end(),
                     std::back_inserter(together));
    }
    found = std::move(together);
  }
  Truth truth;
  truth.total = found.size();
  for (const std::size_t values : values_) truth.counts.emplace_back(values, 0);
  for (const std::uint32_t doc : found) {
    for (std::size_t facet = 0; facet < values_.size(); ++facet) {
      for (const std::uint32_t value : papers_[doc].values[facet]) ++truth.counts[facet][value];
    }
  }
  return truth;
}

bool same_total(const Answer& answer, const Oracle::Truth& truth) {
  return answer.total == truth.total && answer.hits == std::min(truth.total, kHits);
}

bool same_facets(const Answer& answer, const Oracle::Truth& truth) {
  if (answer.facets.size() != truth.counts.size()) return false;
  for (std::size_t facet = 0; facet < truth.counts.size(); ++facet) {
    std::vector<std::size_t> sorted = truth.counts[facet];
    std::sort(sorted.begin(), sorted.end(), std::greater<>());
    for (std::size_t i = 0; i < std::min(kCompared, sorted.size()); ++i) {
      const auto& listed = answer.facets[facet];
      // Of values as frequent any may be listed.
      if (sorted[i] == 0) break;
      if (i >= listed.size() || listed[i].count != sorted[i]) return false;
      if (truth.counts[facet][listed[i].value] != listed[i].count) return false;
    }
  }
  return true;
}

}  // namespace paperfind::peers
