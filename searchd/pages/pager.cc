#include "searchd/pages/pager.h"

#include <algorithm>

#include "engine/base/number_text.h"
#include "engine/search/request_params.h"
#include "searchd/pages/request_edit.h"
#include "searchd/pages/words.h"

namespace paperfind {

std::vector<std::size_t> pages_shown(std::size_t current, std::size_t last) {
  current = std::min(current, last);
  std::vector<std::size_t> pages;
  for (std::size_t page = 1; page <= last; ++page) {
    const std::size_t distance = page > current ? page - current : current - page;
    // At distance 3 beside an end, a gap would hide this one page alone.
    const bool lone = distance == 3 && (page == 2 || page + 1 == last);
    if (page == 1 || page == last || distance <= 2 || lone) {
      pages.push_back(page);
    } else if (pages.back() != 0) {
      pages.push_back(0);
    }
  }
  return pages;
}

std::size_t last_page(const ResultPage& page) {
  const std::size_t per_page = page.request.per_page;
  const std::size_t found = page.total + page.partial_total;
  const std::size_t reachable = std::min(found, kMaxWindow / per_page * per_page);
  return (reachable + per_page - 1) / per_page;
}

Pager pager_of(const ResultPage& page) {
  const SearchRequest& request = page.request;
  const std::size_t last = last_page(page);
  Pager pager;
  if (last <= 1 && request.page == 1) return pager;
  const auto href = [&](std::size_t number) {
    return link_to("/search", on_page(request, number));
  };
  for (const std::size_t number : pages_shown(request.page, last)) {
    pager.items.push_back(
        {number, number == 0 ? "" : href(number), number != 0 && number == request.page});
  }
  if (request.page > 1)
    pager.previous = href(std::min(request.page - 1, std::max<std::size_t>(last, 1)));
  if (request.page < last) pager.next = href(request.page + 1);
  return pager;
}

void set_pager(View& view, const Pager& pager) {
  std::vector<View> items;
  for (const PagerItem& item : pager.items) {
    View entry;
    set_text(entry, "number", item.page == 0 ? "" : number_text(item.page));
    set_text(entry, "href", item.href);
    set_flag(entry, "current", item.current);
    items.push_back(entry);
  }
  set_list(view, "pages", items);
  set_text(view, "previous_href", pager.previous);
  set_text(view, "next_href", pager.next);
}

}  // namespace paperfind
