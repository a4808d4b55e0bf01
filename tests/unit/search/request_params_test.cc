#include "engine/search/request_params.h"

#include <algorithm>

#include "tests/catch.h"

namespace paperfind {
namespace {

struct Bad {
  std::string query;
  std::string where;
  std::string message;
  std::string hint;
};

TEST_CASE("a wrong parameter is named, with what would be right", "[search]") {
  const Bad c = GENERATE(values<Bad>({
      {"instituton=mit", "instituton", "instituton is not a parameter of this search",
       "institution"},
      {"q=a&=x", "=x", "\"=x\" is not a parameter of this search: it has no name",
       "name=value, with %26 for an & within"},
      {"=", "=", "\"=\" is not a parameter of this search: it has no name",
       "name=value, with %26 for an & within"},
      {"q=a&q=b", "q", "q is given twice", "only facets may be repeated"},
      {"page=0", "page", "page must be a whole number from 1 to 10000", ""},
      {"page=+1", "page", "page must be a whole number from 1 to 10000", ""},
      {"page=1x", "page", "page must be a whole number from 1 to 10000", ""},
      {"page=99999999999999999999", "page", "page must be a whole number from 1 to 10000", ""},
      {"per_page=101", "per_page", "per_page must be a whole number from 1 to 100", ""},
      {"page=501&per_page=20", "page", "only the first 10000 papers can be paged through",
       "narrow the search with a filter"},
      {"sort=newest", "sort", "\"newest\" is not a value of sort",
       "one of relevance, -year, year, title, author, programme"},
      {"session=", "session", "an empty value names nothing", "leave the parameter out"},
      {"facets=sesion", "facets", "\"sesion\" is not known here", "session"},
      {"from=2022-02-30", "from", "\"2022-02-30\" is not a day", "2022-03-28 or 2022"},
      {"year=2021..2019", "year", "\"2021..2019\" is no range of years",
       "such as 2019..2021 or 2019.."},
      {"day=2022-02-29..", "day", "\"2022-02-29..\" is no range of days",
       "such as 2022-03-28..2022-03-30 or 2022-03.."},
      // A range is another way to say from and to.
      {"year=2019..&year=2021..", "year", "year is given twice", "only facets may be repeated"},
      {"year=2019..&from=2018", "from", "from is given twice", "only facets may be repeated"},
      {"q=" + std::string(2049, 'a'), "q", "the query is longer than 2048 bytes", ""},
  }));
  CAPTURE(c.query);
  const Result<SearchRequest> request =
      search_request_from(decode_query(c.query), UnknownParams::Reject);
  REQUIRE_FALSE(request.ok());
  CHECK(request.error().code == ErrorCode::InvalidInput);
  CHECK(request.error().where == c.where);
  CHECK(request.error().message == c.message);
  CHECK(request.error().hint == c.hint);
}

TEST_CASE("a request is read up to each limit and refused one past it", "[search]") {
  struct Limit {
    std::string at, past;
  };
  std::string parameters = "q=a";
  for (std::size_t i = 1; i < kMaxParameters; ++i) parameters += "&author=x" + std::to_string(i);
  const Limit limit = GENERATE_COPY(values<Limit>({
      {"q=" + std::string(2048, 'a'), "q=" + std::string(2049, 'a')},
      {"q=" + std::string(2046, 'a') + "%C3%A9", "q=" + std::string(2047, 'a') + "%C3%A9"},
      {parameters, parameters + "&author=y"},
      {"per_page=100", "per_page=101"},
      {"page=500", "page=501"},
      {"page=10000&per_page=1", "page=10001&per_page=1"},
      {"page=100&per_page=100", "page=101&per_page=100"},
      {"facet_limit=1000", "facet_limit=1001"},
      {"snippet=60", "snippet=61"},
  }));
  CAPTURE(limit.past.substr(0, 60));
  CHECK(search_request_from(decode_query(limit.at), UnknownParams::Reject).ok());
  const Result<SearchRequest> past =
      search_request_from(decode_query(limit.past), UnknownParams::Reject);
  REQUIRE_FALSE(past.ok());
  CHECK(past.error().code == ErrorCode::InvalidInput);
}

TEST_CASE("a wrong parameter of a facet's list is named, with what would be right", "[search]") {
  const Bad c = GENERATE(values<Bad>({
      {"per_page=1001", "per_page", "per_page must be a whole number from 1 to 1000", ""},
      {"page=0", "page", "page must be a whole number from 1 to 10000", ""},
      {"order=size", "order", "\"size\" is not a value of order", "one of count, label, programme"},
      {"prefix=a&prefix=b", "prefix", "prefix is given twice", "only facets may be repeated"},
      {"prefix=" + std::string(2049, 'a'), "prefix", "is longer than 2048 bytes", ""},
      {"facet_order.year=size", "facet_order.year", "\"size\" is not a value of facet_order.year",
       "one of count, label, programme"},
      {"sort=newest", "sort", "\"newest\" is not a value of sort",
       "one of relevance, -year, year, title, author, programme"},
  }));
  CAPTURE(c.query);
  const Result<FacetRequest> request =
      facet_request_from("author", decode_query(c.query), UnknownParams::Reject);
  REQUIRE_FALSE(request.ok());
  CHECK(request.error().code == ErrorCode::InvalidInput);
  CHECK(request.error().where == c.where);
  CHECK(request.error().message == c.message);
  CHECK(request.error().hint == c.hint);
}

TEST_CASE("what a page of a facet cannot read is as if it was not given", "[search]") {
  const Result<FacetRequest> request = facet_request_from(
      "author", decode_query("order=size&per_page=0&page=2"), UnknownParams::Ignore);
  REQUIRE(request.ok());
  CHECK(request->context.facet_order.empty());
  CHECK(request->per_page == FacetRequest().per_page);
  CHECK(request->page == 2);
}

// Each parameter with its value, of one facet where there is one of each.
Params one_param(const ParamSpec& spec, std::string_view value) {
  std::string name(spec.name);
  const std::size_t hole = name.find(kFacetHole);
  if (hole != std::string::npos) name.replace(hole, kFacetHole.size(), "author");
  return {{name, std::string(value)}};
}

TEST_CASE("what a parameter is unless it is given says no more than leaving it out", "[search]") {
  for (const ParamSpec& spec : search_param_specs()) {
    CAPTURE(spec.name);
    CHECK_FALSE(spec.about.empty());
    if (spec.initial.empty()) continue;
    const Result<SearchRequest> request =
        search_request_from(one_param(spec, spec.initial), UnknownParams::Reject);
    REQUIRE(request.ok());
    CHECK(*request == SearchRequest());
  }
  for (const ParamSpec& spec : facet_param_specs()) {
    CAPTURE(spec.name);
    if (spec.initial.empty()) continue;
    const auto request =
        facet_request_from("author", one_param(spec, spec.initial), UnknownParams::Reject);
    REQUIRE(request.ok());
    CHECK(request->page == FacetRequest().page);
    CHECK(request->per_page == FacetRequest().per_page);
  }
  for (const ParamSpec& spec : suggest_param_specs()) {
    CAPTURE(spec.name);
    if (spec.initial.empty()) continue;
    const auto request = suggest_request_from(one_param(spec, spec.initial), UnknownParams::Reject);
    REQUIRE(request.ok());
    CHECK(request->rows == SuggestRequest().rows);
  }
}

TEST_CASE("every value a parameter is said to have is read and written again", "[search]") {
  for (const ParamSpec& spec : search_param_specs()) {
    std::vector<std::string> values = {std::string(spec.example)};
    for (const ParamChoice& choice : spec.choices) values.emplace_back(choice.name);
    for (const std::string_view name : spec.names) values.emplace_back(name);
    if (spec.kind == ParamKind::Number) {
      values.push_back(std::to_string(spec.least));
      values.push_back(std::to_string(spec.most));
    }
    for (const std::string& value : values) {
      CAPTURE(spec.name, value);
      if (value.empty()) continue;
      // A page of many papers may lie too deep.
      Params params = one_param(spec, value);
      if (spec.name == "page") params.emplace_back("per_page", "1");
      const Result<SearchRequest> request = search_request_from(params, UnknownParams::Reject);
      REQUIRE(request.ok());
      if (value == spec.initial || spec.kind == ParamKind::Day) continue;
      const Params written = params_of(*request);
      CHECK(std::find(written.begin(), written.end(), params.front()) != written.end());
    }
  }
}

TEST_CASE("pages forgive what the interface refuses", "[search]") {
  const auto read = [](std::string_view query) {
    return search_request_from(decode_query(query), UnknownParams::Ignore);
  };
  CHECK(read("utm_source=x&q=a&page=-1").ok());
  CHECK(read("q=a&q=b")->query == "a");
  CHECK(read("page=10000&per_page=100")->page == 100);
}

TEST_CASE("a request and its canonical parameters say the same", "[search]") {
  const std::string query = GENERATE(values<std::string>({
      "",
      "q=sparse+attention",
      "q=C%2B%2B&session=s2&session=s1&institution=eth-zurich&page=2",
      "not.session=a&all.institution=x&all.institution=y&from=2019&to=2021&sort=-year",
      "facets=session,author&facet_limit=7&facet_order.session=count&facet_zero=1&fields=id,title",
      "facets=none&highlight=ranges&snippet=0&mode=any&typo=off&relax=off&explain=1&per_page=50",
      "q=%E8%AA%9E%20%26%3D%2B%25",
  }));
  CAPTURE(query);
  const Result<SearchRequest> request =
      search_request_from(decode_query(query), UnknownParams::Reject);
  REQUIRE(request.ok());
  const std::string canonical = encode_query(params_of(*request));
  const Result<SearchRequest> again =
      search_request_from(decode_query(canonical), UnknownParams::Reject);
  REQUIRE(again.ok());
  CHECK(*again == *request);
  CHECK(encode_query(params_of(*again)) == canonical);
}

TEST_CASE("canonical order does not depend on the order given", "[search]") {
  const auto canonical = [](std::string_view query) {
    return link_to("/search", *search_request_from(decode_query(query), UnknownParams::Reject));
  };
  CHECK(canonical("page=2&institution=b&session=z&session=a&session=a&q=x") ==
        "/search?q=x&session=a&session=z&institution=b&page=2");
  CHECK(canonical("sort=relevance&page=1") == "/search");
  CHECK(canonical("year=2019..2021") == "/search?from=2019-01-01&to=2021-12-31");
  CHECK(canonical("day=2022-02..") == "/search?from=2022-02-01");
  CHECK(canonical("day=..2022-02&year=2022") == "/search?year=2022&to=2022-02-28");
}

TEST_CASE("query strings are decoded as browsers encode them", "[search]") {
  CHECK(decode_query("q=a+b%20c&x&&y=%zz%4") == Params{{"q", "a b c"}, {"x", ""}, {"y", "%zz%4"}});
  // A second '?' is part of the value.
  CHECK(decode_query("q=what?is") == Params{{"q", "what?is"}});
  std::string many;
  for (int i = 0; i < 200; ++i) many += "session=s&";
  const Result<SearchRequest> request =
      search_request_from(decode_query(many), UnknownParams::Reject);
  REQUIRE_FALSE(request.ok());
  CHECK(request.error().message == "more than 100 parameters");
}

}  // namespace
}  // namespace paperfind
