#include <string>
#include <vector>

#include "tests/catch.h"
#include "tests/unit/search/record_corpus.h"
#include "tests/unit/search/small_index.h"

namespace paperfind {
namespace {

using testing::record_corpus;
using testing::record_institutions;
using testing::SmallIndex;
using testing::text_of;

InstitutionView institution(SmallIndex& index, std::string_view id) {
  const Result<InstitutionView> view = index.searcher().institution(id);
  REQUIRE(view.ok());
  return *view;
}

TEST_CASE("an institution has its own people, not those they write with", "[records]") {
  SmallIndex index(record_corpus(), record_institutions());
  const InstitutionView eth = institution(index, "eth-zurich");
  CHECK(text_of(eth.people) == "ana-diaz 3");
  CHECK(eth.people_total == 1);
  CHECK(eth.papers_read == eth.total);
  const InstitutionView mit = institution(index, "mit");
  CHECK(text_of(mit.people) == "bo-okafor 3, ana-diaz 1, chen-li 1");
}

TEST_CASE("an institution has its papers newest first and their sessions", "[records]") {
  SmallIndex index(record_corpus(), record_institutions());
  const InstitutionView mit = institution(index, "mit");
  CHECK(mit.total == 5);
  CHECK(mit.papers.size() == 5);
  CHECK(mit.papers.back().paper.id == "p7");
  CHECK(text_of(mit.sessions.values) == "a 3, d 1, c 1");
  CHECK(index.search("institution=mit").total == mit.total);
  for (const FacetValue& session : mit.sessions.values) {
    CHECK(index.search("institution=mit&session=" + session.id).total == session.count);
  }
}

TEST_CASE("an institution knows its names, units and past", "[records]") {
  SmallIndex index(record_corpus(), record_institutions());
  const InstitutionView eth = institution(index, "eth-zurich");
  CHECK(eth.institution.name == "ETH Zürich");
  CHECK(eth.institution.aliases == std::vector<std::string>{"Swiss Federal Institute"});
  CHECK(eth.former == std::vector<std::string>{"Polytechnikum"});
  CHECK(text_of(eth.units) == "eth-ai 0");
  CHECK(institution(index, "eth-old").institution.id == "eth-zurich");
  const InstitutionView unit = institution(index, "eth-ai");
  REQUIRE(unit.parent);
  CHECK(unit.parent->id == "eth-zurich");
  CHECK(unit.total == 0);
  CHECK(unit.people.empty());
}

TEST_CASE("an institution that only papers name has a page too", "[records]") {
  SmallIndex index(record_corpus(), record_institutions());
  const InstitutionView acme = institution(index, "acme-labs");
  CHECK(acme.institution.name == "Acme Labs");
  CHECK(acme.total == 1);
  CHECK(text_of(acme.people) == "chen-li-2 1");
  CHECK(acme.institution.country.empty());
}

TEST_CASE("an unknown institution is not found, nor one of withdrawn papers alone", "[records]") {
  SmallIndex index(record_corpus(), record_institutions());
  const std::string id = GENERATE(
      values<std::string>({"nothing", "", "MIT", "~none", "gone-labs", std::string(300, 'a')}));
  const Result<InstitutionView> view = index.searcher().institution(id);
  REQUIRE_FALSE(view.ok());
  CHECK(view.error().code == ErrorCode::NotFound);
  CHECK(view.error().message == "there is no institution \"" + id + "\"");
}

}  // namespace
}  // namespace paperfind
