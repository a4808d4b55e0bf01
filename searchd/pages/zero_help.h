// What to try when nothing was found, found out by asking.
#pragma once

#include <cstddef>
#include <functional>

#include "engine/search/result_page.h"
#include "engine/store/catalog.h"
#include "searchd/pages/search_page.h"

namespace paperfind {

// How many papers a search finds.
using Counter = std::function<std::size_t(const SearchRequest&)>;

// Counts the search without each of its filters and each of its words alone; a bounded number of
// small searches.
ZeroHelp zero_help(const ResultPage& page, const Catalog& catalog, const Counter& count);

}  // namespace paperfind
