#include "engine/schema/resolver.h"

#include "engine/schema/facet_values.h"
#include "tests/catch.h"

namespace paperfind {
namespace {

CorpusFrame frame() {
  CorpusFrame frame;
  Event event;
  event.id = "sym";
  event.name = "Symposium";
  event.year = 2022;
  event.tz = "Europe/Zurich";
  frame.events = {event};
  Session first;
  first.id = "s-late";
  first.event = "sym";
  first.title = "Late";
  first.start = "2022-03-28T15:00:00+02:00";
  Session second = first;
  second.id = "s-early";
  second.title = "Early";
  second.start = "2022-03-28T09:00:00+02:00";
  frame.sessions = {first, second};
  frame.institutions = {{"eth",
                         "ETH Zürich",
                         {"ETHZ"},
                         {"ETH"},
                         "https://ror.org/05a28rw58",
                         "CH",
                         "",
                         "",
                         "",
                         {},
                         "",
                         {}}};
  Person person;
  person.id = "ana-diaz-2";
  person.name = "Ana Díaz";
  person.orcid = "0000-0002-1825-0097";
  Person old = person;
  old.id = "a-diaz";
  old.name = "A. Díaz";
  old.orcid = "";
  old.merged_into = "ana-diaz-2";
  frame.people = {person, old};
  return frame;
}

TEST_CASE("people and institutions get ids that hang on nothing but their own record", "[schema]") {
  Result<Resolver> resolver = Resolver::create(frame());
  REQUIRE(resolver.ok());
  Paper paper;
  paper.authors.resize(5);
  paper.authors[0].name = "ANA DIAZ";  // known by name, however written
  paper.authors[1].name = "A. Díaz";   // merged into another record
  paper.authors[2].person = "a-diaz";  // named by a former id
  paper.authors[3].orcid = "0000-0002-1825-0097";
  paper.authors[3].name = "Someone Else";  // an ORCID beats a name
  paper.authors[4].name = "Zuzana Jelčicoová";
  paper.authors[4].affiliations = {
      {"ETHZ", ""}, {"Łódź Institute", ""}, {"", ""}, {"ETH and Uni Bern", "uni-bern"}};
  resolver->resolve(paper);
  for (int i = 0; i < 4; ++i)
    CHECK(paper.authors[static_cast<std::size_t>(i)].person == "ana-diaz-2");
  CHECK(paper.authors[4].person == "zuzana-jelcicoova");
  CHECK(paper.authors[4].affiliations[0].institution == "eth");
  CHECK(paper.authors[4].affiliations[1].institution == "lodz-institute");
  CHECK(paper.authors[4].affiliations[2].institution.empty());
  // What the record says stays.
  CHECK(paper.authors[4].affiliations[3] == Affiliation{"ETH and Uni Bern", "uni-bern"});
}

TEST_CASE("an affiliation that names two institutions stands for both", "[schema]") {
  CorpusFrame two = frame();
  Institution bern;
  bern.id = "bern";
  bern.name = "University of Bern";
  two.institutions.push_back(bern);
  Result<Resolver> resolver = Resolver::create(std::move(two));
  REQUIRE(resolver.ok());
  const std::string raw = "University of Bern and ETH Zürich";
  for (int round = 0; round < 2; ++round) {  // the second time it is remembered
    Paper paper;
    paper.authors.resize(1);
    paper.authors[0].affiliations = {{raw, ""}, {"Elsewhere", ""}};
    resolver->resolve(paper);
    CHECK(paper.authors[0].affiliations ==
          std::vector<Affiliation>{{raw, "bern"}, {raw, "eth"}, {"Elsewhere", "elsewhere"}});
    const PaperFacets facets = facets_of(paper, *resolver);
    CHECK(facets[index_of(Facet::Institution)].size() == 3);
  }
}

TEST_CASE("people of one name are one only as far as nothing says otherwise", "[schema]") {
  CorpusFrame people = frame();
  Person liu;
  liu.id = "yang-liu-pku";
  liu.name = "Yang Liu";
  liu.papers = {"p1", "p2"};
  Person other = liu;
  other.id = "yang-liu-thu";
  other.variants = {"Y. Liu"};
  other.papers = {"p2", "p3"};
  Person known;
  known.id = "yang-liu-orcid";
  known.name = "Yang Liu of nowhere else";
  known.orcid = "0000-0001-5109-3700";
  people.people.push_back(liu);
  people.people.push_back(other);
  people.people.push_back(known);
  Result<Resolver> resolver = Resolver::create(std::move(people));
  REQUIRE(resolver.ok());
  const auto person = [&](const char* paper_id, const char* name, const char* orcid = "") {
    Paper paper;
    paper.id = paper_id;
    paper.authors.resize(1);
    paper.authors[0].name = name;
    paper.authors[0].orcid = orcid;
    resolver->resolve(paper);
    return paper.authors[0].person;
  };
  // Split by papers, without a word in the papers.
  CHECK(person("p1", "Yang Liu") == "yang-liu-pku");
  CHECK(person("p3", "YANG LIU") == "yang-liu-thu");
  CHECK(person("p3", "Y. Liu") == "yang-liu-thu");
  CHECK(person("p1", "Y. Liu") == "y-liu");
  CHECK(person("p2", "Yang Liu") == "yang-liu");  // two say it is theirs
  CHECK(person("p9", "Yang Liu") == "yang-liu");  // the others stay what they were
  CHECK(person("p9", "Yang Liu 0009") == "yang-liu-0009");
  // An ORCID that people.json knows joins what is written differently, and parts what is written
  // alike; another leaves a name to its bearer, whose other papers may lack it.
  CHECK(person("p1", "Yang Liu", "0000-0001-5109-3700") == "yang-liu-orcid");
  CHECK(person("p9", "Y. Liu", "0000-0001-5109-3700") == "yang-liu-orcid");
  CHECK(person("p9", "Yang Liu", "0000-0002-1694-233X") == "yang-liu");
  CHECK(person("p1", "Yang Liu", "0000-0002-1694-233X") == "yang-liu-pku");
}

TEST_CASE("value ids tell apart what their slugs would not", "[schema]") {
  CHECK(value_id("Keyword Spotting") == "keyword-spotting");
  CHECK(value_id("keyword  spotting!") == value_id("Keyword Spotting"));
  CHECK(value_id("川原田将之").size() > 8);
  CHECK(value_id("川原田将之") != value_id("川原田将の"));
  CHECK(value_id(std::string(1800, 'a')).size() <= 64);
  CHECK(value_id(std::string(1800, 'a')) != value_id(std::string(1801, 'a')));
  CHECK_FALSE(value_id("🦇").empty());
  CHECK(value_id("🦇") != value_id("♠"));
}

TEST_CASE("programme order is day, time, session, position", "[schema]") {
  Result<Resolver> resolver = Resolver::create(frame());
  REQUIRE(resolver.ok());
  const auto paper = [](const char* id, const char* session, int position) {
    Paper p;
    p.id = id;
    p.event = "sym";
    if (*session != 0) p.presentations = {{session, position, "", "", ""}};
    return p;
  };
  const ProgrammeKey early = resolver->programme_key(paper("z", "s-early", 2));
  CHECK(early < resolver->programme_key(paper("a", "s-late", 1)));
  CHECK(resolver->programme_key(paper("b", "s-early", 1)) < early);
  CHECK(early < resolver->programme_key(paper("a", "", 0)));  // without a session: at the end
  CHECK(resolver->day_of(paper("a", "s-late", 1)) == "2022-03-28");
}

TEST_CASE("a paper counts once for a value, however many authors share it", "[schema]") {
  Result<Resolver> resolver = Resolver::create(frame());
  REQUIRE(resolver.ok());
  Paper paper;
  paper.event = "sym";
  paper.authors.resize(2);
  paper.authors[0].affiliations = {{"ETH", ""}};
  paper.authors[1].affiliations = {{"ETH Zurich", ""}, {"ETHZ", ""}};
  paper.presentations = {{"s-early", 1, "", "", ""}, {"s-late", 2, "", "", ""}};
  paper.videos.resize(1);
  paper.videos[0].announced = true;
  resolver->resolve(paper);
  const PaperFacets facets = facets_of(paper, *resolver);
  CHECK(facets[index_of(Facet::Institution)] == std::vector<FacetValueRef>{{"eth", "ETH Zürich"}});
  CHECK(facets[index_of(Facet::Country)] == std::vector<FacetValueRef>{{"CH", "Switzerland"}});
  CHECK(facets[index_of(Facet::Session)].size() == 2);
  CHECK(facets[index_of(Facet::Day)].size() == 1);
  CHECK(facets[index_of(Facet::Year)] == std::vector<FacetValueRef>{{"2022", "2022"}});
  CHECK(facets[index_of(Facet::Has)].size() == 1);
  CHECK(facets[index_of(Facet::Keyword)].empty());
}

TEST_CASE("a paper may be shown from a time on, or from the first hour of a day", "[resolver]") {
  CorpusFrame frame;
  Event event;
  event.id = "sym";
  event.tz = "America/Los_Angeles";
  frame.events.push_back(event);
  const Resolver resolver = Resolver::create(std::move(frame)).value();
  Paper paper;
  paper.event = "sym";
  CHECK(resolver.visible_since(paper) == std::nullopt);
  paper.visible_from = "2022-03-28T09:30:00-07:00";
  CHECK(resolver.visible_since(paper) == 1'648'485'000);
  paper.visible_from = "2022-03-28";
  CHECK(resolver.visible_since(paper) == 1'648'450'800);
  paper.event = "elsewhere";
  CHECK(resolver.visible_since(paper) == 1'648'425'600);
}

TEST_CASE("types read as what a paper is", "[resolver]") {
  CHECK(type_label("short") == "Short paper");
  CHECK(type_label("poster") == "Poster paper");
  CHECK(type_label("Poster") == "Poster");
  CHECK(type_label("panel") == "Panel");
  CHECK(type_label("").empty());
}

}  // namespace
}  // namespace paperfind
