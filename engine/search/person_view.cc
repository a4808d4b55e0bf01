#include "engine/search/person_view.h"

#include <fmt/format.h>

#include <algorithm>
#include <optional>
#include <utility>

#include "engine/schema/programme.h"
#include "engine/search/load_paper.h"
#include "engine/text/normalize.h"
#include "engine/text/person_name.h"

namespace paperfind {
namespace {

constexpr std::size_t kMaxPapersRead = 500;
constexpr std::size_t kPapersForInstitution = 3;

void add_once(std::vector<std::string>& texts, const std::string& text) {
  const bool known = std::find(texts.begin(), texts.end(), text) != texts.end();
  if (!text.empty() && !known && texts.size() < kMaxListedValues) texts.push_back(text);
}

const Author* author_of(const Paper& paper, std::string_view person) {
  const auto found = std::find_if(paper.authors.begin(), paper.authors.end(),
                                  [&](const Author& author) { return author.person == person; });
  return found == paper.authors.end() ? nullptr : &*found;
}

// Institutions with the number of papers that name them.
class InstitutionTally {
 public:
  explicit InstitutionTally(const FacetColumn& column) : column_(column) {}

  void add(const Author& author) {
    std::vector<std::string> seen;
    for (const Affiliation& affiliation : author.affiliations) {
      const std::string& id = affiliation.institution;
      if (id.empty() || std::find(seen.begin(), seen.end(), id) != seen.end()) continue;
      seen.push_back(id);
      ++value_of(id).count;
    }
  }

  std::vector<FacetValue> take() {
    keep_most(values_);
    return std::move(values_);
  }

 private:
  FacetValue& value_of(const std::string& id) {
    const auto known = std::find_if(values_.begin(), values_.end(),
                                    [&](const FacetValue& value) { return value.id == id; });
    if (known != values_.end()) return *known;
    const std::optional<Ordinal> ordinal = column_.find(id);
    FacetValue value;
    value.id = id;
    value.label = ordinal ? std::string(column_.label(*ordinal)) : id;
    return values_.emplace_back(std::move(value));
  }

