#include "engine/search/record_tools.h"

#include <algorithm>
#include <cstdint>
#include <limits>
#include <optional>
#include <string>
#include <tuple>
#include <utility>

#include "engine/base/zoned_time.h"
#include "engine/search/facet_counter.h"
#include "engine/search/hit_builder.h"
#include "engine/search/load_paper.h"

namespace paperfind {
namespace {

// To put papers in order their records are read; a session with more keeps the programme's.
constexpr std::size_t kMaxPapersSorted = 2000;

NamedKind kind_of(Facet facet) {
  return facet == Facet::Author        ? NamedKind::Person
         : facet == Facet::Institution ? NamedKind::Institution
                                       : NamedKind::Session;
}

struct SessionPlace {
  int position = std::numeric_limits<int>::max();
  std::int64_t start = std::numeric_limits<std::int64_t>::max();
  friend auto operator<=>(const SessionPlace&, const SessionPlace&) = default;
};

SessionPlace place_in(const Paper& paper, const std::string& session) {
  SessionPlace place;
  for (const Presentation& slot : paper.presentations) {
    if (slot.session != session) continue;
    place.position = slot.position.value_or(place.position);
    place.start = to_unix_seconds(slot.start).value_or(place.start);
  }
  return place;
}

}  // namespace

std::vector<DocId> papers_with(const RecordTools& tools, Facet facet, std::string_view value) {
  std::vector<DocId> docs;
  for (PaperCursor papers = tools.index.papers_with(filter_term(facet, value)); !papers.at_end();
       papers.next()) {
    if (!tools.hidden.contains(papers.doc())) docs.push_back(papers.doc());
  }
  return docs;
}

std::size_t paper_count(const Snapshot& snapshot, Facet facet, std::string_view value) {
  const FacetColumn& column = snapshot.columns().facet(facet);
  const std::optional<Ordinal> ordinal = column.find(value);
  if (!ordinal || *ordinal == column.none()) return 0;
  return snapshot.suggestions().names(kind_of(facet)).papers[*ordinal];
}

std::vector<DocId> papers_in_session(const RecordTools& tools, const std::string& session) {
  std::vector<DocId> docs = papers_with(tools, Facet::Session, session);
  if (docs.size() > kMaxPapersSorted) return docs;
  std::vector<std::pair<SessionPlace, DocId>> order;
  for (const DocId doc : docs) {
    const Result<Paper> paper = load_paper(tools.snapshot, tools.index, doc);
    order.emplace_back(paper.ok() ? place_in(*paper, session) : SessionPlace(), doc);
  }
  std::sort(order.begin(), order.end());
  std::transform(order.begin(), order.end(), docs.begin(),
                 [](const auto& at) { return at.second; });
  return docs;
}

Result<std::vector<Hit>> listed_papers(const RecordTools& tools, std::span<const DocId> docs) {
  std::vector<Hit> hits;
  for (const DocId doc : docs.first(std::min(docs.size(), kMaxListedPapers))) {
    Result<Paper> paper = load_paper(tools.snapshot, tools.index, doc);
    if (!paper.ok()) return paper.error();
    Hit hit;
    hit.rank = hits.size() + 1;
    hit.paper = std::move(paper).value();
    hit.year = year_of(tools.snapshot, hit.paper);
    hit.institutions = institutions_of(tools.snapshot, doc, hit.paper);
    hit.sessions = sessions_of(tools.snapshot, hit.paper);
    hits.push_back(std::move(hit));
  }
  return hits;
}

FacetCounts values_among(const Snapshot& snapshot, Facet facet, const std::vector<DocId>& docs,
                         std::string_view left_out) {
  const FacetColumn& column = snapshot.columns().facet(facet);
  FilteredDocs filtered;
  filtered.hits = docs;
  ValueCounts counts;
  counts.count(column, filtered, facet);
  SearchRequest request;
  request.facet_limit = kMaxListedValues + 1;
  FacetCounts values = list_values(column, spec_of(facet), counts.counted(), request);
  const std::size_t before = values.values.size();
  std::erase_if(values.values, [&](const FacetValue& value) { return value.id == left_out; });
  // Where it stood too far down to be listed, it is still one of those counted.
  const bool counted = !left_out.empty() && before > 0;
  if (counted) --values.distinct;
  if (values.values.size() > kMaxListedValues) values.values.resize(kMaxListedValues);
  values.truncated = values.values.size() < values.distinct;
  return values;
}

void keep_most(std::vector<FacetValue>& values) {
  std::stable_sort(values.begin(), values.end(),
                   [](const FacetValue& a, const FacetValue& b) { return a.count > b.count; });
  if (values.size() > kMaxListedValues) values.resize(kMaxListedValues);
}

std::vector<Chair> linked_chairs(const Snapshot& snapshot, std::vector<Chair> chairs) {
  const Catalog& catalog = snapshot.catalog();
  for (Chair& chair : chairs) {
    chair.person = catalog.current_id(spec_of(Facet::Author).name, chair.person);
    const bool known = catalog.person(chair.person) != nullptr ||
                       paper_count(snapshot, Facet::Author, chair.person) > 0;
    if (!known) chair.person.clear();
  }
  return chairs;
}

ProgrammeItem programme_item(const Snapshot& snapshot, const Session& session) {
  const Event* event = snapshot.catalog().event(session.event);
  ProgrammeItem item;
  item.is_session = true;
  item.id = session.id;
  item.title = session.title;
  item.type = session.type;
  item.track = session.track;
  item.start = session.start;
  item.end = session.end;
  item.tz = session.tz.empty() && event != nullptr ? event->tz : session.tz;
  item.room = session.room;
  item.chairs = linked_chairs(snapshot, session.chairs);
  item.papers = paper_count(snapshot, Facet::Session, session.id);
  return item;
}

}  // namespace paperfind
