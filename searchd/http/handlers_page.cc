#include <algorithm>
#include <string>
#include <utility>
#include <vector>

#include "engine/render/embed_lines.h"
#include "engine/render/links.h"
#include "engine/search/request_params.h"
#include "searchd/api/problems.h"
#include "searchd/http/answer.h"
#include "searchd/http/handlers.h"
#include "searchd/http/page_params.h"
#include "searchd/pages/error_page.h"
#include "searchd/pages/facet_page.h"
#include "searchd/pages/help_page.h"
#include "searchd/pages/list_page.h"
#include "searchd/pages/paper_page.h"
#include "searchd/pages/search_page.h"
#include "searchd/pages/zero_help.h"

namespace paperfind {
namespace {

Counter counter_on(TimedSearcher& searcher) {
  return [&searcher](const SearchRequest& request) -> std::size_t {
    const Result<ResultPage> page = searcher.search(request);
    return page.ok() ? page->total : 0;
  };
}

HttpResponse search_page(const Call& call, const Context& context, TimedSearcher& searcher,
                         const ResultPage& page) {
  const Catalog& catalog = searcher.snapshot().catalog();
  ZeroHelp help;
  if (page.total + page.partial_total == 0) help = zero_help(page, catalog, counter_on(searcher));
  const Site site = site_for(context, &searcher.snapshot(), call.request);
  return page_response(search_page_html(context.templates, site, catalog, page, help));
}

}  // namespace

HttpResponse get_search_page(const Call& call, const Context& context) {
  const auto request = search_request_from(call.params, UnknownParams::Ignore);
  if (!request.ok()) return error_response(call, context, request.error());
  return answer_from_index(call, context, link_to("", *request),
                           [&](TimedSearcher& searcher) -> Result<HttpResponse> {
                             const Result<ResultPage> page = searcher.search(*request);
                             if (!page.ok()) return page.error();
                             return search_page(call, context, searcher, *page);
                           });
}

HttpResponse get_paper_page(const Call& call, const Context& context) {
  const std::string& id = call.values.front();
  return answer_from_index(call, context, id, [&](TimedSearcher& searcher) -> Result<HttpResponse> {
    const Result<PaperView> paper = searcher.paper(id);
    if (!paper.ok()) return paper.error();
    if (paper->paper.id != id) return redirect_response(paper_path(paper->paper.id));
    const Snapshot& snapshot = searcher.snapshot();
    return page_response(paper_page_html(
        context.templates, site_for(context, &snapshot, call.request), snapshot.catalog(), *paper));
  });
}

HttpResponse get_facet_page(const Call& call, const Context& context) {
  const auto request = facet_request_from(call.values.front(), call.params, UnknownParams::Ignore);
  if (!request.ok()) return error_response(call, context, request.error());
  const std::string canonical = encode_query(call.params) + "\n" + call.values.front();
  return answer_from_index(
      call, context, canonical, [&](TimedSearcher& searcher) -> Result<HttpResponse> {
        const Result<FacetPage> page = searcher.facet_values(*request);
        if (!page.ok()) return page.error();
        const Site site = site_for(context, &searcher.snapshot(), call.request);
        return page_response(facet_page_html(context.templates, site, *page));
      });
}

HttpResponse get_list_page(const Call& call, const Context& context) {
  const std::vector<std::string> ids = listed_ids(call.params);
  const std::string path = list_path(ids);
  return answer_from_index(
      call, context, path, [&](TimedSearcher& searcher) -> Result<HttpResponse> {
        const Result<ResultPage> page = searcher.list(ids);
        if (!page.ok()) return page.error();
        const Site site = site_for(context, &searcher.snapshot(), call.request);
        return page_response(list_page_html(context.templates, site, *page, path));
      });
}

HttpResponse get_demo_page(const Call& call, const Context& context) {
  const std::shared_ptr<const Snapshot> snapshot = context.pool.snapshot();
  const Asset* script = context.assets.find(kEmbedScript);
  if (script == nullptr) return error_response(call, context, {ErrorCode::Internal, "no script"});
  return page_response(demo_page_html(context.templates,
                                      site_for(context, snapshot.get(), call.request),
                                      embedded_script(script->bytes)));
}

HttpResponse get_help_page(const Call& call, const Context& context) {
  const std::shared_ptr<const Snapshot> snapshot = context.pool.snapshot();
  return page_response(
      help_page_html(context.templates, site_for(context, snapshot.get(), call.request)));
}

HttpResponse get_problem_page(const Call& call, const Context& context) {
  const ProblemKind* kind = find_problem_kind(call.values.front());
  if (kind == nullptr) {
    return error_response(call, context,
                          {ErrorCode::NotFound, "There is no such kind of problem."});
  }
  Problem problem = problem_of(kind->name);
  problem.detail = kind->about;
  const std::shared_ptr<const Snapshot> snapshot = context.pool.snapshot();
  return page_response(problem_page_html(context.templates,
                                         site_for(context, snapshot.get(), call.request), problem));
}

}  // namespace paperfind