  const FacetColumn& column_;
  std::vector<FacetValue> values_;
};

Status read_papers(const RecordTools& tools, const std::vector<DocId>& docs, PersonView& view) {
  Person& person = view.person;
  for (const std::string& variant : person.variants) add_once(view.variants, variant);
  InstitutionTally institutions(tools.snapshot.columns().facet(Facet::Institution));
  for (const DocId doc : docs) {
    if (view.papers_read == kMaxPapersRead) break;
    const Result<Paper> paper = load_paper_once(tools.snapshot, tools.index, doc);
    if (!paper.ok()) return paper.error();
    ++view.papers_read;
    const Author* author = author_of(*paper, person.id);
    if (author == nullptr) continue;
    if (author->name != person.name) add_once(view.variants, author->name);
    if (person.orcid.empty()) person.orcid = author->orcid;
    institutions.add(*author);
  }
  view.institutions = institutions.take();
  return {};
}

// Of the words of the name, the one that fewest others bear, by its number. A person answers to
// words of other names too, which a namesake need not have.
std::optional<std::uint32_t> rarest_word(const NameIndex& names, Ordinal person,
                                         const std::string& key) {
  const std::string words = " " + key + " ";
  std::optional<std::uint32_t> rarest;
  for (const std::uint32_t word : names.words_of[person]) {
    if (words.find(" " + std::string(names.words[word]) + " ") == std::string::npos) continue;
    if (!rarest || names.bearers[word].size() < names.bearers[*rarest].size()) rarest = word;
  }
  return rarest;
}

std::string name_key(std::string_view name) { return fold_key(display_name(name).display); }

std::vector<Ordinal> same_names(const Snapshot& snapshot, Ordinal person) {
  const FacetColumn& column = snapshot.columns().facet(Facet::Author);
  const NameIndex& names = snapshot.suggestions().names(NamedKind::Person);
  const std::string key = name_key(column.label(person));
  std::vector<Ordinal> same;
  const std::optional<std::uint32_t> word = rarest_word(names, person, key);
  if (!word) return same;
  for (const Ordinal other : names.bearers[*word]) {
    if (other != person && name_key(column.label(other)) == key) same.push_back(other);
  }
  return same;
}

void set_namesakes(const RecordTools& tools, PersonView& view) {
  const FacetColumn& column = tools.snapshot.columns().facet(Facet::Author);
  const NameIndex& names = tools.snapshot.suggestions().names(NamedKind::Person);
  std::vector<Ordinal> others;
  const auto own = column.find(view.person.id);
  if (own && *own != column.none()) others = same_names(tools.snapshot, *own);
  for (const std::string& id : view.person.not_same_as) {
    const auto other = column.find(tools.snapshot.catalog().current_id("author", id));
    if (other && *other != column.none() && other != own) others.push_back(*other);
  }
  std::sort(others.begin(), others.end());
  others.erase(std::unique(others.begin(), others.end()), others.end());
  for (const Ordinal other : others) {
    if (names.papers[other] == 0 || view.namesakes.size() == kMaxListedValues) continue;
    FacetValue value;
    value.id = column.id(other);
    value.label = column.label(other);
    value.count = names.papers[other];
    value.hint = newest_institution(tools, value.id);
    view.namesakes.push_back(std::move(value));
  }
}

void set_chaired(const Snapshot& snapshot, PersonView& view) {
  std::vector<const Session*> sessions;
  for (const Session& session : snapshot.catalog().frame().sessions) {
    const bool chairs =
        std::any_of(session.chairs.begin(), session.chairs.end(), [&](const Chair& chair) {
          return !chair.person.empty() &&
                 snapshot.catalog().current_id("author", chair.person) == view.person.id;
        });
    if (chairs && sessions.size() < kMaxListedValues) sessions.push_back(&session);
  }
  std::sort(sessions.begin(), sessions.end(),
            [](const Session* a, const Session* b) { return is_before(*b, *a); });
  for (const Session* session : sessions) {
    view.chaired.push_back(programme_item(snapshot, *session));
  }
}

}  // namespace

std::string newest_institution(const RecordTools& tools, std::string_view person) {
  const FacetColumn& column = tools.snapshot.columns().facet(Facet::Institution);
  const std::string term = filter_term(Facet::Author, person);
  std::size_t left = kPapersForInstitution;
  // Documents stand in that order.
  for (PaperCursor newest = tools.index.papers_with(term); !newest.at_end() && left > 0;
       newest.next()) {
    if (tools.hidden.contains(newest.doc())) continue;
    --left;
    const Result<Paper> paper = load_paper(tools.snapshot, tools.index, newest.doc());
    const Author* author = paper.ok() ? author_of(*paper, person) : nullptr;
    if (author == nullptr || author->affiliations.empty()) continue;
    const Affiliation& first = author->affiliations.front();
    const auto known = column.find(first.institution);
    std::string name =
        known && *known != column.none() ? std::string(column.label(*known)) : first.raw;
    if (!name.empty()) return name;
  }
  return {};
}

Result<PersonView> person_view(const RecordTools& tools, std::string_view id) {
  const Catalog& catalog = tools.snapshot.catalog();
  const std::string current = catalog.current_id(spec_of(Facet::Author).name, id);
  const Person* record = catalog.person(current);
  PersonView view;
  view.generation = tools.snapshot.name();
  view.shards = shard_report(tools.index);
  view.total = paper_count(tools.snapshot, Facet::Author, current);
  if (record == nullptr && view.total == 0) {
    return Error{ErrorCode::NotFound, fmt::format("there is no author \"{}\"", id), "id"};
  }
  if (record != nullptr) view.person = *record;
  view.person.id = current;
  const FacetColumn& column = tools.snapshot.columns().facet(Facet::Author);
  if (record == nullptr) view.person.name = column.label(*column.find(current));
  const std::vector<DocId> docs =
      view.total == 0 ? std::vector<DocId>() : papers_with(tools, Facet::Author, current);
  view.total = docs.size();
  Result<std::vector<Hit>> papers = listed_papers(tools, docs);
  if (!papers.ok()) return papers.error();
  view.papers = std::move(papers).value();
  if (const Status read = read_papers(tools, docs, view); !read.ok()) return read.error();
  view.coauthors = values_among(tools.snapshot, Facet::Author, docs, current);
  set_namesakes(tools, view);
  set_chaired(tools.snapshot, view);
  return view;
}

}  // namespace paperfind
