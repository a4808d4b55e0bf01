#include "engine/store/value_names.h"

namespace paperfind {

ValueNames::ValueNames(NamedKind kind, const FacetColumn& column, const CorpusFrame& frame)
    : column_(column) {
  switch (kind) {
    case NamedKind::Person:
      for (const Person& person : frame.people) {
        add(person.id, person.variants);
        if (!person.merged_into.empty()) add(person.merged_into, {person.name});
      }
      break;
    case NamedKind::Institution:
      for (const Institution& institution : frame.institutions) {
        add(institution.id, institution.aliases);
        add(institution.id, institution.acronyms);
        if (!institution.successor.empty()) add(institution.successor, {institution.name});
      }
      break;
    case NamedKind::Session:
      for (const Session& session : frame.sessions) add(session.id, {session.code});
      break;
    case NamedKind::Paper:
      break;
  }
}

void ValueNames::add(const std::string& id, const std::vector<std::string>& more) {
  std::vector<std::string>& all = others_[id];
  all.insert(all.end(), more.begin(), more.end());
}

void ValueNames::add_to(NameGatherer& names, Ordinal value) const {
  names.begin_bearer();
  names.add(column_.label(value));
  const auto more = others_.find(std::string(column_.id(value)));
  if (more == others_.end()) return;
  for (const std::string& name : more->second) names.add(name);
}

void add_titles(NameGatherer& names, const TitleList::Titles& titles) {
  names.begin_bearer();
  names.add(titles.own);
  names.add(titles.translated);
}

std::vector<std::uint32_t> papers_of_values(const Columns& columns, const FacetColumn& column) {
  std::vector<std::uint32_t> papers(column.size() + 1, 0);
  for (DocId doc = 1; doc <= columns.doc_count(); ++doc) {
    for (const Ordinal value : column.values(doc)) ++papers[value];
  }
  papers.pop_back();  // of those without
  return papers;
}

}  // namespace paperfind
