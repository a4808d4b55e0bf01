#include "engine/search/searcher.h"

#include <fmt/format.h>

#include <algorithm>
#include <iterator>
#include <limits>
#include <optional>
#include <unordered_map>

#include "engine/base/nearest.h"
#include "engine/base/number_text.h"
#include "engine/search/event_view.h"
#include "engine/search/explain.h"
#include "engine/search/facet_counter.h"
#include "engine/search/highlighter.h"
#include "engine/search/hit_builder.h"
#include "engine/search/institution_view.h"
#include "engine/search/load_paper.h"
#include "engine/search/paper_lists.h"
#include "engine/search/paper_stamps.h"
#include "engine/search/person_view.h"
#include "engine/search/ranking.h"
#include "engine/search/reader.h"
#include "engine/search/record_tools.h"
#include "engine/search/session_view.h"
#include "engine/search/similar.h"
#include "engine/search/suggest.h"
#include "engine/search/value_search.h"
#include "engine/store/xapian_guard.h"

namespace paperfind {
namespace {

Error unknown_facet(const std::string& name) {
  std::vector<std::string> known;
  for (const FacetSpec& spec : kFacets) known.emplace_back(spec.name);
  return {ErrorCode::NotFound, fmt::format("there is no facet \"{}\"", name), "facet",
          nearest(name, known).value_or("")};
}

}  // namespace

struct Searcher::Impl {
  std::shared_ptr<const Snapshot> snapshot;
  PaperIndex index;
  Analyzer analyzer;
  DocSet hidden;
  ShardReport shards;
  RankingParts parts;
  ValueCounts counts;  // of one facet at a time
  FacetTally tally;    // of all
  std::optional<Scorer> scorer;

  Impl(std::shared_ptr<const Snapshot> opened, const OpenShards& open, const RankingParts& ranking)
      : snapshot(std::move(opened)), index(*snapshot, open), parts(ranking) {
    if (index.doc_count() != snapshot->columns().doc_count()) {
      throw Xapian::DatabaseCorruptError("the columns and the documents do not count the same");
    }
    hidden = DocSet(index.doc_count());
    for (const DocId doc : index.postings(withdrawn_term()).docs) hidden.add(doc);
    hidden.add(index.missing_papers());
    shards = shard_report(index);
    scorer.emplace(index, snapshot->postings(), snapshot->forward());
  }

  [[nodiscard]] const Columns& columns() const { return snapshot->columns(); }

  Result<Paper> load(DocId doc) const { return load_paper(*snapshot, index, doc); }

  [[nodiscard]] std::vector<const FacetSpec*> facets_to_count(const SearchRequest& request) const {
    std::vector<const FacetSpec*> specs;
    if (request.no_facets) return specs;
    const std::vector<std::string>& site = snapshot->catalog().frame().site.facets;
    const std::vector<std::string>& names = request.facets.empty() ? site : request.facets;
    for (const std::string& name : names) {
      if (const FacetSpec* spec = find_facet(name)) specs.push_back(spec);
    }
    if (specs.empty()) {
      for (const FacetSpec& spec : kFacets) specs.push_back(&spec);
    }
    return specs;
  }

  std::vector<FacetCounts> count_facets(const SearchRequest& request, const FilteredDocs& docs) {
    constexpr std::size_t kFewFacets = 3;
    const std::vector<const FacetSpec*> specs = facets_to_count(request);
    const bool all = specs.size() > kFewFacets;
    if (all) tally.count(columns(), docs);
    std::vector<FacetCounts> facets;
    for (const FacetSpec* spec : specs) {
      const FacetColumn& column = columns().facet(spec->facet);
      if (!all) counts.count(column, docs, spec->facet);
      const CountedFacet counted = all ? tally.of(spec->facet, column) : counts.counted();
      facets.push_back(list_values(column, *spec, counted, request));
      add_hints(facets.back());
    }
    return facets;
  }

  void add_hints(FacetCounts& facet) const {
    for (FacetValue& value : facet.values) {
      if (facet.name == spec_of(Facet::Session).name) {
        const Session* session = snapshot->catalog().session(value.id);
        if (session != nullptr) value.hint = session_hint(*session);
      } else if (facet.name == spec_of(Facet::Institution).name) {
        const Institution* institution = snapshot->catalog().institution(value.id);
        if (institution != nullptr) value.hint = institution->ror;
      }
    }
  }

