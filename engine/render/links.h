// Addresses that go with a paper, in one order and with one name each for JSON and for pages.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "engine/record/paper.h"
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

// The first address of each kind the paper has. A second video or slide set is in the full record.
std::vector<PaperLink> paper_links(const Paper& paper);

// The pages of results on either side, as far as one can page; nothing at the ends.
std::optional<SearchRequest> next_page(const ResultPage& page);
std::optional<SearchRequest> previous_page(const ResultPage& page);

// The page for people that shows the same search: without what shapes the answer for a program.
std::string html_link(SearchRequest request);

// "/papers/<id>"
std::string paper_path(std::string_view id);

}  // namespace paperfind
