#include "searchd/http/router.h"

#include <fstream>
#include <iterator>
#include <set>
#include <string>

#include "engine/base/percent.h"
#include "searchd/api/problems.h"
#include "searchd/http/target.h"
#include "tests/catch.h"

using namespace paperfind;

namespace {

// "pattern value value", or "-" when nothing answers.
std::string matched(const std::string& target) {
  const Target parsed = parse_target(target);
  if (!parsed.plain) return "-";
  const RouteMatch match = match_route(all_routes(), parsed.segments);
  if (match.route == nullptr) return "-";
  std::string out(match.route->pattern);
  for (const std::string& value : match.values) out += " " + value;
  return out;
}

}  // namespace

TEST_CASE("a path finds its route and what stands in its holes", "[router]") {
  struct Case {
    std::string target;
    std::string route;
  };
  const Case c = GENERATE(values<Case>({
      {"/", "/"},
      {"/?q=x", "/"},
      {"/search?q=a/b", "/search"},
      {"/search?q=what+is+this?&page=2", "/search"},
      {"/search#top", "/search"},
      {"/papers/p0421", "/papers/{id} p0421"},
      {"/papers/a%2Db", "/papers/{id} a-b"},
      {"/papers/%C3%A4", "/papers/{id} ä"},
      {"/authors/ana-diaz", "/authors/{id} ana-diaz"},
      {"/api/v1/authors/ana-diaz", "/api/v1/authors/{id} ana-diaz"},
      {"/events/sym26", "/events/{id} sym26"},
      {"/api/v1/events/sym26", "/api/v1/events/{id} sym26"},
      {"/schedule?event=sym26", "/schedule"},
      {"/api/v1/schedule", "/api/v1/schedule"},
      {"/institutions/mit", "/institutions/{id} mit"},
      {"/api/v1/institutions/mit", "/api/v1/institutions/{id} mit"},
      {"/sessions/s1", "/sessions/{id} s1"},
      {"/api/v1/sessions/s1", "/api/v1/sessions/{id} s1"},
      {"/api/v1/papers/p.1", "/api/v1/papers/{id} p.1"},
      {"/api/v1/facets", "/api/v1/facets"},
      {"/api/v1/facets/session", "/api/v1/facets/{name} session"},
      {"/healthz", "/healthz"},
      // What ends in the suffix of a format.
      {"/search.bib?q=x", "/search.{format} bib"},
      {"/search.csl.json", "/search.{format} csl.json"},
      {"/api/v1/search.jsonl", "/api/v1/search.{format} jsonl"},
      {"/papers/p.1.csl.json", "/papers/{id}.{format} p.1 csl.json"},
      {"/papers/p1.ics", "/papers/{id}.{format} p1 ics"},
      {"/sessions/s1.bib", "/sessions/{id}.{format} s1 bib"},
      {"/papers/p1.pdf", "/papers/{id} p1.pdf"},
      {"/papers/.bib", "/papers/{id} .bib"},
      {"/papers/bib", "/papers/{id} bib"},
      {"/search.pdf", "-"},
      {"/search.BIB", "-"},
      {"/searchbib", "-"},
      {"/facets/x.bib", "/facets/{name} x.bib"},
      // A hole takes one segment that is not empty.
      {"/papers", "-"},
      {"/papers/", "-"},
      {"/papers/a/b", "-"},
      {"/search/", "-"},
      {"//search", "-"},
      {"/SEARCH", "-"},
      {"/api/v1", "-"},
      {"", "-"},
      {"search", "-"},
      {"*", "-"},
      {"http://example.org/search", "-"},
      // Nothing that could mean something to a file system, a log or a C string.
      {"/papers/..", "-"},
      {"/papers/%2e%2e", "-"},
      {"/assets/..%2fsecret", "-"},
      {"/assets/%2e%2e%5csecret", "-"},
      {"/papers/a%00b", "-"},
      {"/papers/a%0ab", "-"},
      {"/papers/a%7f", "-"},
  }));
  CAPTURE(c.target);
  CHECK(matched(c.target) == c.route);
}

TEST_CASE("percent_decode decodes what is an escape and leaves what is none", "[router]") {
  struct Case {
    std::string text;
    std::string decoded;
  };
  const Case c = GENERATE(values<Case>({
      {"a%20b", "a b"},
      {"a+b", "a+b"},
      {"%", "%"},
      {"%2", "%2"},
      {"%zz", "%zz"},
      {"%4", "%4"},
      {"%e2%80%A6", "…"},
      {"%2541", "%41"},
  }));
  CHECK(percent_decode(c.text) == c.decoded);
}

TEST_CASE("a path of 512 bytes is looked at, one of 513 is not", "[router]") {
  const std::string prefix = "/papers/";
  const std::string longest = prefix + std::string(kMaxPathBytes - prefix.size(), 'a');
  CHECK(parse_target(longest).plain);
  CHECK_FALSE(parse_target(longest + "a").plain);
  // The query does not count.
  CHECK(parse_target(longest + "?q=" + std::string(5000, 'b')).plain);
}

TEST_CASE("every route can be told apart and says what it is for", "[router]") {
  std::set<std::string_view> patterns;
  for (const Route& route : all_routes()) {
    CAPTURE(route.pattern);
    CHECK(patterns.insert(route.pattern).second);
    CHECK(route.pattern.front() == '/');
    CHECK_FALSE(route.summary.empty());
    CHECK(route.handler != nullptr);
  }
}

TEST_CASE("the page about the interface lists every route and every kind of problem", "[router]") {
  std::ifstream in(PAPERFIND_SOURCE_DIR "/docs/http-api.md", std::ios::binary);
  const std::string page{std::istreambuf_iterator<char>(in), {}};
  REQUIRE_FALSE(page.empty());
  for (const Route& route : all_routes()) {
    CAPTURE(route.pattern);
    CHECK(page.find("`" + std::string(route.pattern) + "`") != std::string::npos);
  }
  for (const ProblemKind& kind : problem_kinds()) {
    CAPTURE(kind.name);
    CHECK(page.find("`" + std::string(kind.name) + "`") != std::string::npos);
  }
}
