#include <string>

#include "engine/render/json.h"
#include "engine/render/links.h"
#include "engine/search/request_params.h"
#include "searchd/http/answer.h"
#include "searchd/http/handlers.h"

namespace paperfind {
namespace {

void add_link(std::string& links, const std::optional<SearchRequest>& request,
              std::string_view relation) {
  if (!request) return;
  if (!links.empty()) links += ", ";
  links += "<" + link_to("/api/v1/search", *request) + ">; rel=\"" + std::string(relation) + "\"";
}

HttpResponse search_response(const ResultPage& page) {
  HttpResponse response = json_response(search_json(page));
  std::string links;
  add_link(links, next_page(page), "next");
  add_link(links, previous_page(page), "prev");
  if (!links.empty()) response.headers.emplace_back("Link", links);
  return response;
}

// Which parameters a facet's list depends on, in one form.
std::string canonical_of(const FacetRequest& request) {
  return link_to(request.facet, request.context) + "\n" + request.prefix + "\n" +
         std::to_string(request.page) + "\n" + std::to_string(request.per_page);
}

}  // namespace

HttpResponse get_api_search(const Call& call, const Context& context) {
  const auto request = search_request_from(call.params, UnknownParams::Reject);
  if (!request.ok()) return error_response(call, context, request.error());
  return answer_from_index(call, context, link_to("", *request),
                           [&](TimedSearcher& searcher) -> Result<HttpResponse> {
                             const Result<ResultPage> page = searcher.search(*request);
                             if (!page.ok()) return page.error();
                             return search_response(*page);
                           });
}

HttpResponse get_api_paper(const Call& call, const Context& context) {
  const std::string& id = call.values.front();
  return answer_from_index(call, context, id, [&](TimedSearcher& searcher) -> Result<HttpResponse> {
    const Result<PaperView> paper = searcher.paper(id);
    if (!paper.ok()) return paper.error();
    if (paper->paper.id != id) return redirect_response("/api/v1" + paper_path(paper->paper.id));
    return json_response(paper_json(*paper));
  });
}

HttpResponse get_api_facets(const Call& call, const Context& context) {
  auto request = search_request_from(call.params, UnknownParams::Reject);
  if (!request.ok()) return error_response(call, context, request.error());
  request->facet_limit = 1;
  request->per_page = 1;
  request->snippet_words = 0;
  return answer_from_index(call, context, link_to("", *request),
                           [&](TimedSearcher& searcher) -> Result<HttpResponse> {
                             const Result<ResultPage> page = searcher.search(*request);
                             if (!page.ok()) return page.error();
                             return json_response(facet_list_json(*page));
                           });
}

HttpResponse get_api_facet(const Call& call, const Context& context) {
  const auto request = facet_request_from(call.values.front(), call.params, UnknownParams::Reject);
  if (!request.ok()) return error_response(call, context, request.error());
  return answer_from_index(call, context, canonical_of(*request),
                           [&](TimedSearcher& searcher) -> Result<HttpResponse> {
                             const Result<FacetPage> page = searcher.facet_values(*request);
                             if (!page.ok()) return page.error();
                             return json_response(facet_json(*page));
                           });
}

}  // namespace paperfind
