// Exports as clients get them: of a paper, of a session, of a search of any length.
#include <algorithm>
#include <string>
#include <vector>

#include "engine/base/nlohmann_json.h"
#include "tests/catch.h"
#include "tests/http/daemon.h"
#include "tests/http/long_export.h"
#include "tests/support/http.h"
#include "tests/support/temp_dir.h"
#include "tests/unit/render/bibtex_reader.h"
#include "tests/unit/render/csl_schema.h"

using namespace paperfind::testing;
using Json = nlohmann::json;

namespace {

const std::string kPaper = "tinyml-2022-delta-keyword-transformer-bringing-transformers-to";
const std::string kSession = "tinyml-2022-tinyml-hardware";

std::vector<std::string> ids_of(const std::string& lines) {
  std::vector<std::string> ids;
  for (std::size_t at = 0; at < lines.size();) {
    const std::size_t end = lines.find('\n', at);
    REQUIRE(end != std::string::npos);
    ids.push_back(Json::parse(lines.substr(at, end - at))["id"]);
    at = end + 1;
  }
  return ids;
}

// What one gets page by page.
std::vector<std::string> paged_ids(int port, const std::string& query) {
  std::vector<std::string> ids;
  for (int page = 1;; ++page) {
    const std::string target =
        "/api/v1/search?facets=none&per_page=100&page=" + std::to_string(page) +
        (query.empty() ? "" : "&" + query);
    const Json answer = Json::parse(http_get(port, target).body);
    for (const Json& result : answer["results"]) ids.push_back(result["id"]);
    if (answer["links"]["next"].is_null()) return ids;
  }
}

}  // namespace

TEST_CASE("a search comes in every format, whole and in its order", "[export]") {
  const Daemon daemon(corpus_index());
  struct Case {
    std::string suffix, type, begin, end;
  };
  const Case c = GENERATE(values<Case>({
      {"bib", "application/x-bibtex; charset=utf-8", "@inproceedings{", "\n}\n"},
      {"ris", "application/x-research-info-systems; charset=utf-8", "TY  - ", "ER  - \r\n\r\n"},
      {"csl.json", "application/vnd.citationstyles.csl+json", "[\n{", "}\n]\n"},
      {"csv", "text/csv; charset=utf-8; header=present", "\xEF\xBB\xBF\"id\"", "\"\r\n"},
      {"jsonl", "application/jsonl; charset=utf-8", "{\"id\":", "}\n"},
      {"ics", "text/calendar; charset=utf-8", "BEGIN:VCALENDAR\r\n", "END:VCALENDAR\r\n"},
      {"atom", "application/atom+xml; charset=utf-8", "<?xml ", "</feed>\n"},
  }));
  const std::string query = "q=learning&sort=title";
  const std::vector<std::string> wanted = paged_ids(daemon.port(), query);
  REQUIRE(wanted.size() > 3);
  for (const std::string base : {"/search.", "/api/v1/search."}) {
    const std::string target = base + c.suffix + "?" + query;
    CAPTURE(target);
    const HttpReply reply = http_get(daemon.port(), target);
    REQUIRE(reply.status == 200);
    CHECK(reply.headers.at("content-type") == c.type);
    CHECK(reply.headers.at("content-disposition") ==
          (c.suffix == "atom" ? "inline" : "attachment") +
              std::string("; filename=\"papers-learning.") + c.suffix + "\"");
    CHECK(reply.headers.at("content-length") == std::to_string(reply.body.size()));
    CHECK(reply.body.starts_with(c.begin));
    CHECK(reply.body.ends_with(c.end));
    std::size_t at = 0;
    for (const std::string& id : wanted) {
      CAPTURE(id);
      at = reply.body.find(id, at);
      CHECK(at != std::string::npos);
    }
    const HttpReply again =
        http_get(daemon.port(), target, "If-None-Match: " + reply.headers.at("etag") + "\r\n");
    CHECK(again.status == 304);
    const HttpReply head = http_request(daemon.port(), "HEAD", target);
    CHECK(head.status == 200);
    CHECK(head.headers.at("content-type") == c.type);
    CHECK(head.body.empty());
  }
}

TEST_CASE("filters hold for exports, pages do not", "[export]") {
  const Daemon daemon(corpus_index());
  const std::string query = "session=" + kSession;
  const std::vector<std::string> wanted = paged_ids(daemon.port(), query);
  CHECK(wanted.size() == 5);
  const std::string lines =
      http_get(daemon.port(), "/search.jsonl?page=2&per_page=1&facets=none&" + query).body;
  CHECK(ids_of(lines) == wanted);
  std::vector<std::string> of_session =
      ids_of(http_get(daemon.port(), "/sessions/" + kSession + ".jsonl").body);
  CHECK(std::is_permutation(of_session.begin(), of_session.end(), wanted.begin(), wanted.end()));
  CHECK(http_get(daemon.port(), "/search.jsonl?q=zzzzzz&typo=off").body.empty());
}

