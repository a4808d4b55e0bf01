// Parts of a paper's record that its page shows to people and to programs alike.
#pragma once

#include <string>
#include <vector>

#include "engine/search/result_page.h"

namespace paperfind {

struct AffiliationName {
  std::string name;         // the institution's, or as printed where it is not known
  std::string institution;  // id; may be empty
  friend bool operator==(const AffiliationName&, const AffiliationName&) = default;
};

// Of one author, in order, each once: two departments of one institution are one.
std::vector<AffiliationName> affiliation_names(const PaperView& view, const Author& author);

}  // namespace paperfind
