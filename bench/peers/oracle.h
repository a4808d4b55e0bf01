// What the totals and counts must be: the plainest inverted index there is, over the common words.
#pragma once

#include <unordered_map>

#include "bench/peers/engine.h"

namespace paperfind::peers {

class Oracle {
 public:
  static Result<Oracle> open(const std::filesystem::path& work);

  // Every value's count, by number; `hits` is not filled in.
  struct Truth {
    std::size_t total = 0;
    std::vector<std::vector<std::size_t>> counts;  // beside the facets
  };
  [[nodiscard]] Truth ask(const Query& query, bool all) const;
  [[nodiscard]] std::size_t papers() const { return papers_.size(); }

 private:
  using Docs = std::vector<std::uint32_t>;
  [[nodiscard]] Docs holders(const Clause& clause) const;
  [[nodiscard]] bool holds_phrase(std::uint32_t doc, const Docs& words) const;

  struct Entry {
    std::vector<std::uint32_t> words;
    std::vector<std::vector<std::uint32_t>> values;
  };
  std::unordered_map<std::string, std::uint32_t> numbers_;  // of words
  std::vector<Docs> postings_;                              // by a word's number
  std::vector<Entry> papers_;
  std::vector<std::size_t> values_;  // how many a facet has
};

// True when the answer's total is this one, and its three most frequent values of each facet too.
bool same_total(const Answer& answer, const Oracle::Truth& truth);
bool same_facets(const Answer& answer, const Oracle::Truth& truth);

}  // namespace paperfind::peers