TEST_CASE("BibTeX of the whole programme is read by a reader of BibTeX", "[export]") {
  const Daemon daemon(corpus_index());
  const std::string text = http_get(daemon.port(), "/search.bib").body;
  std::vector<BibEntry> entries;
  REQUIRE_NOTHROW(entries = BibReader(text).read());
  CHECK(entries.size() == 22);
  for (const BibEntry& entry : entries) {
    CHECK(entry.type == "inproceedings");
    CHECK(entry.fields.at("year") == "2022");
    CHECK(entry.fields.at("url").starts_with("http://127.0.0.1"));
  }
}

TEST_CASE("CSL-JSON of the whole programme keeps to its schema", "[export]") {
  const Daemon daemon(corpus_index());
  const Json items = Json::parse(http_get(daemon.port(), "/search.csl.json").body);
  CHECK(items.size() == 22);
  CHECK(csl_faults(items) == std::vector<std::string>());
}

TEST_CASE("a calendar has an event for each talk, at the time of its place", "[export]") {
  const Daemon daemon(corpus_index());
  const std::string text = http_get(daemon.port(), "/search.ics").body;
  CHECK(occurrences(text, "BEGIN:VEVENT") == 22);
  CHECK(occurrences(text, "BEGIN:VTIMEZONE") == 1);
  CHECK(occurrences(text, "TZID:America/Los_Angeles\r\n") == 1);
  CHECK(occurrences(text, "DTSTART;TZID=America/Los_Angeles:20220328T") == 22);
}

TEST_CASE("a paper comes in every format under its address", "[export]") {
  const Daemon daemon(corpus_index());
  for (const std::string suffix : {"bib", "ris", "csl.json", "csv", "jsonl", "ics", "atom"}) {
    for (const std::string base : {"/papers/", "/api/v1/papers/"}) {
      CAPTURE(suffix, base);
      const HttpReply reply = http_get(daemon.port(), base + kPaper + "." + suffix);
      CHECK(reply.status == 200);
      CHECK(reply.body.find("Delta") != std::string::npos);
      CHECK(reply.headers.at("content-disposition").find("filename=\"" + kPaper + "." + suffix) !=
            std::string::npos);
    }
  }
  const std::string one = http_get(daemon.port(), "/papers/" + kPaper + ".bib").body;
  const std::string all = http_get(daemon.port(), "/search.bib?q=jelcicoova").body;
  CHECK(one == all);
}

TEST_CASE("a session, an event and a schedule are calendars", "[export]") {
  const Daemon daemon(corpus_index());
  for (const std::string base : {"", "/api/v1"}) {
    const std::string session =
        http_get(daemon.port(), base + "/sessions/" + kSession + ".ics").body;
    CHECK(occurrences(session, "\r\nUID:sessions/" + kSession) == 1);
    CHECK(session.ends_with("END:VCALENDAR\r\n"));
    const HttpReply schedule = http_get(daemon.port(), base + "/schedule.ics");
    CHECK(schedule.headers.at("content-type") == "text/calendar; charset=utf-8");
    CHECK(occurrences(schedule.body, "\r\nUID:sessions/") > 1);
    CHECK(occurrences(schedule.body, "BEGIN:VTIMEZONE") == 1);
    CHECK(http_get(daemon.port(), base + "/events/tinyml-2022.ics").body == schedule.body);
    CHECK(http_get(daemon.port(), base + "/schedule.ics?event=tinyml-2022").body == schedule.body);
    CHECK(ids_of(http_get(daemon.port(), base + "/events/tinyml-2022.jsonl").body).size() == 22);
  }
}

