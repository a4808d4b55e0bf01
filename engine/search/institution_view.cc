#include "engine/search/institution_view.h"

#include <fmt/format.h>

#include <algorithm>
#include <optional>
#include <string>
#include <unordered_map>
#include <utility>

#include "engine/search/load_paper.h"

namespace paperfind {
namespace {

// Who of a paper's authors is from where only its record tells: the columns do not pair them.
constexpr std::size_t kMaxPapersRead = 2000;

bool is_from(const Author& author, const std::string& institution) {
  return std::any_of(
      author.affiliations.begin(), author.affiliations.end(),
      [&](const Affiliation& affiliation) { return affiliation.institution == institution; });
}

Status set_people(const RecordTools& tools, const std::vector<DocId>& docs, InstitutionView& view) {
  const FacetColumn& authors = tools.snapshot.columns().facet(Facet::Author);
  std::unordered_map<Ordinal, std::size_t> papers_of;
  for (const DocId doc : docs) {
    if (view.papers_read == kMaxPapersRead) break;
    const Result<Paper> paper = load_paper_once(tools.snapshot, tools.index, doc);
    if (!paper.ok()) return paper.error();
    ++view.papers_read;
    std::vector<Ordinal> seen;
    for (const Author& author : paper->authors) {
      const std::optional<Ordinal> person = authors.find(author.person);
      if (!person || *person == authors.none() || !is_from(author, view.institution.id)) continue;
      if (std::find(seen.begin(), seen.end(), *person) != seen.end()) continue;
      seen.push_back(*person);
      ++papers_of[*person];
    }
  }
  std::vector<std::pair<Ordinal, std::size_t>> order(papers_of.begin(), papers_of.end());
  // Ordinals stand in the order of names.
  std::sort(order.begin(), order.end(), [](const auto& a, const auto& b) {
    return a.second != b.second ? a.second > b.second : a.first < b.first;
  });
  view.people_total = order.size();
  if (order.size() > kMaxListedValues) order.resize(kMaxListedValues);
  for (const auto& [person, papers] : order) {
    view.people.push_back({std::string(authors.id(person)), std::string(authors.label(person)),
                           papers, false, "", ""});
  }
  return {};
}

void set_relatives(const Snapshot& snapshot, InstitutionView& view) {
  const Catalog& catalog = snapshot.catalog();
  const auto current = [&](const std::string& id) { return catalog.current_id("institution", id); };
  if (const Institution* parent = catalog.institution(current(view.institution.parent))) {
    view.parent = NamedRef{parent->id, parent->name};
  }
  for (const Institution& other : catalog.frame().institutions) {
    if (!other.successor.empty()) {
      if (current(other.id) == view.institution.id) view.former.push_back(other.name);
    } else if (!other.parent.empty() && current(other.parent) == view.institution.id) {
      const std::size_t papers = paper_count(snapshot, Facet::Institution, other.id);
      view.units.push_back({other.id, other.name, papers, false, "", ""});
    }
  }
  keep_most(view.units);
}

}  // namespace

Result<InstitutionView> institution_view(const RecordTools& tools, std::string_view id) {
  const Catalog& catalog = tools.snapshot.catalog();
  const std::string current = catalog.current_id(spec_of(Facet::Institution).name, id);
  const Institution* record = catalog.institution(current);
  InstitutionView view;
  view.generation = tools.snapshot.name();
  view.shards = shard_report(tools.index);
  const std::size_t indexed = paper_count(tools.snapshot, Facet::Institution, current);
  if (record == nullptr && indexed == 0) {
    return Error{ErrorCode::NotFound, fmt::format("there is no institution \"{}\"", id), "id"};
  }
  const FacetColumn& column = tools.snapshot.columns().facet(Facet::Institution);
  if (record != nullptr) view.institution = *record;
  view.institution.id = current;
  if (record == nullptr) view.institution.name = column.label(*column.find(current));
  const std::vector<DocId> docs =
      indexed == 0 ? std::vector<DocId>() : papers_with(tools, Facet::Institution, current);
  view.total = docs.size();
  Result<std::vector<Hit>> papers = listed_papers(tools, docs);
  if (!papers.ok()) return papers.error();
  view.papers = std::move(papers).value();
  if (const Status read = set_people(tools, docs, view); !read.ok()) return read.error();
  view.sessions = values_among(tools.snapshot, Facet::Session, docs);
  set_relatives(tools.snapshot, view);
  return view;
}

}  // namespace paperfind