  // Former ids of people and institutions stand for the ones that replaced them.
  [[nodiscard]] SearchRequest with_current_ids(SearchRequest request) const {
    for (FacetFilter& filter : request.filters) {
      for (auto* ids : {&filter.any, &filter.all, &filter.excluded}) {
        for (std::string& id : *ids) id = snapshot->catalog().current_id(filter.facet, id);
        std::sort(ids->begin(), ids->end());
        ids->erase(std::unique(ids->begin(), ids->end()), ids->end());
      }
    }
    return request;
  }

  // What the filters leave of the papers that hold some of the words.
  [[nodiscard]] std::vector<DocId> rest_of(const SearchRequest& request,
                                           const Reading& reading) const {
    if (reading.rest.empty()) return {};
    std::vector<std::string> said_already;
    return apply_filters(columns(), request, reading.rest, said_already).hits;
  }

  static bool is_filtered(const Reading& reading, const FilteredDocs& docs,
                          const std::vector<DocId>& rest) {
    return docs.hits.size() + rest.size() < reading.matches.count() + reading.rest.count();
  }

  Result<ResultPage> search(const SearchRequest& asked) {
    const SearchRequest request = with_current_ids(asked);
    Reading reading = QueryReader(index, analyzer, *snapshot, hidden, parts).read(request);
    const FilteredDocs docs =
        apply_filters(columns(), request, reading.matches, reading.report.notices);
    ResultPage page;
    page.request = request;
    page.generation = snapshot->name();
    page.total = docs.hits.size();
    const std::vector<DocId> rest = rest_of(request, reading);
    page.partial_total = rest.size();
    if (page.total == 0 && !reading.matches.empty()) {
      reading.report.notices.push_back(
          fmt::format("Without the filters: {}.", papers_text(reading.matches.count())));
    }
    const QueryNode nothing;
    const bool shown = shows_matches(request);
    const ForwardIndex& forward = snapshot->forward();
    Highlighter all_words(shown ? reading.root : nothing, analyzer, &forward);
    Highlighter some_words(shown ? reading.partial_root : nothing, analyzer, &forward);
    const bool filtered = is_filtered(reading, docs, rest);
    const Ranker ranker(*snapshot, index, *scorer, parts);
    std::size_t rank = (request.page - 1) * request.per_page;
    for (const Ranked& ranked : ranker.page(request, reading, {docs.hits, rest, filtered})) {
      Result<Paper> paper = load(ranked.doc);
      if (!paper.ok()) return paper.error();
      const bool partial = reading.partial || ranked.partial;
      const HitBuilder builder(*snapshot, request, partial ? some_words : all_words);
      Hit hit = builder.build(ranked.doc, std::move(paper).value());
      hit.rank = ++rank;
      hit.score = ranked.score;
      hit.partial = partial;
      page.hits.push_back(std::move(hit));
    }
    if (request.explain && Ranker::is_by_relevance(request, reading)) {
      explain_scores(index, *scorer, reading, page.hits);
    }
    page.facets = count_facets(request, docs);
    page.query = std::move(reading.report);
    tell_missing(page);
    if (const std::string filters = filters_text(request); !filters.empty()) {
      page.query.parsed += (page.query.parsed.empty() ? "FILTER " : " FILTER ") + filters;
    }
    return page;
  }

  template <typename Page>
  void tell_missing(Page& page) const {
    page.shards = shards;
    if (shards.missing.empty()) return;
    page.query.notices.push_back(missing_text(shards, "searched"));
  }

  // Nobody knows whether it is in a part that is missing.
  template <typename View>
  Result<View> known(Result<View> view) const {
    if (view.ok() || shards.missing.empty() || view.error().code != ErrorCode::NotFound)
      return view;
    return Error{ErrorCode::Unavailable,
                 "this may be in a part of the index that is missing at the moment",
                 view.error().where, "try again"};
  }

  Result<PaperList> find_all(const SearchRequest& asked) {
    SearchRequest request = with_current_ids(asked);
    request.page = 1;
    request.per_page = std::numeric_limits<std::size_t>::max();
    Reading reading = QueryReader(index, analyzer, *snapshot, hidden, parts).read(request);
    const FilteredDocs docs =
        apply_filters(columns(), request, reading.matches, reading.report.notices);
    const std::vector<DocId> rest = rest_of(request, reading);
    const Ranker ranker(*snapshot, index, *scorer, parts);
    PaperList list{snapshot->name(), {}};
    list.docs.reserve(docs.hits.size() + rest.size());
    for (const Ranked& ranked :
         ranker.page(request, reading, {docs.hits, rest, is_filtered(reading, docs, rest)})) {
      list.docs.push_back(ranked.doc);
    }
    return list;
  }

