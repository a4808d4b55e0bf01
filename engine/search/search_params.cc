#include "engine/search/search_params.h"

#include <fmt/format.h>

#include <array>
#include <type_traits>

#include "engine/schema/fields.h"
#include "engine/search/read_param.h"

namespace paperfind {
namespace {

constexpr int number_of(auto enumerator) { return static_cast<int>(enumerator); }

constexpr ParamChoice kSorts[] = {
    {"relevance", number_of(SortKey::Relevance)}, {"-year", number_of(SortKey::YearDescending)},
    {"year", number_of(SortKey::Year)},           {"title", number_of(SortKey::Title)},
    {"author", number_of(SortKey::Author)},       {"programme", number_of(SortKey::Programme)}};
constexpr ParamChoice kModes[] = {{"auto", number_of(MatchMode::Auto)},
                                  {"all", number_of(MatchMode::All)},
                                  {"any", number_of(MatchMode::Any)}};
constexpr ParamChoice kTypos[] = {{"auto", number_of(TypoMode::Auto)},
                                  {"off", number_of(TypoMode::Off)},
                                  {"suggest", number_of(TypoMode::Suggest)}};
constexpr ParamChoice kHighlights[] = {{"html", number_of(HighlightMode::Html)},
                                       {"ranges", number_of(HighlightMode::Ranges)},
                                       {"none", number_of(HighlightMode::None)}};
constexpr ParamChoice kOrders[] = {{"count", number_of(FacetOrder::Count)},
                                   {"label", number_of(FacetOrder::Label)},
                                   {"programme", number_of(FacetOrder::Programme)}};
constexpr ParamChoice kAutoOrOff[] = {{"auto", 1}, {"off", 0}};
constexpr ParamChoice kFlags[] = {{"0", 0}, {"1", 1}};
constexpr ParamChoice kAllOrNone[] = {{"all", 0}, {"none", 1}};

// Keys of a result one can ask for with fields=.
constexpr std::string_view kResultFields[] = {
    "id",       "rank",         "match",    "score",     "url",        "title",
    "authors",  "institutions", "sessions", "event",     "year",       "type",
    "track",    "award",        "has",      "links",     "snippet",    "matched_in",
    "abstract", "keywords",     "doi",      "source_id", "explanation"};

constexpr auto kFacetNames = names_of<kFacetCount>(kFacets);

using Request = SearchRequest;

template <auto kMember>
Status read_number_of(const ParamSpec& spec, const std::string& value, Request& request) {
  return read_number(spec, value, request.*kMember);
}
template <auto kMember>
std::string write_number_of(const ParamSpec&, const Request& request) {
  return std::to_string(request.*kMember);
}

template <auto kMember>
Status read_choice_of(const ParamSpec& spec, const std::string& value, Request& request) {
  int chosen = 0;
  Status read = read_choice(spec, spec.name, value, chosen);
  using Member = std::remove_reference_t<decltype(request.*kMember)>;
  if (read.ok()) request.*kMember = static_cast<Member>(chosen);
  return read;
}
template <auto kMember>
std::string write_choice_of(const ParamSpec& spec, const Request& request) {
  return std::string(choice_name(spec.choices, static_cast<int>(request.*kMember)));
}

template <auto kMember, bool kLast>
Status read_day_of(const ParamSpec& spec, const std::string& value, Request& request) {
  return read_day(spec, value, kLast, request.*kMember);
}
template <auto kMember>
std::string write_text_of(const ParamSpec&, const Request& request) {
  return request.*kMember;
}

Status read_query(const ParamSpec& spec, const std::string& value, Request& request) {
  if (value.size() > spec.most) {
    return bad_param(spec.name, fmt::format("the query is longer than {} bytes", spec.most));
  }
  request.query = value;
  return {};
}

Status read_facets(const ParamSpec& spec, const std::string& value, Request& request) {
  request.no_facets = value == "none";
  if (value == "all" || request.no_facets) return {};
  return read_names(spec, value, request.facets);
}
std::string write_facets(const ParamSpec& spec, const Request& request) {
  if (request.no_facets) return "none";
  return request.facets.empty() ? std::string(spec.initial) : joined_names(request.facets);
}

Status read_fields(const ParamSpec& spec, const std::string& value, Request& request) {
  return read_names(spec, value, request.fields);
}
std::string write_fields(const ParamSpec&, const Request& request) {
  return joined_names(request.fields);
}

template <auto kMember>
constexpr SearchParam number_param(const ParamSpec& spec) {
  return {spec, read_number_of<kMember>, write_number_of<kMember>};
}
template <auto kMember>
constexpr SearchParam choice_param(const ParamSpec& spec) {
  return {spec, read_choice_of<kMember>, write_choice_of<kMember>};
}

constexpr SearchParam kSearchParams[] = {
    {{.name = "q",
      .kind = ParamKind::Text,
      .about = "the query; absent or *: all papers in programme order",
      .most = kMaxQueryBytes},
     read_query,
     write_text_of<&Request::query>},
    {{.name = "from",
      .kind = ParamKind::Day,
      .about = "papers of this day or a later one",
      .example = "2022-03-28"},
     read_day_of<&Request::from, false>,
     write_text_of<&Request::from>},
    {{.name = "to",
      .kind = ParamKind::Day,
      .about = "papers of this day or an earlier one",
      .example = "2022"},
     read_day_of<&Request::to, true>,
     write_text_of<&Request::to>},
    choice_param<&Request::sort>({.name = "sort",
                                  .kind = ParamKind::Choice,
                                  .about = "order of the papers; -year: newest first",
                                  .initial = "relevance",
                                  .example = "-year",
                                  .choices = kSorts}),
    number_param<&Request::page>(
        {.name = "page",
         .kind = ParamKind::Number,
         .about = "which page; only the first 10,000 papers can be paged through",
         .initial = "1",
         .example = "1",
         .least = 1,
         .most = kMaxWindow}),
    number_param<&Request::per_page>({.name = "per_page",
                                      .kind = ParamKind::Number,
                                      .about = "papers a page",
                                      .initial = "20",
                                      .example = "5",
                                      .least = 1,
                                      .most = kMaxPerPage}),
    {{.name = "facets",
      .kind = ParamKind::Names,
      .about = "facets counted in the answer, in this order",
      .initial = "all",
      .example = "session,institution",
      .choices = kAllOrNone,
      .names = kFacetNames},
     read_facets,
     write_facets},
    number_param<&Request::facet_limit>(
        {.name = "facet_limit",
         .kind = ParamKind::Number,
         .about = "values listed a facet; chosen ones come on top; a page shows ten unless asked "
                  "for more",
         .initial = "20",
         .example = "5",
         .least = 1,
         .most = kMaxFacetLimit}),
    choice_param<&Request::facet_zero>({.name = "facet_zero",
                                        .kind = ParamKind::Choice,
                                        .about = "1 lists values without a paper too",
                                        .initial = "0",
                                        .example = "1",
                                        .choices = kFlags}),
    {{.name = "fields",
      .kind = ParamKind::Names,
      .about =
          "keys of results wanted, id always among them; abstract, keywords, doi and source_id "
          "(what an import found the paper under, where that is not its id) come only so",
      .example = "title,abstract",
      .names = kResultFields},
     read_fields,
     write_fields},
    choice_param<&Request::highlight>(
        {.name = "highlight",
         .kind = ParamKind::Choice,
         .about = "how what matched is marked: by mark elements, as ranges of bytes, not at all",
         .initial = "html",
         .example = "ranges",
         .choices = kHighlights}),
    number_param<&Request::snippet_words>({.name = "snippet",
                                           .kind = ParamKind::Number,
                                           .about = "words in a snippet",
                                           .initial = "30",
                                           .example = "12",
                                           .least = 0,
                                           .most = 60}),
    choice_param<&Request::mode>({.name = "mode",
                                  .kind = ParamKind::Choice,
                                  .about = "papers with all words or with any; auto: with all, and "
                                           "where they are few, with some after them",
                                  .initial = "auto",
                                  .example = "any",
                                  .choices = kModes}),
    choice_param<&Request::typo>({.name = "typo",
                                  .kind = ParamKind::Choice,
                                  .about = "misspelled words are put right, or only told of",
                                  .initial = "auto",
                                  .example = "suggest",
                                  .choices = kTypos}),
    choice_param<&Request::relax>({.name = "relax",
                                   .kind = ParamKind::Choice,
                                   .about = "off: no papers with only some of the words",
                                   .initial = "auto",
                                   .example = "off",
                                   .choices = kAutoOrOff}),
    choice_param<&Request::synonyms>({.name = "synonyms",
                                      .kind = ParamKind::Choice,
                                      .about = "auto: other names of a word are searched besides",
                                      .initial = "auto",
                                      .example = "off",
                                      .choices = kAutoOrOff}),
    choice_param<&Request::explain>({.name = "explain",
                                     .kind = ParamKind::Choice,
                                     .about = "1 adds what each part of the query added to a score",
                                     .initial = "0",
                                     .example = "1",
                                     .choices = kFlags}),
};

constexpr FacetParam kFacetParams[] = {
    {{.name = "{facet}", .kind = ParamKind::Value, .about = "papers with any of the values given"},
     "",
     &FacetFilter::any},
    {{.name = "all.{facet}",
      .kind = ParamKind::Value,
      .about = "papers with every one of the values given"},
     "all.",
     &FacetFilter::all},
    {{.name = "not.{facet}", .kind = ParamKind::Value, .about = "papers without the value"},
     "not.",
     &FacetFilter::excluded},
};

constexpr ParamSpec kFacetOrderParam = {.name = "facet_order.{facet}",
                                        .kind = ParamKind::Choice,
                                        .about = "order of the facet's values, else its own",
                                        .example = "label",
                                        .choices = kOrders};

}  // namespace

std::span<const SearchParam> search_params() { return kSearchParams; }
std::span<const FacetParam> facet_params() { return kFacetParams; }
const ParamSpec& facet_order_param() { return kFacetOrderParam; }

}  // namespace paperfind
