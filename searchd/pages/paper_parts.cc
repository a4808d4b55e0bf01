#include "searchd/pages/paper_parts.h"

#include <algorithm>

namespace paperfind {
namespace {

std::string institution_name(const PaperView& view, const Affiliation& affiliation) {
  for (const InstitutionRef& institution : view.institutions) {
    if (institution.id == affiliation.institution) return institution.name;
  }
  return affiliation.raw;
}

}  // namespace

std::vector<AffiliationName> affiliation_names(const PaperView& view, const Author& author) {
  std::vector<AffiliationName> names;
  for (const Affiliation& affiliation : author.affiliations) {
    AffiliationName name{institution_name(view, affiliation), affiliation.institution};
    if (name.name.empty() || std::find(names.begin(), names.end(), name) != names.end()) continue;
    names.push_back(std::move(name));
  }
  return names;
}

}  // namespace paperfind
