// How answers are made: bodies, cache validators, problems.
#pragma once

#include <cstddef>
#include <functional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "engine/base/result.h"
#include "engine/render/json.h"
#include "engine/search/searcher.h"
#include "searchd/http/context.h"
#include "searchd/http/message.h"
#include "searchd/http/router.h"

namespace paperfind {

HttpResponse json_response(std::string body);
HttpResponse page_response(std::string body);
HttpResponse text_response(int status, std::string body);
HttpResponse redirect_response(const std::string& location);

// A problem document or an error page, as `surface` has it.
HttpResponse problem_response(Surface surface, Problem problem, const HttpRequest& request,
                              const Context& context);
HttpResponse error_response(const Call& call, const Context& context, const Error& error);

// A searcher that keeps the time spent in it: what Server-Timing tells, without the rendering
// around it.
class TimedSearcher {
 public:
  explicit TimedSearcher(SearcherPool::Lease& lease) : lease_(lease), searcher_(*lease) {}
  Result<ResultPage> search(const SearchRequest& request);
  Result<FacetPage> facet_values(const FacetRequest& request);
  Result<SuggestPage> suggest(const SuggestRequest& request);
  Result<ResultPage> list(const std::vector<std::string>& ids);
  Result<PaperView> paper(std::string_view id);
  Result<PaperView> paper_record(std::string_view id);
  Result<SessionView> session(std::string_view id);
  Result<PersonView> person(std::string_view id);
  Result<InstitutionView> institution(std::string_view id);
  Result<EventView> event(std::string_view id);
  Result<ScheduleView> schedule(const ScheduleRequest& request);
  Result<PaperList> find_all(const SearchRequest& request);
  Result<PaperList> find_listed(const std::vector<std::string>& ids);
  Result<PaperList> find_in_session(const std::string& id);
  Result<PaperList> find_with(Facet facet, std::string_view id);
  Result<std::vector<PaperStamp>> paper_stamps(DocId first, std::size_t count);
  // For an answer that goes on after this; from then on only it may ask.
  [[nodiscard]] SearcherPool::Lease take_lease() { return std::move(lease_); }
  [[nodiscard]] const Snapshot& snapshot() const { return searcher_.snapshot(); }
  [[nodiscard]] double milliseconds() const { return milliseconds_; }

 private:
  SearcherPool::Lease& lease_;
  Searcher& searcher_;
  double milliseconds_ = 0;
};

// Answers from the index: lends a searcher to `produce` and sets the ETag. `canonical`
// is the request in its one form: equal ones share an ETag, and a client that already has the
// answer gets 304 without any search.
using Produce = std::function<Result<HttpResponse>(TimedSearcher&)>;
HttpResponse answer_from_index(const Call& call, const Context& context,
                               const std::string& canonical, const Produce& produce);
// The same where the answer depends on more of the snapshot than its name.
using Canonical = std::function<std::string(const Snapshot&)>;
HttpResponse answer_from_index(const Call& call, const Context& context, const Canonical& canonical,
                               const Produce& produce);

// True when an If-None-Match header names `etag` ("*", a list, weak ones too).
bool etag_matches(std::string_view if_none_match, std::string_view etag);

}  // namespace paperfind