TEST_CASE("a person and an institution have their papers in the order of their page", "[export]") {
  const Daemon daemon(corpus_index());
  for (const std::string path : {"/authors/bernd-waschneck", "/institutions/infineon"}) {
    const HttpReply page = http_get(daemon.port(), path);
    const Json record = Json::parse(http_get(daemon.port(), "/api/v1" + path).body);
    std::vector<std::string> wanted;
    for (const Json& paper : record["papers"]) wanted.push_back(paper["id"]);
    REQUIRE(wanted.size() >= 2);
    for (const std::string suffix : {"bib", "ris", "csl.json", "csv", "jsonl", "ics", "atom"}) {
      for (const std::string base : {"", "/api/v1"}) {
        const std::string target = base + path + "." + suffix;
        CAPTURE(target);
        const HttpReply reply = http_get(daemon.port(), target);
        REQUIRE(reply.status == 200);
        std::size_t at = 0;
        for (const std::string& id : wanted)
          CHECK((at = reply.body.find(id, at)) != std::string::npos);
        CHECK(reply.headers.count("access-control-allow-origin") == (base.empty() ? 0 : 1));
      }
    }
    CHECK(ids_of(http_get(daemon.port(), path + ".jsonl").body) == wanted);
    for (const std::string suffix : {"ics", "bib", "ris", "csl.json", "csv"}) {
      CHECK(page.body.find("<a href=\"" + path + "." + suffix + "\"") != std::string::npos);
    }
    const HttpReply asked =
        http_get(daemon.port(), path, "Accept: application/x-research-info-systems\r\n");
    CHECK(asked.body == http_get(daemon.port(), path + ".ris").body);
    CHECK(asked.headers.at("vary") == "Accept, Accept-Encoding");
  }
  CHECK(http_get(daemon.port(), "/authors/nosuch.bib").status == 404);
  CHECK(http_get(daemon.port(), "/institutions/nosuch.ris").status == 404);
}

TEST_CASE("an export under a former id leads to the one in force", "[export]") {
  const TempDir folder;
  std::filesystem::create_directories(folder / "corpus/authority");
  write_text(folder / "corpus/sym.json",
             R"({"schema":1,"event":{"id":"e","name":"E","year":2026,"tz":"UTC"},"papers":[
{"id":"p1","event":"e","title":"Quartz","authors":[{"name":"Ada New","person":"ada-new"}]}]})");
  write_text(folder / "corpus/authority/people.json",
             R"({"schema":1,"people":[{"id":"ada-new","name":"Ada New"},
{"id":"ada-old","name":"Ada Old","merged_into":"ada-new"}]})");
  build_index(folder / "corpus", folder / "index");
  const Daemon daemon(folder / "index");
  for (const std::string base : {"", "/api/v1"}) {
    const HttpReply reply = http_get(daemon.port(), base + "/authors/ada-old.bib");
    CHECK(reply.status == 301);
    CHECK(reply.headers.at("location") == base + "/authors/ada-new.bib");
  }
}

TEST_CASE("a list of papers is exported in its order", "[export]") {
  const Daemon daemon(corpus_index());
  const std::vector<std::string> all = paged_ids(daemon.port(), "");
  const std::vector<std::string> wanted = {all.at(5), all.at(0), all.at(3)};
  const std::string ids = wanted[0] + "," + wanted[1] + ",none," + wanted[2] + "," + wanted[0];
  CHECK(ids_of(http_get(daemon.port(), "/list.jsonl?ids=" + ids).body) == wanted);
  CHECK(http_get(daemon.port(), "/list.bib?ids=none").body.empty());
  CHECK(http_get(daemon.port(), "/list?ids=" + ids).body.find("href=\"/list.bib?ids=") !=
        std::string::npos);
}

TEST_CASE("whoever prefers a format in Accept gets it under the page's address", "[export]") {
  const Daemon daemon(corpus_index());
  struct Case {
    std::string target, accept, type;
  };
  const Case c = GENERATE(values<Case>({
      {"/papers/" + kPaper, "application/x-bibtex", "application/x-bibtex; charset=utf-8"},
      {"/search?q=learning", "text/csv", "text/csv; charset=utf-8; header=present"},
      {"/api/v1/papers/" + kPaper, "application/vnd.citationstyles.csl+json, */*;q=0.1",
       "application/vnd.citationstyles.csl+json"},
      {"/sessions/" + kSession, "text/calendar", "text/calendar; charset=utf-8"},
      {"/schedule", "text/html;q=0.5, text/calendar", "text/calendar; charset=utf-8"},
      {"/papers/" + kPaper, "text/html, application/x-bibtex", "text/html; charset=utf-8"},
      {"/papers/" + kPaper, "text/html, application/x-bibtex;q=0.9", "text/html; charset=utf-8"},
      {"/papers/" + kPaper, "application/x-bibtex;q=0", "text/html; charset=utf-8"},
      {"/api/v1/search", "*/*", "application/json"},
  }));
  CAPTURE(c.target, c.accept);
  const HttpReply reply = http_get(daemon.port(), c.target, "Accept: " + c.accept + "\r\n");
  CHECK(reply.status == 200);
  CHECK(reply.headers.at("content-type") == c.type);
  CHECK(reply.headers.at("vary") == "Accept, Accept-Encoding");
}

