#include <fmt/format.h>

#include <string>
#include <vector>

#include "engine/base/nlohmann_json.h"
#include "engine/render/links.h"
#include "searchd/pages/json_ld.h"
#include "searchd/pages/json_ld_parts.h"
#include "searchd/pages/paper_parts.h"
#include "searchd/pages/words.h"

namespace paperfind {
namespace {

using json_ld::address_of;
using json_ld::Json;
using json_ld::put;
using json_ld::thing;

Json affiliations(const Site& site, const PaperView& view, const Author& author) {
  Json list = Json::array();
  for (const AffiliationName& place : affiliation_names(view, author)) {
    const std::string& id = place.institution;
    Json node =
        thing("Organization", place.name, address_of(site, id.empty() ? "" : institution_path(id)));
    for (const InstitutionRef& institution : view.institutions) {
      if (!id.empty() && institution.id == id) put(node, "sameAs", institution.ror);
    }
    list.push_back(std::move(node));
  }
  return list;
}

Json authors(const Site& site, const PaperView& view) {
  Json list = Json::array();
  for (const Author& author : view.paper.authors) {
    Json node = thing("Person", author.name,
                      address_of(site, author.person.empty() ? "" : person_path(author.person)));
    put(node, "sameAs", orcid_address(author.orcid));
    put(node, "affiliation", affiliations(site, view, author));
    list.push_back(std::move(node));
  }
  return list;
}

Json videos(const Paper& paper) {
  Json list = Json::array();
  for (const Video& video : paper.videos) {
    const std::string url = web_address(video.url);
    if (url.empty()) continue;
    Json node =
        thing("VideoObject", video.title.empty() ? title_text(paper.title) : video.title, url);
    put(node, "thumbnailUrl", web_address(video.thumbnail));
    put(node, "uploadDate", video.recorded);
    if (video.duration > 0) node["duration"] = fmt::format("PT{}S", video.duration);
    list.push_back(std::move(node));
  }
  return list;
}

Json same_as(const Paper& paper) {
  Json list = Json::array();
  for (const std::string& address : {doi_address(paper.doi), arxiv_address(paper.arxiv)}) {
    if (!address.empty()) list.push_back(address);
  }
  return list;
}

// The volume the paper is in.
Json proceedings(const Event& event) {
  Json node = thing("Book", event.proceedings_title);
  put(node, "isbn", event.isbn);
  put(node, "publisher", thing("Organization", event.publisher));
  return node;
}

void put_dates(Json& node, const PaperView& view) {
  const std::string year = view.year > 0 ? std::to_string(view.year) : "";
  put(node, "datePublished", view.paper.published.empty() ? year : view.paper.published);
  put(node, "dateModified", view.paper.updated);
}

Json pdf_of(const Paper& paper) {
  Json node = {{"@type", "MediaObject"}};
  const std::string url = web_address(paper.pdf);
  if (url.empty()) return node;
  put(node, "contentUrl", url);
  put(node, "encodingFormat", std::string("application/pdf"));
  return node;
}

Json article(const Site& site, const PaperView& view) {
  const Paper& paper = view.paper;
  const std::string address = address_of(site, paper_path(paper.id));
  Json node = {{"@type", "ScholarlyArticle"}, {"@id", address}, {"url", address}};
  put(node, "name", title_text(paper.title));
  put(node, "headline", title_text(paper.title));
  put(node, "author", authors(site, view));
  put(node, "abstract", paper.abstract);
  put_dates(node, view);
  put(node, "inLanguage", paper.lang);
  put(node, "keywords", Json(paper.keywords));
  put(node, "pagination", paper.pages);
  put(node, "sameAs", same_as(paper));
  put(node, "license", web_address(paper.license));
  put(node, "award", paper.award);
  put(node, "encoding", pdf_of(paper));
  put(node, "video", videos(paper));
  put(node, "isPartOf", proceedings(view.event));
  if (paper.status == PaperStatus::Retracted) node["creativeWorkStatus"] = "Retracted";
  return node;
}

}  // namespace

std::string paper_json_ld_html(const Site& site, const PaperView& view) {
  const Crumbs crumbs = {{"/", "All papers"}};
  const Crumb page = {paper_path(view.paper.id), title_text(view.paper.title)};
  return json_ld::graph_html({article(site, view), json_ld::breadcrumbs(site, crumbs, page)});
}

}  // namespace paperfind
