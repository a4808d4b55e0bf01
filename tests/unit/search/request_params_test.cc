#include "engine/search/request_params.h"

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
