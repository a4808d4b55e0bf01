#include <utility>

#include "engine/base/nlohmann_json.h"
#include "engine/render/html_escape.h"
#include "engine/render/json.h"
#include "engine/render/json_parts.h"
#include "engine/render/value_match.h"
#include "engine/search/request_params.h"

namespace paperfind {
namespace {

using json_parts::Json;

std::string facet_path(const std::string& name) { return "/api/v1/facets/" + name; }

Json context_json(const QueryReport& query, const SearchRequest& request) {
  return {{"q", query.raw}, {"filters", json_parts::filters_json(query.filters, request)}};
}

Json value_json(const FacetValue& value, const std::string& prefix) {
  Json out = {{"id", value.id},
              {"label", value.label},
              {"label_html", mark_html(mark_prefix(value.label, prefix))},
              {"matched_alias", json_parts::text_or_null(value.alias)},
              {"count", value.count},
              {"selected", value.selected}};
  if (!value.hint.empty()) out["hint"] = value.hint;
  return out;
}

// The canonical parameters of the context, then the facet's own that differ from their defaults.
Json next_link(const FacetPage& page) {
  if (!page.more) return {};
  const FacetRequest defaults;
  Params params = params_of(page.request.context);
  std::erase_if(params, [](const auto& p) { return p.first == "page" || p.first == "per_page"; });
  if (!page.request.prefix.empty()) params.emplace_back("prefix", page.request.prefix);
  params.emplace_back("page", std::to_string(page.request.page + 1));
  if (page.request.per_page != defaults.per_page) {
    params.emplace_back("per_page", std::to_string(page.request.per_page));
  }
  return facet_path(page.facet.name) + "?" + encode_query(params);
}

}  // namespace

std::string facet_list_json(const ResultPage& page) {
  Json facets = Json::array();
  for (const FacetCounts& facet : page.facets) {
    facets.push_back({{"name", facet.name},
                      {"label", facet.label},
                      {"order", json_parts::order_name(facet.order)},
                      {"distinct", facet.distinct},
                      {"missing", facet.missing ? facet.missing->count : 0},
                      {"url", facet_path(facet.name)}});
  }
  Json list = {{"context", context_json(page.query, page.request)},
               {"generation", page.generation},
               {"total", page.total},
               {"facets", std::move(facets)}};
  if (!page.shards.missing.empty()) list["shards"] = json_parts::shards_json(page.shards);
  return json_parts::dump(list);
}

std::string facet_json(const FacetPage& page) {
  Json values = Json::array();
  for (const FacetValue& value : page.facet.values) {
    values.push_back(value_json(value, page.request.prefix));
  }
  Json facet = {{"facet", page.facet.name},
                {"label", page.facet.label},
                {"context", context_json(page.query, page.request.context)},
                {"generation", page.generation},
                {"order", json_parts::order_name(page.facet.order)},
                {"distinct", page.facet.distinct},
                {"values", std::move(values)},
                {"missing", page.facet.missing ? value_json(*page.facet.missing, "") : Json()},
                {"next", next_link(page)}};
  if (!page.shards.missing.empty()) facet["shards"] = json_parts::shards_json(page.shards);
  return json_parts::dump(facet);
}

}  // namespace paperfind
