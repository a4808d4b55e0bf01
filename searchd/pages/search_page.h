// The page of results: search box, what was found, chips, results, pager, facets.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "engine/search/result_page.h"
#include "engine/store/catalog.h"
#include "searchd/pages/site.h"
#include "searchd/pages/template_set.h"

namespace paperfind {

// What a visitor may try next when nothing was found, with what it would find.
struct Alternative {
  std::string label;  // of a filter's value, or a word of the query
  SearchRequest request;
  std::size_t count = 0;
};

struct ZeroHelp {
  std::vector<Alternative> without_filter;  // one filter left out
  std::optional<Alternative> unfiltered;    // all left out, when there are several
  std::vector<Alternative> words;           // each word alone
};

std::string search_page_html(const TemplateSet& templates, const Site& site, const Catalog& catalog,
                             const ResultPage& page, const ZeroHelp& zero = {});

}  // namespace paperfind
