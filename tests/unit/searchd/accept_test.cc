#include "searchd/http/accept.h"

#include <string>

#include "searchd/http/router.h"
#include "tests/catch.h"

using namespace paperfind;

TEST_CASE("a format is preferred when nothing named weighs as much before it", "[accept]") {
  struct Case {
    std::string accept, key;
  };
  const Case c = GENERATE(values<Case>({
      {"", ""},
      {"*/*", ""},
      {"text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8", ""},
      {"application/x-bibtex", "bib"},
      {"Application/X-BibTeX; charset=utf-8", "bib"},
      {"application/x-bibtex;q=0.9, text/csv", "csv"},
      {"text/csv ; q=0.500, text/html;q=0.4", "csv"},
      {"text/csv, text/html", "csv"},
      {"text/html, text/csv", ""},
      {"text/csv;q=0", ""},
      {"text/csv;q=0.0001", ""},
      {"text/csv;q=x, text/calendar;q=0.1", "ics"},
      {"application/vnd.citationstyles.csl+json", "csl"},
      {",,text/csv,,", "csv"},
      {";q=1", ""},
  }));
  CAPTURE(c.accept);
  const ExportFormat* format = preferred_export(c.accept);
  CHECK((format == nullptr ? "" : std::string(format->key)) == c.key);
}

TEST_CASE("a route knows the route of its exports", "[router]") {
  const auto exports_of = [](const std::string& pattern) {
    for (const Route& route : all_routes()) {
      if (route.pattern != pattern) continue;
      const Route* exports = export_route_of(all_routes(), route);
      return exports == nullptr ? std::string() : std::string(exports->pattern);
    }
    return std::string("no such route");
  };
  for (const std::string path : {"/search", "/papers/{id}", "/authors/{id}", "/institutions/{id}",
                                 "/sessions/{id}", "/events/{id}", "/schedule"}) {
    CHECK(exports_of(path) == path + ".{format}");
    CHECK(exports_of("/api/v1" + path) == "/api/v1" + path + ".{format}");
  }
  CHECK(exports_of("/list") == "/list.{format}");
  CHECK(exports_of("/demo").empty());
  CHECK(exports_of("/facets/{name}").empty());
  CHECK(exports_of("/papers/{id}.{format}").empty());
}
