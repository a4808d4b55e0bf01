#include "searchd/http/answer.h"

#include <fmt/format.h>

#include <chrono>
#include <optional>
#include <utility>

#include "engine/base/sha256.h"
#include "engine/store/shard_hosts.h"
#include "searchd/api/problems.h"
#include "searchd/http/gzip.h"
#include "searchd/pages/error_page.h"

namespace paperfind {
namespace {

constexpr std::string_view kRetryAfterSeconds = "2";

// Pages hold addresses of the site, which begin with the host that was asked where site.json does
// not say better.
std::string_view host_in_answer(const Call& call, const Snapshot& snapshot) {
  const bool differs =
      call.route.surface == Surface::Page && snapshot.catalog().frame().site.base_url.empty();
  return differs ? std::string_view(call.request.host) : std::string_view();
}

// Everything that makes two answers differ.
std::string etag_of(const Call& call, const Context& context, const Snapshot& snapshot,
                    const std::string& canonical) {
  const char separator = '\n';
  std::string key = snapshot.name() + separator + context.build.id + separator;
  key += context.templates.fingerprint() + separator;
  key += call.request.accepts_gzip ? "gzip" : "identity";
  key += separator + std::string(call.route.pattern) + separator + canonical;
  key += separator;
  key += host_in_answer(call, snapshot);
  return '"' + sha256_hex(key).substr(0, 24) + '"';
}

template <typename Call>
auto timed(double& milliseconds, const Call& call) {
  const auto begin = std::chrono::steady_clock::now();
  auto result = call();
  milliseconds +=
      std::chrono::duration<double, std::milli>(std::chrono::steady_clock::now() - begin).count();
  return result;
}

// `lost`: set where the server of a shard failed.
HttpResponse produced_by(const Produce& produce, SearcherPool::Lease& lease, const Call& call,
                         const Context& context, std::optional<Error>& lost) {
  TimedSearcher timed_searcher(lease);
  Result<HttpResponse> produced = produce(timed_searcher);
  if (!produced.ok() && is_shard_failure(produced.error())) lost = produced.error();
  HttpResponse response =
      produced.ok() ? std::move(produced.value()) : error_response(call, context, produced.error());
  response.engine_ms = timed_searcher.milliseconds();
  return response;
}

std::size_t bytes_of(const HttpResponse& response) {
  std::size_t bytes = sizeof response + response.body.capacity();
  for (const auto& [name, value] : response.headers) bytes += name.size() + value.size() + 64;
  return bytes;
}

// An ETag names the bytes of an answer, so the answer may be kept under it.
HttpResponse cached_or(const Context& context, const std::string& etag,
                       const std::function<HttpResponse()>& produce) {
  if (const std::shared_ptr<const HttpResponse> kept = context.answers.find(etag)) {
    HttpResponse response = *kept;
    response.engine_ms = 0;
    response.headers.emplace_back("Server-Timing", "cache;desc=\"hit\"");
    return response;
  }
  HttpResponse response = produce();
  if (response.status == 200 && !response.blocks) {
    auto kept = std::make_shared<const HttpResponse>(response);
    const std::size_t bytes = bytes_of(*kept);
    context.answers.keep(etag, std::move(kept), bytes);
  }
  response.headers.emplace_back("Server-Timing",
                                fmt::format("engine;dur={:.3f}", response.engine_ms));
  return response;
}

}  // namespace

Result<ResultPage> TimedSearcher::search(const SearchRequest& request) {
  return timed(milliseconds_, [&] { return searcher_.search(request); });
}

Result<FacetPage> TimedSearcher::facet_values(const FacetRequest& request) {
  return timed(milliseconds_, [&] { return searcher_.facet_values(request); });
}

Result<SuggestPage> TimedSearcher::suggest(const SuggestRequest& request) {
  return timed(milliseconds_, [&] { return searcher_.suggest(request); });
}

Result<ResultPage> TimedSearcher::list(const std::vector<std::string>& ids) {
  return timed(milliseconds_, [&] { return searcher_.list(ids); });
}

Result<PaperView> TimedSearcher::paper(std::string_view id) {
  return timed(milliseconds_, [&] { return searcher_.paper(id); });
}

Result<PaperView> TimedSearcher::paper_record(std::string_view id) {
  return timed(milliseconds_, [&] { return searcher_.paper_record(id); });
}

Result<SessionView> TimedSearcher::session(std::string_view id) {
  return timed(milliseconds_, [&] { return searcher_.session(id); });
}

Result<PersonView> TimedSearcher::person(std::string_view id) {
  return timed(milliseconds_, [&] { return searcher_.person(id); });
}

Result<InstitutionView> TimedSearcher::institution(std::string_view id) {
  return timed(milliseconds_, [&] { return searcher_.institution(id); });
}

Result<EventView> TimedSearcher::event(std::string_view id) {
  return timed(milliseconds_, [&] { return searcher_.event(id); });
}

Result<ScheduleView> TimedSearcher::schedule(const ScheduleRequest& request) {
  return timed(milliseconds_, [&] { return searcher_.schedule(request); });
}

Result<PaperList> TimedSearcher::find_all(const SearchRequest& request) {
  return timed(milliseconds_, [&] { return searcher_.find_all(request); });
}

Result<PaperList> TimedSearcher::find_listed(const std::vector<std::string>& ids) {
  return timed(milliseconds_, [&] { return searcher_.find_listed(ids); });
}

Result<PaperList> TimedSearcher::find_in_session(const std::string& id) {
  return timed(milliseconds_, [&] { return searcher_.find_in_session(id); });
}

Result<PaperList> TimedSearcher::find_with(Facet facet, std::string_view id) {
  return timed(milliseconds_, [&] { return searcher_.find_with(facet, id); });
}

Result<std::vector<PaperStamp>> TimedSearcher::paper_stamps(DocId first, std::size_t count) {
  return timed(milliseconds_, [&] { return searcher_.paper_stamps(first, count); });
}

HttpResponse json_response(std::string body) {
  HttpResponse response;
  response.content_type = "application/json";
  response.body = std::move(body);
  return response;
}

HttpResponse page_response(std::string body) {
  HttpResponse response;
  response.content_type = "text/html; charset=utf-8";
  response.body = std::move(body);
  return response;
}

HttpResponse text_response(int status, std::string body) {
  HttpResponse response;
  response.status = status;
  response.content_type = "text/plain; charset=utf-8";
  response.body = std::move(body);
  return response;
}

HttpResponse redirect_response(const std::string& location) {
  HttpResponse response = text_response(301, "Moved to " + location + "\n");
  response.headers.emplace_back("Location", location);
  return response;
}

HttpResponse problem_response(Surface surface, Problem problem, const HttpRequest& request,
                              const Context& context) {
  problem.request_id = request.request_id;
  if (surface == Surface::Machine) problem.instance = request.target;
  HttpResponse response;
  if (surface == Surface::Machine) {
    response = json_response(problem_json(problem));
    response.content_type = "application/problem+json";
  } else {
    const std::shared_ptr<const Snapshot> snapshot = context.pool.snapshot();
    response = page_response(
        error_page_html(context.templates, site_for(context, snapshot.get(), request), problem));
  }
  response.status = problem.status;
  response.problem = find_problem_kind(problem.kind)->name;
  if (problem.status == 503 || problem.status == 429)
    response.headers.emplace_back("Retry-After", kRetryAfterSeconds);
  if (problem.status == 405) response.headers.emplace_back("Allow", "GET, HEAD");
  return response;
}

HttpResponse error_response(const Call& call, const Context& context, const Error& error) {
  HttpResponse response =
      problem_response(call.route.surface, problem_from(error), call.request, context);
  if (response.status >= 500) response.failure = error.to_string();
  return response;
}

HttpResponse answer_from_index(const Call& call, const Context& context,
                               const std::string& canonical, const Produce& produce) {
  return answer_from_index(
      call, context, [&](const Snapshot&) { return canonical; }, produce);
}

namespace {

// Answers without a shard are others than those with it.
std::string etag_over(const Call& call, const Context& context, const Searcher& searcher,
                      std::string canonical) {
  for (const std::string& name : searcher.shards().missing) canonical += "\nwithout " + name;
  return etag_of(call, context, searcher.snapshot(), canonical);
}

HttpResponse answer_with(SearcherPool::Lease& lease, const Call& call, const Context& context,
                         const Canonical& canonical, const Produce& produce,
                         std::optional<Error>& lost) {
  const std::string generation = lease->snapshot().name();
  const std::string etag = etag_over(call, context, *lease, canonical(lease->snapshot()));
  HttpResponse response;
  if (etag_matches(call.request.if_none_match, etag)) {
    response.status = 304;
  } else {
    response = cached_or(context, etag, [&] {
      HttpResponse produced = produced_by(produce, lease, call, context, lost);
      compress_for(call.request, produced);
      return produced;
    });
  }
  if (response.status == 200 || response.status == 304) response.headers.emplace_back("ETag", etag);
  response.headers.emplace_back("X-Generation", generation);
  response.generation = generation;
  return response;
}

}  // namespace

HttpResponse answer_from_index(const Call& call, const Context& context, const Canonical& canonical,
                               const Produce& produce) {
  constexpr int kAttempts = 3;  // two servers may fail one after the other
  for (int attempt = 1;; ++attempt) {
    Result<SearcherPool::Lease> lease = context.pool.checkout();
    if (!lease.ok()) return error_response(call, context, lease.error());
    std::optional<Error> lost;
    HttpResponse response = answer_with(*lease, call, context, canonical, produce, lost);
    if (!lost || attempt == kAttempts) return response;
    context.pool.recover(std::move(*lease), *lost);
  }
}

bool etag_matches(std::string_view if_none_match, std::string_view etag) {
  while (!if_none_match.empty()) {
    const std::size_t comma = if_none_match.find(',');
    std::string_view one = if_none_match.substr(0, comma);
    while (!one.empty() && one.front() == ' ') one.remove_prefix(1);
    while (!one.empty() && one.back() == ' ') one.remove_suffix(1);
    if (one.starts_with("W/")) one.remove_prefix(2);
    if (one == "*" || one == etag) return true;
    if (comma == std::string_view::npos) break;
    if_none_match.remove_prefix(comma + 1);
  }
  return false;
}

}  // namespace paperfind
