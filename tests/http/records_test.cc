// Pages and records of sessions, people, institutions and events through the real daemon.
#include <string>
#include <vector>

#include "engine/base/nlohmann_json.h"
#include "tests/catch.h"
#include "tests/http/answers.h"
#include "tests/http/daemon.h"
#include "tests/support/http.h"

using namespace paperfind::testing;
using Json = nlohmann::json;

namespace {

std::string get_page(int port, const std::string& target) {
  const HttpReply reply = http_get(port, target);
  CAPTURE(target, reply.body);
  REQUIRE(reply.status == 200);
  CHECK(reply.headers.at("content-type") == "text/html; charset=utf-8");
  CHECK(reply.body.size() < 100'000);
  // No script but files of ours, the search box's among them, and data.
  CHECK(occurrences(reply.body, "<script type=\"module\" src=\"/assets/paper-search.") == 1);
  CHECK(occurrences(reply.body, "<script") ==
        occurrences(reply.body, "<script type=\"module\" src=\"/assets/") +
            occurrences(reply.body, "<script type=\"application/ld+json\">"));
  CHECK(reply.body.find("href=\"\"") == std::string::npos);
  return reply.body;
}

// Every value of a facet has a page, and a record with as many papers as the facet counts and the
// search finds.
void check_records(int port, const std::string& facet, const std::string& path) {
  const Json answer = get_json(port, "/api/v1/facets/" + facet + "?per_page=1000");
  std::size_t seen = 0;
  for (const Json& value : answer["values"]) {
    const std::string id = value["id"].get<std::string>();
    CAPTURE(facet, id);
    const Json record = get_json(port, "/api/v1" + path + id);
    CHECK(record["id"].get<std::string>() == id);
    CHECK(record["url"].get<std::string>() == path + id);
    CHECK(record["total"].get<int>() == value["count"].get<int>());
    CHECK(record["papers"].size() == value["count"].get<std::size_t>());
    const std::string search = record["search"].get<std::string>();
    CHECK(get_json(port, "/api/v1" + search)["total"].get<int>() == value["count"].get<int>());
    const std::string page = get_page(port, path + id);
    CHECK(holds(page, "<link rel=\"canonical\" href=\"" + path + id + "\">"));
    for (const Json& paper : record["papers"]) {
      CHECK(holds(page, "href=\"" + paper["url"].get<std::string>() + "\""));
    }
    ++seen;
  }
  CHECK(seen == answer["distinct"].get<std::size_t>());
  CHECK(http_get(port, path + "nothing").status == 404);
  CHECK(http_get(port, path + "~none").status == 404);
  CHECK(http_get(port, "/api/v1" + path + "nothing").status == 404);
}

}  // namespace

TEST_CASE("every session has its page and its record, with the papers it counts", "[records]") {
  const Daemon daemon(corpus_index());
  check_records(daemon.port(), "session", "/sessions/");
  const std::string page =
      get_page(daemon.port(), "/sessions/tinyml-2022-tinyml-applications-and-systems");
  CHECK(holds(page, "Mon 28 March 2022, 09:30–10:50 PDT"));
  CHECK(holds(page, "Pacific Daylight Time (PDT)"));
  CHECK(holds(page, "Wolfgang Furtner"));
  CHECK(holds(page, "href=\"/sessions/tinyml-2022-session-1-short-papers\""));
}

TEST_CASE("every author has a page and a record, with the papers the facet counts", "[records]") {
  const Daemon daemon(corpus_index());
  check_records(daemon.port(), "author", "/authors/");
  const Json record = get_json(daemon.port(), "/api/v1/authors/zuzana-jelcicoova");
  CHECK(record["name"].get<std::string>() == "Zuzana Jelčicoová");
  for (const Json& other : record["coauthors"]) {
    CAPTURE(other.dump());
    const std::string both = "/api/v1/search?all.author=zuzana-jelcicoova&all.author=";
    CHECK(get_json(daemon.port(), both + other["id"].get<std::string>())["total"].get<int>() ==
          other["count"].get<int>());
  }
}

TEST_CASE("every institution has a page and a record, with the papers the facet counts",
          "[records]") {
  const Daemon daemon(corpus_index());
  check_records(daemon.port(), "institution", "/institutions/");
  const Json record = get_json(daemon.port(), "/api/v1/institutions/meta");
  CHECK(record["ror"].get<std::string>() == "https://ror.org/01zbnvs85");
  CHECK(record["country"].get<std::string>() == "US");
  REQUIRE_FALSE(record["people"].empty());
  // A unit and what it is part of name each other.
  CHECK(get_json(daemon.port(), "/api/v1/institutions/google")["parent"]["id"].get<std::string>() ==
        "alphabet");
  CHECK(holds(get_page(daemon.port(), "/institutions/alphabet"), "href=\"/institutions/google\""));
}

TEST_CASE("the schedule of the symposium is whole, in order, and names its zone", "[records]") {
  const Daemon daemon(corpus_index());
  const Json schedule = get_json(daemon.port(), "/api/v1/schedule");
  CHECK(schedule["event"]["id"].get<std::string>() == "tinyml-2022");
  CHECK(schedule["items_total"].get<int>() == 10);
  REQUIRE(schedule["days"].size() == 1);
  std::string last;
  std::size_t items = 0;
  for (const Json& slot : schedule["days"][0]["slots"]) {
    CHECK(slot["start"].get<std::string>() > last);
    last = slot["start"].get<std::string>();
    items += slot["items"].size();
  }
  CHECK(items == 10);
  const std::string page = get_page(daemon.port(), "/schedule");
  CHECK(holds(page, "Monday 28 March 2022"));
  CHECK(holds(page, "Times in Pacific Daylight Time (PDT)"));
  CHECK(holds(page, "Welcome and Opening Statement"));
  CHECK(holds(page, "<link rel=\"canonical\" href=\"/schedule?event=tinyml-2022\">"));
  // The same under its own address; what is no parameter is nothing to a page.
  CHECK(get_page(daemon.port(), "/schedule?event=tinyml-2022") == page);
  CHECK(get_page(daemon.port(), "/schedule?x=1") == page);
  CHECK(http_get(daemon.port(), "/schedule?event=nothing").status == 404);
  // In a zone where it is evening; what is no zone is none.
  const std::string zurich = get_page(daemon.port(), "/schedule?tz=Europe/Zurich");
  CHECK(holds(zurich, "Times in Central European Summer Time (CEST)"));
  CHECK(holds(zurich, "18:00–18:30"));
  CHECK(holds(zurich, "<link rel=\"canonical\" href=\"/schedule?event=tinyml-2022\">"));
  CHECK(get_page(daemon.port(), "/schedule?tz=PST") == page);
  const HttpReply wrong = http_get(daemon.port(), "/api/v1/schedule?evnt=x");
  CHECK(wrong.status == 400);
  CHECK(Json::parse(wrong.body)["type"].get<std::string>() == "/problems/unknown-parameter");
  CHECK(Json::parse(wrong.body)["hint"].get<std::string>() == "event");
}

TEST_CASE("the symposium has its page and its record", "[records]") {
  const Daemon daemon(corpus_index());
  const Json record = get_json(daemon.port(), "/api/v1/events/tinyml-2022");
  CHECK(record["total"].get<int>() == 22);
  CHECK(record["unplaced"].get<int>() == 0);
  const Json facets = get_json(daemon.port(), "/api/v1/search?facets=author,institution");
  CHECK(record["people_total"] == facets["facets"]["author"]["distinct"]);
  CHECK(record["institutions_total"] == facets["facets"]["institution"]["distinct"]);
  const std::string page = get_page(daemon.port(), "/events/tinyml-2022");
  CHECK(holds(page, "28 March 2022"));
  CHECK(holds(page, "href=\"/sessions/tinyml-2022-tinyml-hardware\""));
  CHECK(http_get(daemon.port(), "/events/nothing").status == 404);
  CHECK(holds(get_page(daemon.port(), "/"), "<a href=\"/schedule\">Schedule</a>"));
}
