// Addresses that go with a paper, in one order and with one name each for JSON and for pages.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "engine/record/paper.h"
#include "engine/schema/fields.h"
#include "engine/search/result_page.h"

namespace paperfind {

struct PaperLink {
  std::string key;    // "pdf", "video", …: the key in JSON
  std::string label;  // "PDF", "Video", …: the words on a page
  std::string url;    // http or https, never anything else
};

// True for http:// and https:// addresses without blanks or control bytes; nothing else may become
// a link.
bool is_web_address(std::string_view url);
// The same address, or nothing.
std::string web_address(std::string_view url);

// Where the ids of others lead: "https://doi.org/10.1/x"; empty for none.
std::string doi_address(const std::string& doi);
std::string arxiv_address(const std::string& arxiv);
std::string orcid_address(const std::string& orcid);

// The first address of each kind the paper has. A second video or slide set is in the full record.
std::vector<PaperLink> paper_links(const Paper& paper);

// The pages of results on either side, as far as one can page; nothing at the ends.
std::optional<SearchRequest> next_page(const ResultPage& page);
std::optional<SearchRequest> previous_page(const ResultPage& page);

// The same search without what shapes the answer for a program: facets, fields, snippets.
SearchRequest without_shape(SearchRequest request);

// The page for people that shows the same search: without what shapes the answer for a program.
std::string html_link(SearchRequest request);

// "/papers/<id>", "/sessions/<id>" and so on: where a record has its page, and under /api/v1 its
// JSON.
std::string paper_path(std::string_view id);
std::string session_path(std::string_view id);
std::string person_path(std::string_view id);
std::string institution_path(std::string_view id);
std::string event_path(std::string_view id);
// "/schedule?event=<id>"
std::string schedule_path(std::string_view event);
// "/search?<facet>=<value>": all papers that have it.
std::string value_link(Facet facet, std::string_view value);
// The papers of an event that stand in no session.
std::string unplaced_link(std::string_view event);
// "/facets/<listed>?all.<facet>=<value>": all values that share a paper with it.
std::string values_beside_link(Facet listed, Facet facet, std::string_view value);

}  // namespace paperfind
