// What the values of a facet are called, for those who look for them by words.
#pragma once

#include <cstdint>
#include <string>
#include <unordered_map>
#include <vector>

#include "engine/record/corpus.h"
#include "engine/store/columns.h"
#include "engine/store/name_gatherer.h"
#include "engine/store/suggest_table.h"
#include "engine/store/title_phrases.h"

namespace paperfind {

// Of people, institutions or sessions: the label, and the further names the frame knows, those of
// what it replaced too.
class ValueNames {
 public:
  // All must outlive it.
  ValueNames(NamedKind kind, const FacetColumn& column, const CorpusFrame& frame);
  // As the next bearer.
  void add_to(NameGatherer& names, Ordinal value) const;

 private:
  void add(const std::string& id, const std::vector<std::string>& more);

  const FacetColumn& column_;
  std::unordered_map<std::string, std::vector<std::string>> others_;  // by id
};

// The same for a paper: its titles.
void add_titles(NameGatherer& names, const TitleList::Titles& titles);

// How many papers have each value of a facet.
std::vector<std::uint32_t> papers_of_values(const Columns& columns, const FacetColumn& column);

}  // namespace paperfind
