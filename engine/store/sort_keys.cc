#include "engine/store/sort_keys.h"

namespace paperfind {

std::string title_sort_key(const Paper& paper, const Collator& collator) {
  return collator.key(paper.title);
}

std::string author_sort_key(const Paper& paper, const Collator& collator) {
  if (paper.authors.empty()) return "\xff";
  const Author& first = paper.authors.front();
  return collator.key(first.family.empty() ? first.name : first.family);
}

bool has_own_order(Facet facet) {
  return facet == Facet::Session || facet == Facet::Event || facet == Facet::Year;
}

}  // namespace paperfind
