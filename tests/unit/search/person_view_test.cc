#include <string>
#include <vector>

#include "tests/catch.h"
#include "tests/unit/search/record_corpus.h"
#include "tests/unit/search/small_index.h"

namespace paperfind {
namespace {

using testing::record_corpus;
using testing::record_institutions;
using testing::record_people;
using testing::SmallIndex;
using testing::text_of;

SmallIndex known_people() {
  return SmallIndex(record_corpus(), record_institutions(), "", record_people());
}

PersonView person(SmallIndex& index, std::string_view id) {
  const Result<PersonView> view = index.searcher().person(id);
  REQUIRE(view.ok());
  return *view;
}

TEST_CASE("a person has papers newest first, without withdrawn ones", "[records]") {
  SmallIndex index = known_people();
  const PersonView view = person(index, "ana-diaz");
  CHECK(view.person.name == "Ana Díaz");
  CHECK(view.total == 4);
  REQUIRE(view.papers.size() == 4);
  CHECK(view.papers.back().paper.id == "p7");  // of the year before
  for (const Hit& hit : view.papers) CHECK(hit.paper.id != "p5");
  CHECK(index.search("author=ana-diaz").total == view.total);
  CHECK(view.papers_read == 4);
}

TEST_CASE("a person's names and institutions are the person's own", "[records]") {
  SmallIndex index = known_people();
  const PersonView view = person(index, "ana-diaz");
  // Of the authority file first, then as printed; MIT is Bo Okafor's too, but Ana's once only.
  CHECK(view.variants == std::vector<std::string>{"A. Díaz", "ANA DIAZ"});
  CHECK(text_of(view.institutions) == "eth-zurich 3, mit 1");
  CHECK(view.institutions.front().label == "ETH Zürich");
  CHECK(view.person.orcid == "0000-0002-1825-0097");
  CHECK(view.person.homepage == "https://example.org/ana");
}

TEST_CASE("co-authors come with the papers written together", "[records]") {
  SmallIndex index = known_people();
  const PersonView view = person(index, "ana-diaz");
  CHECK(text_of(view.coauthors.values) == "bo-okafor 2, chen-li 1");
  CHECK(view.coauthors.distinct == 2);
  for (const FacetValue& other : view.coauthors.values) {
    CHECK(index.search("all.author=ana-diaz&all.author=" + other.id).total == other.count);
  }
}

TEST_CASE("two people of one name name each other", "[records]") {
  SmallIndex index = known_people();
  CHECK(text_of(person(index, "chen-li").namesakes) == "chen-li-2 1");
  const PersonView other = person(index, "chen-li-2");
  CHECK(text_of(other.namesakes) == "chen-li 1");
  CHECK(other.namesakes.front().hint == "Massachusetts Institute of Technology");
  CHECK(person(index, "bo-okafor").namesakes.empty());
  // Whom the authority file tells apart from somebody, whatever the name.
  CHECK(text_of(person(index, "ana-diaz").namesakes) == "bo-okafor 3");
}

TEST_CASE("a former id of a person leads to the current one", "[records]") {
  SmallIndex index = known_people();
  CHECK(person(index, "a-diaz").person.id == "ana-diaz");
}

TEST_CASE("a person without papers is found where a record names one", "[records]") {
  SmallIndex index = known_people();
  const PersonView view = person(index, "petra-vogel");
  CHECK(view.total == 0);
  CHECK(view.papers.empty());
  CHECK(view.coauthors.values.empty());
  REQUIRE(view.chaired.size() == 1);
  CHECK(view.chaired.front().id == "a");
  CHECK(view.chaired.front().papers == 4);
}

TEST_CASE("an unknown person is not found, nor one of withdrawn papers alone", "[records]") {
  SmallIndex index = known_people();
  const std::string id = GENERATE(values<std::string>(
      {"nobody", "", "Ana Díaz", "~none", "gone-person", std::string(300, 'a')}));
  const Result<PersonView> view = index.searcher().person(id);
  REQUIRE_FALSE(view.ok());
  CHECK(view.error().code == ErrorCode::NotFound);
  CHECK(view.error().message == "there is no author \"" + id + "\"");
}

}  // namespace
}  // namespace paperfind
