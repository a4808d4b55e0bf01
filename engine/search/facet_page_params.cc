#include <utility>

#include "engine/search/own_params.h"
#include "engine/search/read_param.h"
#include "engine/search/request_params.h"
#include "engine/search/search_params.h"

namespace paperfind {
namespace {

using Own = OwnParam<FacetRequest>;

Status read_order(const ParamSpec& spec, const std::string& value, FacetRequest& request) {
  int chosen = 0;
  Status read = read_choice(spec, spec.name, value, chosen);
  if (read.ok()) request.context.facet_order[request.facet] = static_cast<FacetOrder>(chosen);
  return read;
}

const Own kOwnParams[] = {
    {{.name = "prefix",
      .kind = ParamKind::Text,
      .about = "what was typed to find a value; accents and case do not matter",
      .example = "a",
      .most = kMaxQueryBytes},
     [](const ParamSpec& spec, const std::string& value, FacetRequest& request) {
       return read_text(spec, value, request.prefix);
     }},
    {{.name = "page",
      .kind = ParamKind::Number,
      .about = "which page of the values",
      .initial = "1",
      .example = "1",
      .least = 1,
      .most = kMaxWindow},
     [](const ParamSpec& spec, const std::string& value, FacetRequest& request) {
       return read_number(spec, value, request.page);
     }},
    {{.name = "per_page",
      .kind = ParamKind::Number,
      .about = "values a page",
      .initial = "100",
      .example = "10",
      .least = 1,
      .most = kMaxFacetLimit},
     [](const ParamSpec& spec, const std::string& value, FacetRequest& request) {
       return read_number(spec, value, request.per_page);
     }},
    {{.name = "order",
      .kind = ParamKind::Choice,
      .about = "order of the values, else the facet's own",
      .example = "label",
      .choices = facet_order_param().choices},
     read_order},
};

}  // namespace

Result<FacetRequest> facet_request_from(std::string_view facet, const Params& params,
                                        UnknownParams unknown) {
  FacetRequest request;
  request.facet = facet;
  const Result<Params> context = read_own<FacetRequest>(kOwnParams, params, unknown, request);
  if (!context.ok()) return context.error();
  Result<SearchRequest> searched = search_request_from(*context, unknown);
  if (!searched.ok()) return searched.error();
  auto order = std::move(request.context.facet_order);
  request.context = std::move(searched).value();
  request.context.facet_order.merge(order);
  return request;
}

std::vector<ParamSpec> facet_param_specs() { return specs_of<FacetRequest>(kOwnParams); }

}  // namespace paperfind
