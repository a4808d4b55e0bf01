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

bool is_page_number(std::string_view text) {
  return !text.empty() && std::all_of(text.begin(), text.end(), [](char c) {
    return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '.' ||
           c == ':';
  });
}

// Removes one blank, hyphen or dash from the front; false when there is none.
bool skip_separator(std::string_view& text) {
  for (const std::string_view sign : {" ", "-", "‐", "‑", "–", "—", "−"}) {
    if (!text.starts_with(sign)) continue;
    text.remove_prefix(sign.size());
    return true;
  }
  return false;
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

PageRange page_range(std::string_view pages) {
  std::size_t end = 0;
  while (end < pages.size() && is_page_number(pages.substr(end, 1))) ++end;
  const std::string_view first = pages.substr(0, end);
  std::string_view last = pages.substr(end);
  bool parted = false;
  while (skip_separator(last)) parted = true;
  if (!is_page_number(first)) return {};
  if (last.empty()) return {std::string(first), ""};
  if (!parted || !is_page_number(last)) return {};
  return {std::string(first), std::string(last)};
}

}  // namespace paperfind
