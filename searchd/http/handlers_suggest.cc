#include <string>

#include "engine/render/json.h"
#include "engine/search/request_params.h"
#include "searchd/http/answer.h"
#include "searchd/http/handlers.h"
#include "searchd/pages/opensearch.h"

namespace paperfind {
HttpResponse get_api_suggest(const Call& call, const Context& context) {
  const auto request = suggest_request_from(call.params, UnknownParams::Reject);
  if (!request.ok()) return error_response(call, context, request.error());
  return answer_from_index(call, context, encode_query(params_of(*request)),
                           [&](TimedSearcher& searcher) -> Result<HttpResponse> {
                             const Result<SuggestPage> page = searcher.suggest(*request);
                             if (!page.ok()) return page.error();
                             return json_response(suggest_json(*page));
                           });
}

HttpResponse get_opensearch_suggest(const Call& call, const Context& context) {
  const auto request = suggest_request_from(call.params, UnknownParams::Reject);
  if (!request.ok()) return error_response(call, context, request.error());
  const std::string canonical = encode_query(params_of(*request)) + "\n" + call.request.host;
  return answer_from_index(
      call, context, canonical, [&](TimedSearcher& searcher) -> Result<HttpResponse> {
        const Result<SuggestPage> page = searcher.suggest(*request);
        if (!page.ok()) return page.error();
        const Site site = site_for(context, &searcher.snapshot(), call.request);
        HttpResponse response = json_response(opensearch_suggestions_json(*page, site.address));
        response.content_type = "application/x-suggestions+json";
        return response;
      });
}

HttpResponse get_opensearch_description(const Call& call, const Context& context) {
  return answer_from_index(
      call, context, call.request.host, [&](TimedSearcher& searcher) -> Result<HttpResponse> {
        const Site site = site_for(context, &searcher.snapshot(), call.request);
        HttpResponse response = page_response(opensearch_xml(site));
        response.content_type = "application/opensearchdescription+xml";
        return response;
      });
}

}  // namespace paperfind
