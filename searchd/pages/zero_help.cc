#include "searchd/pages/zero_help.h"

#include <algorithm>
#include <sstream>
#include <string>
#include <utility>

#include "searchd/pages/facet_view.h"
#include "searchd/pages/request_edit.h"
#include "searchd/pages/words.h"

namespace paperfind {
namespace {

constexpr std::size_t kMaxFilters = 6;
constexpr std::size_t kMaxWords = 8;

// The cheapest search with the same number of results.
SearchRequest only_counted(SearchRequest request) {
  request.page = 1;
  request.per_page = 1;
  request.no_facets = true;
  request.snippet_words = 0;
  return request;
}

Alternative counted(std::string label, SearchRequest request, const Counter& count) {
  const std::size_t found = count(only_counted(request));
  return {std::move(label), std::move(request), found};
}

std::string filter_text(const ResultPage& page, const Catalog& catalog, const FacetFilter& filter) {
  std::string values;
  for (const auto* list : {&filter.any, &filter.all, &filter.excluded}) {
    for (const std::string& value : *list) {
      values += (values.empty() ? "" : ", ") + value_label(page, catalog, filter.facet, value);
    }
  }
  return facet_label(filter.facet) + ": " + values;
}

// Words to look up alone: operators, exclusions and fields are not the visitor's subject.
std::vector<std::string> plain_words(const std::string& query) {
  std::vector<std::string> words;
  std::istringstream stream(query);
  for (std::string word; stream >> word && words.size() < kMaxWords;) {
    if (word.front() == '-' || word == "AND" || word == "OR" || word == "NOT") continue;
    std::erase_if(word, [](char c) { return c == '"' || c == '(' || c == ')' || c == '+'; });
    if (!word.empty() && std::find(words.begin(), words.end(), word) == words.end()) {
      words.push_back(word);
    }
  }
  return words;
}

}  // namespace

ZeroHelp zero_help(const ResultPage& page, const Catalog& catalog, const Counter& count) {
  const SearchRequest& request = page.request;
  ZeroHelp help;
  for (const FacetFilter& filter : request.filters) {
    if (help.without_filter.size() == kMaxFilters) break;
    help.without_filter.push_back(
        counted(filter_text(page, catalog, filter), without_facet(request, filter.facet), count));
  }
  if (!request.from.empty() || !request.to.empty()) {
    SearchRequest undated = on_page(request, 1);
    undated.from.clear();
    undated.to.clear();
    help.without_filter.push_back(counted("these days", undated, count));
  }
  if (help.without_filter.size() > 1) {
    help.unfiltered = counted("", without_filters(request), count);
  }
  const std::vector<std::string> words = plain_words(request.query);
  if (words.size() < 2 && help.without_filter.empty()) return help;  // the heading said it
  for (const std::string& word : words) {
    SearchRequest alone = with_query(without_filters(request), word);
    alone.typo = TypoMode::Off;
    help.words.push_back(counted(word, alone, count));
  }
  return help;
}

}  // namespace paperfind