TEST_CASE("what there is not is not exported", "[export]") {
  const Daemon daemon(corpus_index());
  struct Case {
    std::string target;
    int status;
    std::string type;
  };
  const Case c = GENERATE(values<Case>({
      {"/papers/none.bib", 404, "text/html; charset=utf-8"},
      {"/api/v1/papers/none.bib", 404, "application/problem+json"},
      {"/sessions/none.ics", 404, "text/html; charset=utf-8"},
      {"/search.pdf", 404, "text/html; charset=utf-8"},
      {"/schedule.bib", 404, "text/html; charset=utf-8"},
      {"/api/v1/schedule.ics?event=none", 404, "application/problem+json"},
      {"/events/none.bib", 404, "text/html; charset=utf-8"},
      {"/api/v1/search.bib?instituton=x", 400, "application/problem+json"},
      {"/api/v1/search.bib?sort=x", 400, "application/problem+json"},
  }));
  const HttpReply reply = http_get(daemon.port(), c.target);
  CHECK(reply.status == c.status);
  CHECK(reply.headers.at("content-type") == c.type);
  CHECK(reply.headers.count("content-disposition") == 0);
}

TEST_CASE("answers and pages link to their exports", "[export]") {
  const Daemon daemon(corpus_index());
  const Json answer = Json::parse(http_get(daemon.port(), "/api/v1/search?q=learning").body);
  for (const char* key : {"bib", "ris", "csl", "csv", "jsonl", "ics", "atom"}) {
    CAPTURE(key);
    CHECK(http_get(daemon.port(), answer["links"].at(key).get<std::string>()).status == 200);
  }
  CHECK(answer["results"][0]["links"].contains("bib"));
  CHECK(answer["results"][0]["links"].contains("ics"));
  CHECK(
      http_get(daemon.port(), "/search?q=learning").body.find("href=\"/search.bib?q=learning\"") !=
      std::string::npos);
  CHECK(http_get(daemon.port(), "/papers/" + kPaper)
            .body.find("href=\"/papers/" + kPaper + ".ics\"") != std::string::npos);
  CHECK(http_get(daemon.port(), "/sessions/" + kSession)
            .body.find("href=\"/sessions/" + kSession + ".ics\"") != std::string::npos);
  CHECK(
      http_get(daemon.port(), "/schedule").body.find("href=\"/schedule.ics?event=tinyml-2022\"") !=
      std::string::npos);
  CHECK(http_get(daemon.port(), "/events/tinyml-2022")
            .body.find("href=\"/events/tinyml-2022.ics\"") != std::string::npos);
}

TEST_CASE("a long export comes in blocks, with nothing left out", "[export]") {
  const Daemon daemon(long_index());
  const std::string query = GENERATE(values<std::string>({"", "q=common+paper"}));
  CAPTURE(query);
  const std::vector<std::string> wanted = paged_ids(daemon.port(), query);
  REQUIRE(wanted.size() == kManyPapers);
  const std::string target = "/search.jsonl?" + query;

  const HttpReply reply = http_get(daemon.port(), target);
  CHECK(reply.headers.at("transfer-encoding") == "chunked");
  CHECK(reply.headers.count("content-length") == 0);
  CHECK(reply.body.size() > 10'000'000);
  CHECK(ids_of(reply.body) == wanted);
  CHECK(http_get(daemon.port(), target, "If-None-Match: " + reply.headers.at("etag") + "\r\n")
            .status == 304);

  // No chunks for those who do not know them.
  const std::string old =
      exchange(daemon.port(), "GET " + target + " HTTP/1.0\r\nHost: 127.0.0.1\r\n\r\n");
  CHECK(old.find("Transfer-Encoding") == std::string::npos);
  CHECK(old.find("Connection: close") != std::string::npos);
  CHECK(ids_of(old.substr(old.find("\r\n\r\n") + 4)) == wanted);

  const HttpReply head = http_request(daemon.port(), "HEAD", target);
  CHECK(head.status == 200);
  CHECK(head.body.empty());
}

TEST_CASE("a connection goes on after a long export", "[export]") {
  const Daemon daemon(long_index());
  const std::string wire =
      exchange(daemon.port(),
               "GET /search.bib HTTP/1.1\r\nHost: a\r\n\r\n"
               "GET /healthz HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n");
  CHECK(wire.find("\r\n0\r\n\r\nHTTP/1.1 200 OK\r\n") != std::string::npos);
  CHECK(wire.ends_with("\r\n\r\nok\n"));
}