  Result<FacetPage> facet_values(const FacetRequest& asked) {
    FacetRequest request = asked;
    request.context = with_current_ids(std::move(request.context));
    const FacetSpec* spec = find_facet(request.facet);
    if (spec == nullptr) return unknown_facet(request.facet);
    Reading reading = QueryReader(index, analyzer, *snapshot, hidden, parts).read(request.context);
    const FilteredDocs docs =
        apply_filters(columns(), request.context, reading.matches, reading.report.notices);
    const FacetColumn& column = columns().facet(spec->facet);
    counts.count(column, docs, spec->facet);

    SearchRequest whole = request.context;
    whole.facet_limit = std::numeric_limits<std::size_t>::max();
    FacetPage page;
    page.request = request;
    page.generation = snapshot->name();
    page.query = std::move(reading.report);
    tell_missing(page);
    page.facet = list_values(column, *spec, counts.counted(), whole);
    if (!request.prefix.empty()) keep_named(*spec, request.prefix, page.facet);

    const std::size_t size = page.facet.values.size();
    const std::size_t first = std::min((request.page - 1) * request.per_page, size);
    const std::size_t last = std::min(first + request.per_page, size);
    page.more = last < size;
    page.facet.truncated = page.more;
    auto& values = page.facet.values;
    values.erase(values.begin() + static_cast<std::ptrdiff_t>(last), values.end());
    values.erase(values.begin(), values.begin() + static_cast<std::ptrdiff_t>(first));
    add_hints(page.facet);
    return page;
  }

  Result<SuggestPage> suggest(SuggestRequest request) {
    request.context = with_current_ids(std::move(request.context));
    return Suggester({index, analyzer, *snapshot, hidden, parts}).suggest(request);
  }

  // Keeps the values whose names answer to the text: selected first, then by how well, then as they
  // stood.
  void keep_named(const FacetSpec& spec, std::string_view typed, FacetCounts& facet) const {
    std::unordered_map<std::string, ValueMatch> matches;
    for (ValueMatch& match : search_values(*snapshot, spec.facet, typed)) {
      const std::string_view id = columns().facet(spec.facet).id(match.value);
      matches.emplace(id, std::move(match));
    }
    std::erase_if(facet.values,
                  [&](const FacetValue& value) { return !matches.contains(value.id); });
    for (FacetValue& value : facet.values) value.alias = matches.at(value.id).alias;
    std::stable_sort(facet.values.begin(), facet.values.end(),
                     [&](const FacetValue& a, const FacetValue& b) {
                       return std::pair(!a.selected, matches.at(a.id).grade) <
                              std::pair(!b.selected, matches.at(b.id).grade);
                     });
    facet.missing.reset();
  }

  Result<ResultPage> list(const std::vector<std::string>& ids) {
    ResultPage page;
    page.generation = snapshot->name();
    Highlighter nothing(QueryNode(), analyzer, &snapshot->forward());
    const HitBuilder builder(*snapshot, page.request, nothing);
    ListedDocs listed = listed_docs(record_tools(), ids);
    page.query.notices = std::move(listed.notices);
    tell_missing(page);
    for (const DocId doc : listed.docs) {
      Result<Paper> paper = load(doc);
      if (!paper.ok()) return paper.error();
      page.hits.push_back(builder.build(doc, std::move(paper).value()));
      page.hits.back().rank = page.hits.size();
    }
    page.total = page.hits.size();
    return page;
  }

  Result<PaperView> paper(std::string_view id) {
    const DocId doc = doc_of(record_tools(), id);
    Result<PaperView> view = shown_paper(record_tools(), id, doc);
    if (!view.ok()) return view;
    view->shards = shards;
    set_neighbours(*view, doc);
    view->related = similar_papers({index, *snapshot, analyzer, *scorer, hidden}, doc, view->paper);
    return view;
  }

  [[nodiscard]] RecordTools record_tools() const { return {index, *snapshot, hidden}; }

