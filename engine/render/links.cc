#include "engine/render/links.h"

#include <algorithm>
#include <cctype>
#include <cstddef>
#include <utility>

#include "engine/search/request_params.h"

namespace paperfind {
namespace {

bool starts_with_folded(std::string_view text, std::string_view prefix) {
  if (text.size() <= prefix.size()) return false;
  return std::equal(prefix.begin(), prefix.end(), text.begin(), [](char a, char b) {
    return a == static_cast<char>(std::tolower(static_cast<unsigned char>(b)));
  });
}

std::string first_of(const std::vector<std::string>& urls) {
  return urls.empty() ? std::string() : urls.front();
}

std::string first_video(const Paper& paper) {
  for (const Video& video : paper.videos) {
    if (!video.url.empty()) return video.url;
  }
  return {};
}

}  // namespace

bool is_web_address(std::string_view url) {
  if (!starts_with_folded(url, "http://") && !starts_with_folded(url, "https://")) return false;
  return std::none_of(url.begin(), url.end(), [](char c) {
    return static_cast<unsigned char>(c) <= 0x20U || static_cast<unsigned char>(c) == 0x7FU;
  });
}

std::string web_address(std::string_view url) {
  return std::string(is_web_address(url) ? url : "");
}

std::string doi_address(const std::string& doi) {
  return doi.empty() ? "" : "https://doi.org/" + doi;
}
std::string arxiv_address(const std::string& arxiv) {
  return arxiv.empty() ? "" : "https://arxiv.org/abs/" + arxiv;
}
std::string orcid_address(const std::string& orcid) {
  return orcid.empty() ? "" : "https://orcid.org/" + orcid;
}

std::vector<PaperLink> paper_links(const Paper& paper) {
  std::vector<PaperLink> links = {
      {"pdf", "PDF", paper.pdf},
      {"html", "Full text", paper.html},
      {"video", "Video", first_video(paper)},
      {"slides", "Slides", first_of(paper.slides)},
      {"poster", "Poster", paper.poster},
      {"code", "Code", first_of(paper.code)},
      {"data", "Data", first_of(paper.data)},
      {"doi", "DOI", doi_address(paper.doi)},
      {"arxiv", "arXiv", arxiv_address(paper.arxiv)},
  };
  std::erase_if(links, [](const PaperLink& link) { return !is_web_address(link.url); });
  return links;
}

std::optional<SearchRequest> next_page(const ResultPage& page) {
  const SearchRequest& request = page.request;
  const std::size_t seen = request.page * request.per_page;
  if (seen >= page.total + page.partial_total || seen + request.per_page > kMaxWindow) return {};
  SearchRequest next = request;
  ++next.page;
  return next;
}

std::optional<SearchRequest> previous_page(const ResultPage& page) {
  if (page.request.page <= 1) return {};
  SearchRequest previous = page.request;
  --previous.page;
  return previous;
}

SearchRequest without_shape(SearchRequest request) {
  const SearchRequest plain;
  request.facets = plain.facets;
  request.no_facets = plain.no_facets;
  request.facet_limit = plain.facet_limit;
  request.facet_order = plain.facet_order;
  request.facet_zero = plain.facet_zero;
  request.fields = plain.fields;
  request.highlight = plain.highlight;
  request.snippet_words = plain.snippet_words;
  request.explain = plain.explain;
  return request;
}

std::string html_link(SearchRequest request) {
  return link_to("/search", without_shape(std::move(request)));
}

std::string paper_path(std::string_view id) { return "/papers/" + std::string(id); }
std::string session_path(std::string_view id) { return "/sessions/" + std::string(id); }
std::string person_path(std::string_view id) { return "/authors/" + std::string(id); }
std::string institution_path(std::string_view id) { return "/institutions/" + std::string(id); }
std::string event_path(std::string_view id) { return "/events/" + std::string(id); }

std::string schedule_path(std::string_view event) {
  return "/schedule?" + encode_query({{"event", std::string(event)}});
}

std::string value_link(Facet facet, std::string_view value) {
  SearchRequest request;
  request.filters = {{std::string(spec_of(facet).name), {std::string(value)}, {}, {}}};
  return link_to("/search", request);
}

std::string unplaced_link(std::string_view event) {
  SearchRequest request;
  request.filters = {{std::string(spec_of(Facet::Session).name), {std::string(kNoValue)}, {}, {}},
                     {std::string(spec_of(Facet::Event).name), {std::string(event)}, {}, {}}};
  return link_to("/search", request);
}

std::string values_beside_link(Facet listed, Facet facet, std::string_view value) {
  SearchRequest request;
  request.filters = {{std::string(spec_of(facet).name), {}, {std::string(value)}, {}}};
  return link_to("/facets/" + std::string(spec_of(listed).name), request);
}

}  // namespace paperfind
