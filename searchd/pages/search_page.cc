#include "searchd/pages/search_page.h"

#include <fmt/format.h>

#include <set>

#include "engine/base/number_text.h"
#include "engine/search/request_params.h"
#include "engine/text/normalize.h"
#include "searchd/pages/export_view.h"
#include "searchd/pages/facet_view.h"
#include "searchd/pages/hit_view.h"
#include "searchd/pages/json_ld.h"
#include "searchd/pages/pager.h"
#include "searchd/pages/request_edit.h"
#include "searchd/pages/words.h"

namespace paperfind {
namespace {

std::string link(const SearchRequest& request) { return link_to("/search", request); }

std::string heading(const ResultPage& page) {
  if (is_browse(page.request)) return fmt::format("All {}", papers_text(page.total));
  const std::string what = page.total == 0 ? "No papers" : papers_text(page.total);
  if (is_blank_query(page.request)) return what;  // the chips below say of what
  return what + " for " + repair_utf8(page.query.raw);
}

// One line for all words replaced, one for each word that was searched as another one too, and one
// for each query offered.
void set_corrections(View& view, const ResultPage& page) {
  SearchRequest as_typed = on_page(page.request, 1);
  as_typed.typo = TypoMode::Off;
  set_text(view, "as_typed_href", link(as_typed));
  set_text(view, "raw", repair_utf8(page.query.raw));
  bool replaced = false;
  std::vector<View> also;
  std::vector<View> offers;
  std::set<std::string> offered;
  for (const Correction& correction : page.query.corrections) {
    View each;
    if (!correction.applied) {
      if (!offered.insert(correction.query).second) continue;
      SearchRequest other = on_page(page.request, 1);
      other.query = correction.query;
      set_text(each, "query", repair_utf8(correction.query));
      set_text(each, "href", link(other));
      offers.push_back(each);
    } else if (correction.also) {
      set_text(each, "from", repair_utf8(correction.from));
      set_text(each, "to", repair_utf8(correction.to));
      also.push_back(each);
    } else {
      replaced = true;
    }
  }
  set_text(view, "corrected", replaced ? repair_utf8(page.query.effective) : "");
  set_list(view, "also", also);
  set_list(view, "offers", offers);
}

// What was searched besides, in a line with the way back.
void set_synonyms(View& view, const ResultPage& page) {
  SearchRequest without = on_page(page.request, 1);
  without.synonyms = false;
  set_text(view, "without_synonyms_href", link(without));
  std::vector<View> names;
  for (const UsedSynonym& used : page.query.synonyms) {
    for (const std::string& other : used.to) {
      View each;
      set_text(each, "from", repair_utf8(used.from));
      set_text(each, "to", repair_utf8(other));
      names.push_back(each);
    }
  }
  set_list(view, "synonyms", names);
}

View text_view(const std::string& text) {
  View view;
  set_text(view, "text", repair_utf8(text));
  return view;
}

std::vector<View> text_views(const std::vector<std::string>& texts) {
  std::vector<View> views;
  for (const std::string& text : texts) views.push_back(text_view(text));
  return views;
}

// Counts are left out where the page lists them with links.
std::vector<std::string> notices_of(const ResultPage& page, const ZeroHelp& zero) {
  std::vector<std::string> notices = page.query.notices;
  if (zero.unfiltered) {
    std::erase_if(notices, [](const std::string& notice) {
      return notice.starts_with("Without the filters: ");
    });
  }
  for (const Alternative& word : zero.words) {
    std::erase_if(notices, [&word](const std::string& notice) {
      return notice.starts_with(word.label + ": ");
    });
  }
  return notices;
}

void set_report(View& view, const ResultPage& page, const ZeroHelp& zero) {
  set_corrections(view, page);
  set_synonyms(view, page);
  set_list(view, "relaxed", text_views(page.query.relaxed));
  set_list(view, "ignored", text_views(page.query.ignored));
  set_list(view, "notices", text_views(notices_of(page, zero)));
  SearchRequest strict = on_page(page.request, 1);
  strict.relax = false;
  strict.mode = MatchMode::All;
  set_text(view, "strict_href", link(strict));
  const std::string partial =
      page.partial_total == 0
          ? ""
          : fmt::format("{} with all words, then {} with some of them", papers_text(page.total),
                        papers_text(page.partial_total));
  set_text(view, "partial_text", partial);
}

// What the search box must carry along so that a new query keeps the filters.
std::vector<View> kept_params(const SearchRequest& request) {
  std::vector<View> views;
  for (const auto& [name, value] : params_of(on_page(request, 1))) {
    if (name == "q") continue;
    View view;
    set_text(view, "name", name);
    set_text(view, "value", value);
    views.push_back(view);
  }
  return views;
}

View alternative_view(const Alternative& alternative) {
  View view;
  set_text(view, "label", repair_utf8(alternative.label));
  set_text(view, "count_text", papers_text(alternative.count));
  set_flag(view, "found", alternative.count > 0);
  set_text(view, "href", link(alternative.request));
  return view;
}

std::vector<View> alternative_views(const std::vector<Alternative>& alternatives) {
  std::vector<View> views;
  for (const Alternative& alternative : alternatives) {
    views.push_back(alternative_view(alternative));
  }
  return views;
}

void set_zero(View& view, const ResultPage& page, const ZeroHelp& zero) {
  const bool none = page.total + page.partial_total == 0;
  set_flag(view, "zero", none);
  set_list(view, "without_filter", alternative_views(zero.without_filter));
  set_list(view, "words", alternative_views(zero.words));
  std::vector<View> unfiltered;
  if (zero.unfiltered) unfiltered.push_back(alternative_view(*zero.unfiltered));
  set_list(view, "unfiltered", unfiltered);
}

std::vector<View> hit_views(const ResultPage& page) {
  std::vector<View> views;
  bool partial = false;
  for (const Hit& hit : page.hits) {
    View view = hit_view(hit);
    set_flag(view, "partial_begins", hit.partial && !partial && page.query.relaxed.empty());
    partial = hit.partial;
    views.push_back(view);
  }
  return views;
}

// Page 3 of 2: an old link, or a number typed by hand. Nothing found at all has its own help.
bool is_past_end(const ResultPage& page) {
  const std::size_t last = last_page(page);
  return last > 0 && page.request.page > last;
}

void set_past_end(View& view, const ResultPage& page) {
  std::vector<View> items;
  if (is_past_end(page)) {
    const std::size_t last = last_page(page);
    View item;
    set_text(item, "number", number_text(page.request.page));
    set_text(item, "last", number_text(last));
    set_text(item, "href", link(on_page(page.request, last)));
    items.push_back(item);
  }
  set_list(view, "past_end", items);
}

struct Sort {
  SortKey key;
  std::string_view label;
};
constexpr Sort kSorts[] = {{SortKey::Relevance, "relevance"},   {SortKey::Programme, "programme"},
                           {SortKey::YearDescending, "newest"}, {SortKey::Year, "oldest"},
                           {SortKey::Title, "title"},           {SortKey::Author, "first author"}};

// Orders that differ here: without words relevance is the programme, and one event is of one year.
bool is_offered(SortKey sort, const SearchRequest& request, const Catalog& catalog) {
  if (sort == SortKey::Relevance) return !is_blank_query(request);
  const bool by_year = sort == SortKey::YearDescending || sort == SortKey::Year;
  return !by_year || catalog.frame().events.size() != 1;
}

void set_sorts(View& view, const ResultPage& page, const Catalog& catalog) {
  const SearchRequest& request = page.request;
  const bool programme = request.sort == SortKey::Relevance && is_blank_query(request);
  const SortKey current = programme ? SortKey::Programme : request.sort;
  std::vector<View> sorts;
  for (const Sort& sort : kSorts) {
    if (page.hits.size() < 2 || !is_offered(sort.key, request, catalog)) continue;
    SearchRequest sorted = on_page(request, 1);
    const bool initial = sort.key == SortKey::Programme && is_blank_query(request);
    sorted.sort = initial ? SortKey::Relevance : sort.key;
    View item;
    set_text(item, "label", sort.label);
    set_flag(item, "current", sort.key == current);
    set_text(item, "href", link(sorted));
    sorts.push_back(item);
  }
  set_list(view, "sorts", sorts);
}

PageHead page_head(const ResultPage& page, const Site& site, const std::string& heading_text) {
  PageHead head;
  const bool browse = is_browse(page.request);
  head.title = browse && page.request.page == 1 ? "" : heading_text;
  if (page.request.page > 1) head.title += fmt::format(", page {}", page.request.page);
  head.description =
      browse ? fmt::format("{}: search {} by title, abstract, author, institution and session.",
                           site.name, papers_text(page.total))
             : heading_text + " – " + site.name;
  head.canonical = browse && page.request.page == 1 ? "/" : link(page.request);
  if (head.canonical == "/") head.json_ld_html = site_json_ld_html(site);
  head.index = browse && !is_past_end(page);
  head.query = is_blank_query(page.request) ? "" : page.request.query;
  return head;
}

}  // namespace

std::string search_page_html(const TemplateSet& templates, const Site& site, const Catalog& catalog,
                             const ResultPage& page, const ZeroHelp& zero) {
  View view;
  const std::string heading_text = heading(page);
  set_head(view, site, page_head(page, site, heading_text));
  set_text(view, "heading", heading_text);
  set_flag(view, "browse", is_browse(page.request));
  set_list(view, "kept", kept_params(page.request));
  set_report(view, page, zero);
  set_list(view, "chips", chip_views(page, catalog));
  set_text(view, "clear_href", link(without_filters(page.request)));
  set_sorts(view, page, catalog);
  set_list(view, "results", hit_views(page));
  set_text(view, "first_rank", page.hits.empty() ? "" : std::to_string(page.hits.front().rank));
  set_past_end(view, page);
  set_pager(view, pager_of(page));
  set_exports(view, page);
  set_list(view, "facets", facet_views(page));
  set_zero(view, page, zero);
  return templates.render("search", view);
}

}  // namespace paperfind