  // The papers before and after it in its first session.
  void set_neighbours(PaperView& view, DocId doc) const {
    if (view.sessions.empty()) return;
    const std::vector<DocId> order = papers_in_session(record_tools(), view.sessions.front().id);
    const auto at = std::find(order.begin(), order.end(), doc);
    if (at == order.end()) return;
    const auto named = [this](DocId other) -> std::optional<std::pair<std::string, std::string>> {
      Result<Paper> paper = load(other);
      if (!paper.ok()) return std::nullopt;
      return std::pair(std::move(paper->id), std::move(paper->title));
    };
    if (at != order.begin()) view.previous = named(*std::prev(at));
    if (std::next(at) != order.end()) view.next = named(*std::next(at));
  }
};

Searcher::Searcher(std::unique_ptr<Impl> impl) : impl_(std::move(impl)) {}
Searcher::~Searcher() = default;

Result<std::unique_ptr<Searcher>> Searcher::open(std::shared_ptr<const Snapshot> snapshot,
                                                 const RankingParts& parts) {
  return guard_xapian([&]() -> Result<std::unique_ptr<Searcher>> {
    return over(snapshot, open_local_shards(*snapshot), parts);
  });
}

std::unique_ptr<Searcher> Searcher::over(std::shared_ptr<const Snapshot> snapshot,
                                         const OpenShards& shards, const RankingParts& parts) {
  return std::unique_ptr<Searcher>(
      new Searcher(std::make_unique<Impl>(std::move(snapshot), shards, parts)));
}

Result<ResultPage> Searcher::search(const SearchRequest& request) {
  return guard_xapian([&] { return impl_->search(request); });
}

Result<FacetPage> Searcher::facet_values(const FacetRequest& request) {
  return guard_xapian([&] { return impl_->facet_values(request); });
}

Result<SuggestPage> Searcher::suggest(const SuggestRequest& request) {
  return guard_xapian([&] { return impl_->suggest(request); });
}

Result<ResultPage> Searcher::list(const std::vector<std::string>& ids) {
  return guard_xapian([&] { return impl_->list(ids); });
}

Result<PaperView> Searcher::paper(std::string_view id) {
  return guard_xapian([&] { return impl_->known(impl_->paper(id)); });
}

Result<std::vector<PaperStamp>> Searcher::paper_stamps(DocId first, std::size_t count) {
  return guard_xapian([&] { return paperfind::paper_stamps(impl_->record_tools(), first, count); });
}

Result<PaperView> Searcher::paper_record(std::string_view id) {
  return guard_xapian([&] {
    const RecordTools tools = impl_->record_tools();
    return impl_->known(shown_paper(tools, id, doc_of(tools, id)));
  });
}

Result<SessionView> Searcher::session(std::string_view id) {
  return guard_xapian([&] { return session_view(impl_->record_tools(), id); });
}

Result<PersonView> Searcher::person(std::string_view id) {
  return guard_xapian([&] { return person_view(impl_->record_tools(), id); });
}

Result<InstitutionView> Searcher::institution(std::string_view id) {
  return guard_xapian([&] { return institution_view(impl_->record_tools(), id); });
}

Result<EventView> Searcher::event(std::string_view id) {
  return guard_xapian([&] { return event_view(impl_->record_tools(), id); });
}

Result<ScheduleView> Searcher::schedule(const ScheduleRequest& request) {
  return schedule_view(*impl_->snapshot, request);
}

Result<PaperList> Searcher::find_all(const SearchRequest& request) {
  return guard_xapian([&] { return impl_->find_all(request); });
}

Result<PaperList> Searcher::find_listed(const std::vector<std::string>& ids) {
  return guard_xapian([&]() -> Result<PaperList> {
    return PaperList{impl_->snapshot->name(), listed_docs(impl_->record_tools(), ids).docs};
  });
}

Result<PaperList> Searcher::find_in_session(const std::string& id) {
  return guard_xapian([&]() -> Result<PaperList> {
    return PaperList{impl_->snapshot->name(), papers_in_session(impl_->record_tools(), id)};
  });
}

Result<PaperList> Searcher::find_with(Facet facet, std::string_view id) {
  return guard_xapian([&]() -> Result<PaperList> {
    return PaperList{impl_->snapshot->name(), papers_with(impl_->record_tools(), facet, id)};
  });
}

Result<std::vector<PaperView>> Searcher::papers(std::span<const std::uint32_t> docs) {
  return guard_xapian([&] { return paper_views(impl_->record_tools(), docs); });
}

std::vector<std::string> Searcher::lookup_value(std::string_view facet,
                                                std::string_view text) const {
  const FacetSpec* spec = find_facet(facet);
  return spec == nullptr ? std::vector<std::string>()
                         : values_named(*impl_->snapshot, spec->facet, text);
}

const Snapshot& Searcher::snapshot() const { return *impl_->snapshot; }

const ShardReport& Searcher::shards() const { return impl_->shards; }

Status Searcher::keep_alive() {
  return guard_xapian([&]() -> Status {
    impl_->index.keep_alive();
    return {};
  });
}

}  // namespace paperfind
