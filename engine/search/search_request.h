// What can be asked of the engine: the parameters of /search as values, however they came in.
#pragma once

#include <cstddef>
#include <map>
#include <string>
#include <vector>

namespace paperfind {

// A set of chosen values of one facet. Values are ids; "~none" means "not given".
struct FacetFilter {
  std::string facet;
  std::vector<std::string> any;       // session=a&session=b: papers with one of them
  std::vector<std::string> all;       // all.institution=a&all.institution=b: papers with every one
  std::vector<std::string> excluded;  // not.session=a: papers without it
  friend bool operator==(const FacetFilter&, const FacetFilter&) = default;
};

enum class SortKey { Relevance, YearDescending, Year, Title, Author, Programme };
enum class MatchMode { Auto, All, Any };
enum class TypoMode { Auto, Off, Suggest };
enum class HighlightMode { Html, Ranges, None };
enum class FacetOrder { Count, Label, Programme };

struct SearchRequest {
  // Query text as typed, UTF-8, at most kMaxQueryBytes. Blank or "*": all papers, programme order.
  std::string query;
  // In the order of the facet table, each facet once, values sorted: equal requests are equal
  // values.
  std::vector<FacetFilter> filters;
  // Days, inclusive; empty: no bound. A paper's day is its first presentation's, else its
  // publication's, else its year.
  std::string from;
  std::string to;
  SortKey sort = SortKey::Relevance;
  // Page from 1; page * per_page is at most kMaxWindow.
  std::size_t page = 1;
  // Hits a page, 1..100.
  std::size_t per_page = 20;
  // Facets to count, in this order. Empty: the site's own list ("all"); see `no_facets`.
  std::vector<std::string> facets;
  bool no_facets = false;
  // Values listed a facet, 1..1000; selected ones come on top of it.
  std::size_t facet_limit = 20;
  std::map<std::string, FacetOrder> facet_order;
  // List unselected values with no hit too.
  bool facet_zero = false;
  HighlightMode highlight = HighlightMode::Html;
  // Words in a snippet, 0..60; 0: none.
  std::size_t snippet_words = 30;
  MatchMode mode = MatchMode::Auto;
  TypoMode typo = TypoMode::Auto;
  bool relax = true;
  bool synonyms = true;
  bool explain = false;
  // Result keys wanted in JSON; empty: all. Known names only.
  std::vector<std::string> fields;
  friend bool operator==(const SearchRequest&, const SearchRequest&) = default;
};

// One facet's values, searchable and pageable, in the context of a search.
struct FacetRequest {
  SearchRequest context;
  std::string facet;
  std::string prefix;  // what was typed to find a value; empty: all
  std::size_t page = 1;
  std::size_t per_page = 100;  // 1..1000
};

inline constexpr std::size_t kMaxQueryBytes = 2048;
inline constexpr std::size_t kMaxPerPage = 100;
inline constexpr std::size_t kMaxWindow = 10'000;
inline constexpr std::size_t kMaxFacetLimit = 1000;
inline constexpr std::size_t kMaxParameters = 100;

}  // namespace paperfind
