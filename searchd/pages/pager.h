// Links to the other pages of a list.
#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "engine/search/result_page.h"
#include "searchd/pages/view.h"

namespace paperfind {

struct PagerItem {
  std::size_t page = 0;  // 0: a gap
  std::string href;
  bool current = false;
};

struct Pager {
  std::vector<PagerItem> items;  // none when there is one page
  std::string previous;
  std::string next;
};

// Pages shown of `last`: first, last and the two on each side of `current`; 0 marks a gap.
std::vector<std::size_t> pages_shown(std::size_t current, std::size_t last);

// The last page there is, within the papers one can page through; 0 when nothing was found.
std::size_t last_page(const ResultPage& page);

Pager pager_of(const ResultPage& page);
void set_pager(View& view, const Pager& pager);

}  // namespace paperfind
