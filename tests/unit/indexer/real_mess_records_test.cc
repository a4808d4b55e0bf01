// What the table "What real data has wrong" of docs/importing.md says of whole records and files.
#include <functional>
#include <map>
#include <set>
#include <string>
#include <vector>

#include "engine/base/nlohmann_json.h"
#include "indexer/import/acl_anthology.h"
#include "indexer/import/jsonl.h"
#include "indexer/import/miniconf_csv.h"
#include "indexer/import/openreview.h"
#include "tests/catch.h"
#include "tests/support/temp_dir.h"
#include "tests/unit/indexer/imported.h"
#include "tests/unit/indexer/mess_table.h"
#include "tests/unit/search/small_index.h"

namespace paperfind {
namespace {

using nlohmann::json;
using testing::import_files;
using testing::import_text;
using testing::Imported;
using testing::SmallIndex;
using testing::TempDir;
using testing::write_text;
using Strings = std::vector<std::string>;

Imported flat(const std::vector<json>& papers) {
  std::string lines;
  for (json paper : papers) {
    paper.emplace("event", "DEMO 2031");
    lines += paper.dump() + "\n";
  }
  return import_text([](const ImportJob& job) { return import_jsonl(job); }, "in.jsonl", lines);
}

Strings ids(const Imported& got, const std::string& query) {
  SmallIndex index(got.bytes);
  SearchRequest request;
  request.query = query;
  request.typo = TypoMode::Off;
  request.relax = false;
  Strings out;
  for (const Hit& hit : index.search(request).hits) out.push_back(hit.paper.id);
  return out;
}

Strings names(const Paper& paper) {
  Strings out;
  for (const Author& author : paper.authors) out.push_back(author.name);
  return out;
}

Strings session_titles(const Imported& got) {
  Strings out;
  for (const Session& session : got.frame.sessions) out.push_back(session.title);
  return out;
}

// Who the authors are, in the order of the papers' ids.
Strings people(const Imported& got, std::string_view known = "") {
  SmallIndex index(got.bytes, "", "", known);
  std::map<std::string, Strings> by_paper;
  for (const Hit& hit : index.search("").hits) {
    for (const Author& author : hit.paper.authors) by_paper[hit.paper.id].push_back(author.person);
  }
  Strings out;
  for (const auto& [id, persons] : by_paper) out.insert(out.end(), persons.begin(), persons.end());
  return out;
}

void tags_inside_words() {
  const Imported got = import_text(
      import_acl_anthology, "a.xml",
      "<collection id='2031.x'><volume id='1'><meta><venue>x</venue><year>2031</year></meta>"
      "<paper id='1'><title><fixed-case>H</fixed-case>edgehogs <i>a</i>sleep</title></paper>"
      "</volume></collection>");
  CHECK(got.paper("2031.x-1.1").title == "Hedgehogs asleep");
}

void long_abstract() {
  std::string text;
  while (text.size() < 20'000) text += "hedges and rows ";
  const Imported got = flat({{{"id", "a"}, {"title", "T"}, {"abstract", text + "endword"}}});
  CHECK(got.paper("a").abstract == text + "endword");
  CHECK(ids(got, "endword") == Strings{"a"});
}

void long_words() {
  std::string japanese;
  for (int i = 0; i < 400; ++i) japanese += "針鼠の生活";
  const std::string word(300, 'x');
  const Imported got = flat({{{"id", "a"}, {"title", japanese}},
                             {{"id", "b"}, {"title", "No word is " + word}},
                             {{"id", "c"}, {"title", "Another"}}});
  CHECK(got.paper("a").title == japanese);
  CHECK(got.paper("b").title == "No word is " + word);
  CHECK(ids(got, "鼠の生活針") == Strings{"a"});
  CHECK(ids(got, word) == Strings{"b"});
}

void nothing_but_a_title() {
  const Imported got = flat({{{"id", "a"}, {"title", "T"}}});
  SmallIndex index(got.bytes);
  for (const std::string facet : {"institution", "author", "session"}) {
    CAPTURE(facet);
    const ResultPage page = index.search("facets=" + facet);
    REQUIRE(page.facets.size() == 1);
    CHECK(page.facets[0].values.empty());
    REQUIRE(page.facets[0].missing.has_value());
    CHECK(page.facets[0].missing->count == 1);
    CHECK(index.ids(facet + "=~none") == Strings{"a"});
  }
}

void thousands_of_authors() {
  json authors = json::array();
  for (int i = 0; i < 3000; ++i) authors.push_back("Member Number" + std::to_string(i));
  const Imported got = flat({{{"id", "a"}, {"title", "T"}, {"authors", authors}}});
  CHECK(got.paper("a").authors.size() == 3000);
  CHECK(ids(got, "number2999") == Strings{"a"});
}

Imported each_by(const Strings& authors) {
  std::vector<json> papers;
  for (const std::string& author : authors) {
    papers.push_back({{"id", "p" + std::to_string(papers.size())},
                      {"title", "T"},
                      {"authors", json::array({author})}});
  }
  return flat(papers);
}

void many_spellings() {
  const Imported got = each_by({"Zoë Hedge-Row", "ZOE HEDGE–ROW", "Zoe Hedge-Row*"});
  CHECK(people(got) == Strings(3, "zoe-hedge-row"));
  CHECK(people(each_by({"Yan Fir", "Yan Fir 0009"})) == Strings{"yan-fir", "yan-fir-0009"});
}

void one_name() {
  const Imported got = each_by({"Yang Liu", "Yang Liu"});
  CHECK(people(got) == Strings(2, "yang-liu"));
  CHECK(
      people(got, R"({"schema":1,"people":[{"id":"liu-2","name":"Yang Liu","papers":["p1"]}]})") ==
      Strings{"yang-liu", "liu-2"});
}

void author_twice() {
  const Imported got =
      flat({{{"id", "a"}, {"title", "T"}, {"authors", json::array({"Ana Fir", "Ana Fir", "Bo"})}}});
  CHECK(names(got.paper("a")) == Strings{"Ana Fir", "Ana Fir", "Bo"});
  SmallIndex index(got.bytes);
  const ResultPage page = index.search("facets=author");
  for (const FacetValue& value : page.facets.at(0).values) CHECK(value.count == 1);
}

Imported review(const std::string& authors, const std::string& affiliations) {
  const json paper = {
      {"id", "a"}, {"title", "T"}, {"year", 2031}, {"author", authors}, {"aff", affiliations}};
  return import_text(import_openreview, "demo2031.json", json::array({paper}).dump());
}

void list_twice() {
  CHECK(names(review("Ana Fir;Bo Fir;Ana Fir;Bo Fir", "").paper("a")) ==
        Strings{"Ana Fir", "Bo Fir"});
}

void entities_in_lists() {
  CHECK(names(review("Mary O&#x27;Fir;Bo Fir", "").paper("a")) == Strings{"Mary O'Fir", "Bo Fir"});
}

void unaligned_affiliations() {
  const Paper paper = review("Ana Fir;Bo Fir;Cy Fir", "Lab A;Lab B").paper("a");
  for (const Author& author : paper.authors) CHECK(author.affiliations.empty());
  CHECK(paper.extra.at("x_affiliations") == R"(["Lab A","Lab B"])");
}

void biography() {
  std::string text;
  while (text.size() < 1800) text += "She wrote, with success, about hedges and what lives there. ";
  text.pop_back();
  const json author = {{"name", "Ana Fir"}, {"affiliations", json::array({text})}};
  const Imported got = flat({{{"id", "a"}, {"title", "T"}, {"authors", json::array({author})}}});
  CHECK(got.paper("a").authors.at(0).affiliations.at(0).raw == text);
  SmallIndex index(got.bytes);
  const ResultPage page = index.search("facets=institution");
  REQUIRE(page.facets.at(0).values.size() == 1);
  const FacetValue& value = page.facets[0].values[0];
  CHECK(value.count == 1);
  CHECK(value.id.size() <= 64);
  CHECK(index.ids("institution=" + value.id) == Strings{"a"});
}

Imported table_and_sessions(const std::string& rows, const std::string& yaml) {
  const TempDir folder;
  write_text(folder / "p.csv", "id,title,year,session\n" + rows);
  write_text(folder / "s.yml", yaml);
  return import_files(import_csv, {folder / "p.csv", folder / "s.yml"}, {}, "demo2031.jsonl");
}

void html_in_sessions() {
  const Imported got = table_and_sessions(
      "a,T,2031,\n", "S: {long_name: '<a href=\"x\">Poster</a> Session', papers: [a]}\n");
  CHECK(session_titles(got) == Strings{"Poster Session"});
}

void one_session_name_in_two_events() {
  const Imported got =
      flat({{{"id", "a"}, {"title", "T"}, {"event", "DEMO 2030"}, {"session", "Vision"}},
            {{"id", "b"}, {"title", "T"}, {"event", "DEMO 2031"}, {"session", "Vision"}}});
  REQUIRE(session_titles(got) == Strings{"Vision", "Vision"});
  SmallIndex index(got.bytes);
  for (const Session& session : got.frame.sessions) {
    CHECK(index.ids("session=" + session.id).size() == 1);
  }
}

void several_sessions() {
  const Imported got = table_and_sessions("a,T,2031,Tues 1|Mon 1\n", "Wed 1: {papers: [a]}\n");
  CHECK(got.paper("a").presentations.size() == 3);
}

Imported in_sessions(const Strings& sessions) {
  std::vector<json> papers;
  for (const std::string& session : sessions) {
    papers.push_back(
        {{"id", "p" + std::to_string(papers.size())}, {"title", "T"}, {"session", session}});
  }
  return flat(papers);
}

void sessions_but_for_blanks() {
  CHECK(session_titles(in_sessions({"Games & Films", "Games &  Films"})) ==
        Strings{"Games & Films"});
}

void sessions_but_for_punctuation() {
  const Imported got = in_sessions({"Games, Films", "Games. Films", "C1:例(1)", "C11:例"});
  std::set<std::string> ids;
  for (const Session& session : got.frame.sessions) ids.insert(session.id);
  CHECK(ids.size() == 4);
}

void small_and_large_sessions() {
  Strings sessions(300, "All of it");
  sessions.push_back("One talk");
  const Imported got = in_sessions(sessions);
  REQUIRE(got.frame.sessions.size() == 2);
  SmallIndex index(got.bytes);
  CHECK(index.search("session=" + got.frame.sessions[0].id).total == 300);
  CHECK(index.search("session=" + got.frame.sessions[1].id).total == 1);
}

void id_taken() {
  const Imported got = flat({{{"id", "a"}, {"title", "T"}}, {{"id", "a"}, {"title", "U"}}});
  CHECK(got.rejects() == Strings{"2: id \"a\" is taken by line 1"});
  CHECK(got.paper("a").title == "T");
}

void one_title() {
  const Imported got = flat({{{"title", "Preface"}}, {{"title", "Preface"}}});
  REQUIRE(got.papers.size() == 2);
  CHECK(got.papers[0].id != got.papers[1].id);
  CHECK(ids(got, "preface").size() == 2);
}

void two_sources() {
  const TempDir folder;
  const std::string same = R"(,"title":"The Same Work","event":"DEMO 2031","doi":"10.1000/1"})";
  write_text(folder / "a.jsonl", R"({"id":"a")" + same);
  write_text(folder / "b.jsonl", R"({"id":"b")" + same);
  const Imported got = import_files([](const ImportJob& job) { return import_jsonl(job); },
                                    {folder / "a.jsonl", folder / "b.jsonl"});
  CHECK(got.rejects().empty());
  CHECK(ids(got, "the same work").size() == 2);
}

void forms_of_time() {
  for (const std::string time :
       {"2031-07-06_05:00:00", "2031-07-06 05:00:00+00:00", "1941080400000"}) {
    CAPTURE(time);
    const Imported got =
        table_and_sessions("a,T,2031,\n", "S: {date: '" + time + "', papers: [a]}\n");
    REQUIRE(got.frame.sessions.size() == 1);
    CHECK(got.frame.sessions[0].start == "2031-07-06T05:00:00+00:00");
  }
}

const std::map<std::string, std::function<void()>>& checks() {
  static const std::map<std::string, std::function<void()>> all = {
      {"tags of the ACL Anthology inside words", tags_inside_words},
      {"abstracts as long as a paper", long_abstract},
      {"words longer than a term may be", long_words},
      {"no authors, no abstract, no session, no affiliation", nothing_but_a_title},
      {"thousands of authors", thousands_of_authors},
      {"one person, many spellings", many_spellings},
      {"many people, one name", one_name},
      {"an author twice in one paper", author_twice},
      {"an author list printed twice", list_twice},
      {"entities in lists parted by `;`", entities_in_lists},
      {"more affiliations than authors, or fewer", unaligned_affiliations},
      {"a biography for an affiliation", biography},
      {"HTML in names of sessions", html_in_sessions},
      {"a session of one name in two events", one_session_name_in_two_events},
      {"a paper in several sessions", several_sessions},
      {"sessions that differ in blanks", sessions_but_for_blanks},
      {"sessions that differ in punctuation, or in numbers between other letters",
       sessions_but_for_punctuation},
      {"sessions of one paper, or of the whole programme", small_and_large_sessions},
      {"an id that another paper has", id_taken},
      {"one title on several papers", one_title},
      {"one paper in two sources", two_sources},
      {"times in many forms", forms_of_time},
  };
  return all;
}

TEST_CASE("what real data has wrong in whole records is treated as the table says", "[mess]") {
  for (const auto& [kind, check] : checks()) {
    CAPTURE(kind);
    check();
  }
}

TEST_CASE("a footnote at one name does not shift the marks of the names behind it", "[mess]") {
  const Imported got = flat(
      {{{"id", "a"}, {"title", "T"}, {"authors", json::array({"Ana Fir1", "Bo Oak", "Cy Yew¹"})}}});
  SmallIndex index(got.bytes);
  for (const std::string query : {"oak", "bo oak", "author:oak"}) {
    CAPTURE(query);
    SearchRequest request;
    request.query = query;
    const ResultPage page = index.search(request);
    REQUIRE(page.hits.size() == 1);
    const std::vector<MarkedText>& authors = page.hits[0].authors;
    REQUIRE(authors.size() == 3);
    CHECK(authors[0].marks.empty());
    CHECK_FALSE(authors[1].marks.empty());
    CHECK(authors[2].marks.empty());
  }
  CHECK(ids(got, "\"ana fir\"") == Strings{"a"});
  CHECK(ids(got, "author:fir1") == Strings{"a"});
  CHECK(ids(got, "yew") == Strings{"a"});
}

TEST_CASE("every row of the table of real mess is an example or has a check", "[mess]") {
  std::set<std::string> wanting;
  std::set<std::string> kinds;
  for (const testing::MessRow& row : testing::mess_table()) {
    CAPTURE(row.kind);
    CHECK(kinds.insert(row.kind).second);
    if (row.field.empty()) wanting.insert(row.kind);
  }
  std::set<std::string> checked;
  for (const auto& [kind, check] : checks()) checked.insert(kind);
  CHECK(wanting == checked);
}

}  // namespace
}  // namespace paperfind
