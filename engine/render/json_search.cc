#include <algorithm>
#include <cmath>
#include <nlohmann/json.hpp>
#include <string_view>
#include <utility>

#include "engine/render/json.h"
#include "engine/render/json_parts.h"
#include "engine/render/links.h"
#include "engine/search/request_params.h"

namespace paperfind {
namespace {

using json_parts::Json;

// Four decimals: enough to tell hits apart, and the same on every machine that adds up the same
// terms.
double rounded(double score) { return std::round(score * 1e4) / 1e4; }

Json authors_json(const Hit& hit, HighlightMode mode) {
  Json out = Json::array();
  for (std::size_t i = 0; i < hit.paper.authors.size(); ++i) {
    const Author& author = hit.paper.authors[i];
    const MarkedText name = i < hit.authors.size() ? hit.authors[i] : MarkedText{author.name, {}};
    Json entry = {{"id", json_parts::text_or_null(author.person)}};
    json_parts::add_marked(entry, "name", name, mode);
    entry["institutions"] = json_parts::author_institutions_json(author);
    out.push_back(std::move(entry));
  }
  return out;
}

Json institutions_json(const Hit& hit, HighlightMode mode) {
  Json out = Json::array();
  for (std::size_t i = 0; i < hit.institutions.size(); ++i) {
    const InstitutionRef& institution = hit.institutions[i];
    const MarkedText name = i < hit.institution_names.size() ? hit.institution_names[i]
                                                             : MarkedText{institution.name, {}};
    Json entry = {{"id", institution.id}};
    json_parts::add_marked(entry, "name", name, mode);
    entry["ror"] = json_parts::text_or_null(institution.ror);
    out.push_back(std::move(entry));
  }
  return out;
}

void add_snippet(Json& out, const Hit& hit, HighlightMode mode) {
  json_parts::add_marked(out, "snippet", json_parts::with_ellipses(hit), mode);
  out["snippet_field"] = json_parts::text_or_null(hit.snippet_field);
  out["matched_in"] = hit.matched_in;
}

Json explanation_json(const Hit& hit) {
  Json out = Json::array();
  for (const auto& [part, weight] : hit.explanation) {
    out.push_back({{"part", part}, {"weight", rounded(weight)}});
  }
  return out;
}

// `title` stands for its forms too: title_html, title_ranges.
bool is_wanted(std::string_view key, const std::vector<std::string>& fields) {
  return key == "id" || std::any_of(fields.begin(), fields.end(), [key](std::string_view field) {
           return key == field || (key.starts_with(field) && key.substr(field.size(), 1) == "_");
         });
}

Json only_fields(const Json& all, const std::vector<std::string>& fields) {
  Json out = Json::object();
  for (const auto& [key, value] : all.items()) {
    if (is_wanted(key, fields)) out[key] = value;
  }
  return out;
}

// What an import found the paper under, where that could not be its id here.
Json source_id_json(const Paper& paper) {
  const auto it = paper.extra.find("x_source_id");
  if (it == paper.extra.end()) return {};
  const Json value = Json::parse(it->second, nullptr, /*allow_exceptions=*/false);
  return value.is_string() ? value : Json();
}

// What a list of results carries only when asked for by name.
void add_on_request(Json& out, const Paper& paper) {
  out["abstract"] = json_parts::text_or_null(paper.abstract);
  out["keywords"] = paper.keywords;
  out["doi"] = json_parts::text_or_null(paper.doi);
  out["source_id"] = source_id_json(paper);
}

Json hit_json(const Hit& hit, const SearchRequest& request) {
  Json out = {{"id", hit.paper.id},
              {"rank", hit.rank},
              {"match", hit.partial ? "partial" : "full"},
              {"score", rounded(hit.score)},
              {"url", paper_path(hit.paper.id)}};
  json_parts::add_marked(out, "title", hit.title, request.highlight);
  out["authors"] = authors_json(hit, request.highlight);
  out["institutions"] = institutions_json(hit, request.highlight);
  out["sessions"] = json_parts::sessions_json(hit.sessions);
  out["event"] = json_parts::text_or_null(hit.paper.event);
  out["year"] = hit.year == 0 ? Json() : Json(hit.year);
  out["type"] = json_parts::text_or_null(hit.paper.type);
  out["track"] = json_parts::text_or_null(hit.paper.track);
  out["award"] = json_parts::text_or_null(hit.paper.award);
  out["has"] = paper_has(hit.paper);
  out["links"] = json_parts::links_json(hit.paper);
  add_snippet(out, hit, request.highlight);
  if (request.explain) out["explanation"] = explanation_json(hit);
  if (request.fields.empty()) return out;
  add_on_request(out, hit.paper);
  return only_fields(out, request.fields);
}

Json page_link(const std::optional<SearchRequest>& request) {
  return request ? Json(link_to("/api/v1/search", *request)) : Json();
}

Json links_of(const ResultPage& page) {
  return {{"self", link_to("/api/v1/search", page.request)},
          {"next", page_link(next_page(page))},
          {"prev", page_link(previous_page(page))},
          {"html", html_link(page.request)}};
}

}  // namespace

std::string search_json(const ResultPage& page) {
  Json results = Json::array();
  for (const Hit& hit : page.hits) results.push_back(hit_json(hit, page.request));
  Json facets = Json::object();
  for (const FacetCounts& facet : page.facets) {
    facets[facet.name] = json_parts::facet_counts_json(facet);
  }
  return json_parts::dump({{"query", json_parts::query_json(page.query, page.request)},
                           {"generation", page.generation},
                           {"total", page.total},
                           {"partial_total", page.partial_total},
                           {"exact", true},
                           {"page", page.request.page},
                           {"per_page", page.request.per_page},
                           {"results", std::move(results)},
                           {"facets", std::move(facets)},
                           {"links", links_of(page)}});
}

std::string hit_json_line(const ResultPage& page, const Hit& hit) {
  return json_parts::dump(hit_json(hit, page.request));
}

std::string problem_json(const Problem& problem) {
  Json out = {{"type", problem.kind.empty() ? "about:blank" : "/problems/" + problem.kind},
              {"title", problem.title},
              {"status", problem.status}};
  const auto add = [&out](const char* key, const std::string& value) {
    if (!value.empty()) out[key] = value;
  };
  add("detail", problem.detail);
  add("param", problem.param);
  add("hint", problem.hint);
  add("instance", problem.instance);
  add("request_id", problem.request_id);
  return json_parts::dump(out);
}

}  // namespace paperfind
