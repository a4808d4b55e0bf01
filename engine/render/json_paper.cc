#include <nlohmann/json.hpp>
#include <string_view>
#include <utility>

#include "engine/render/html_escape.h"
#include "engine/render/json.h"
#include "engine/render/json_parts.h"
#include "engine/render/links.h"

namespace paperfind {
namespace {

using json_parts::Json;
using json_parts::text_or_null;

Json affiliations_json(const Author& author) {
  Json out = Json::array();
  for (const Affiliation& affiliation : author.affiliations) {
    out.push_back(
        {{"raw", affiliation.raw}, {"institution", text_or_null(affiliation.institution)}});
  }
  return out;
}

Json authors_json(const Paper& paper) {
  Json out = Json::array();
  int position = 0;
  for (const Author& author : paper.authors) {
    out.push_back({{"id", text_or_null(author.person)},
                   {"name", author.name},
                   {"name_html", html_escape(author.name)},
                   {"position", ++position},
                   {"orcid", text_or_null(author.orcid)},
                   {"institutions", json_parts::institutions_of(author)},
                   {"affiliations", affiliations_json(author)}});
  }
  return out;
}

Json videos_json(const Paper& paper) {
  Json out = Json::array();
  for (const Video& video : paper.videos) {
    out.push_back({{"url", is_web_address(video.url) ? Json(video.url) : Json()},
                   {"announced", video.announced},
                   {"title", text_or_null(video.title)},
                   {"provider", text_or_null(video.provider)},
                   {"duration", video.duration == 0 ? Json() : Json(video.duration)},
                   {"captions", text_or_null(video.captions)}});
  }
  return out;
}

Json web_addresses(const std::vector<std::string>& urls) {
  Json out = Json::array();
  for (const std::string& url : urls) {
    if (is_web_address(url)) out.push_back(url);
  }
  return out;
}

Json related_json(const PaperView& view) {
  Json out = Json::array();
  for (const RelatedPaper& related : view.related) {
    out.push_back({{"id", related.id},
                   {"title", related.title},
                   {"url", paper_path(related.id)},
                   {"why", related.why}});
  }
  return out;
}

Json neighbour_json(const std::optional<std::pair<std::string, std::string>>& neighbour) {
  if (!neighbour) return {};
  return {{"id", neighbour->first},
          {"title", neighbour->second},
          {"url", paper_path(neighbour->first)}};
}

std::string_view status_name(PaperStatus status) {
  switch (status) {
    case PaperStatus::Active:
      return "active";
    case PaperStatus::Withdrawn:
      return "withdrawn";
    case PaperStatus::Retracted:
      return "retracted";
  }
  return "active";
}

void add_programme(Json& out, const PaperView& view) {
  out["institutions"] = json_parts::institutions_json(view.institutions);
  out["sessions"] = json_parts::sessions_json(view.sessions);
  out["event"] = text_or_null(view.paper.event);
  out["year"] = view.year == 0 ? Json() : Json(view.year);
  out["type"] = text_or_null(view.paper.type);
  out["track"] = text_or_null(view.paper.track);
  out["award"] = text_or_null(view.paper.award);
}

void add_attachments(Json& out, const Paper& paper) {
  out["has"] = paper_has(paper);
  out["links"] = json_parts::links_json(paper);
  out["videos"] = videos_json(paper);
  out["slides"] = web_addresses(paper.slides);
  out["code"] = web_addresses(paper.code);
  out["data"] = web_addresses(paper.data);
}

void add_bibliography(Json& out, const Paper& paper) {
  out["doi"] = text_or_null(paper.doi);
  out["arxiv"] = text_or_null(paper.arxiv);
  out["pages"] = text_or_null(paper.pages);
  out["lang"] = text_or_null(paper.lang);
  out["license"] = text_or_null(paper.license);
  out["published"] = text_or_null(paper.published);
  out["updated"] = text_or_null(paper.updated);
  out["status"] = status_name(paper.status);
  out["status_note"] = text_or_null(paper.status_note);
  out["aliases"] = paper.aliases;
}

}  // namespace

std::string paper_json(const PaperView& view) {
  const Paper& paper = view.paper;
  Json out = {{"id", paper.id},
              {"generation", view.generation},
              {"url", paper_path(paper.id)},
              {"title", paper.title},
              {"title_html", html_escape(paper.title)},
              {"authors", authors_json(paper)}};
  add_programme(out, view);
  out["abstract"] = text_or_null(paper.abstract);
  out["abstract_html"] = text_or_null(html_escape(paper.abstract));
  out["keywords"] = paper.keywords;
  add_attachments(out, paper);
  add_bibliography(out, paper);
  out["related"] = related_json(view);
  out["prev"] = neighbour_json(view.previous);
  out["next"] = neighbour_json(view.next);
  return json_parts::dump(out);
}

}  // namespace paperfind
