// The front door of the engine: a request in, a result page out, over one generation for life.
#pragma once

#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "engine/base/result.h"
#include "engine/query/ranking_parts.h"
#include "engine/search/record_views.h"
#include "engine/search/result_page.h"
#include "engine/search/search_request.h"
#include "engine/search/suggest_page.h"
#include "engine/store/snapshot.h"

namespace paperfind {

// Holds its own Xapian database and analyzer: one per thread. The snapshot is shared.
class Searcher {
 public:
  static Result<std::unique_ptr<Searcher>> open(std::shared_ptr<const Snapshot> snapshot,
                                                const RankingParts& parts = {});
  // Over these shards; what is in missing ones is in no answer, and answers say so. Throws
  // Xapian::Error.
  static std::unique_ptr<Searcher> over(std::shared_ptr<const Snapshot> snapshot,
                                        const OpenShards& shards, const RankingParts& parts = {});
  ~Searcher();
  Searcher(const Searcher&) = delete;
  Searcher& operator=(const Searcher&) = delete;

  // Fails only when the index does (Io, InvalidData, Unavailable), never for what the user typed.
  Result<ResultPage> search(const SearchRequest& request);
  // NotFound for an unknown facet, with the nearest name as hint.
  Result<FacetPage> facet_values(const FacetRequest& request);
  // What the typed text may become. Fails as search() does.
  Result<SuggestPage> suggest(const SuggestRequest& request);
  // The papers of these ids or former ids as hits, in that order, each once, nothing marked. Which
  // there are none of is in the notices.
  Result<ResultPage> list(const std::vector<std::string>& ids);
  // By id or former id (then the paper's own id differs from `id`: the caller redirects). NotFound;
  // Gone when withdrawn.
  Result<PaperView> paper(std::string_view id);
  // The same without neighbours and similar papers, which take most of its time.
  Result<PaperView> paper_record(std::string_view id);

  // NotFound for an unknown id.
  Result<SessionView> session(std::string_view id);
  // By id or former id, as paper() does. NotFound.
  Result<PersonView> person(std::string_view id);
  Result<InstitutionView> institution(std::string_view id);
  Result<EventView> event(std::string_view id);
  // NotFound; InvalidInput for an unknown zone.
  Result<ScheduleView> schedule(const ScheduleRequest& request);
  // All papers that search() would page through, and those after them: no limit of pages counts.
  // Fails as search() does.
  Result<PaperList> find_all(const SearchRequest& request);
  // The papers that list() shows, those of a session in its order, and those of a person or an
  // institution, newest first: of a page of theirs all, however many it lists.
  Result<PaperList> find_listed(const std::vector<std::string>& ids);
  Result<PaperList> find_in_session(const std::string& id);
  Result<PaperList> find_with(Facet facet, std::string_view id);
  // Some papers of such a list, in their order, without neighbours and similar papers.
  Result<std::vector<PaperView>> papers(std::span<const std::uint32_t> docs);

  // Of at most `count` papers from the document numbered `first` on (from 1), withdrawn ones aside.
  Result<std::vector<PaperStamp>> paper_stamps(DocId first, std::size_t count);

  // Ids of facet values that `text` names: an id, a label, an alias or an acronym, folded. Sorted.
  [[nodiscard]] std::vector<std::string> lookup_value(std::string_view facet,
                                                      std::string_view text) const;

  [[nodiscard]] const Snapshot& snapshot() const;
  // None is missing while it lives, or the same.
  [[nodiscard]] const ShardReport& shards() const;
  // Lets servers of shards know that it will ask again. Fails as search() does.
  Status keep_alive();

 private:
  struct Impl;
  explicit Searcher(std::unique_ptr<Impl> impl);
  std::unique_ptr<Impl> impl_;
};

}  // namespace paperfind
