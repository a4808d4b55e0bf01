#include "engine/search/match_sets.h"

#include <numeric>
#include <random>
#include <set>
#include <vector>

#include "tests/catch.h"
#include "tests/support/temp_dir.h"
#include "tests/unit/search/random_plans.h"

namespace paperfind {
namespace {

std::set<DocId> docs_of(const DocSet& set) {
  std::set<DocId> docs;
  set.for_each([&](DocId doc) { docs.insert(doc); });
  return docs;
}

std::set<DocId> by_matcher(const Plan& plan) {
  Xapian::Enquire enquire(random_papers());
  enquire.set_query(to_xapian(plan));
  std::set<DocId> docs;
  const Xapian::MSet found = enquire.get_mset(0, kRandomPapers);
  for (auto it = found.begin(); it != found.end(); ++it) docs.insert(*it);
  return docs;
}

// The random papers as if they were on a server, which is asked for no phrase.
class ServedPapers {
 public:
  ServedPapers() : map_(mapped()), index_(OpenShards{{{random_papers(), true}}}, map_) {}
  [[nodiscard]] const PaperIndex& index() const { return index_; }

 private:
  static ShardMap mapped() {
    std::vector<DocId> papers(kRandomPapers + 1);
    std::iota(papers.begin(), papers.end(), DocId{0});
    const testing::TempDir folder;
    REQUIRE(save_shard_map(folder.path(), {{papers}, {}}).ok());
    return ShardMap::load(folder.path()).value();
  }

  ShardMap map_;
  PaperIndex index_;
};

TEST_CASE("sets of papers are what the matcher finds", "[search][property]") {
  const PostingsCache postings(kRandomPapers);
  const ServedPapers served;
  const bool here = GENERATE(true, false);
  const MatchSets sets(here ? random_index() : served.index(), postings, random_texts());
  for (unsigned seed = 1; seed <= 400; ++seed) {
    std::mt19937 random(seed);
    const Plan plan = random_plan(random, 1 + static_cast<int>(seed % 3));
    CAPTURE(seed, to_xapian(plan).get_description());
    CHECK(docs_of(sets.of(plan)) == by_matcher(plan));
  }
  CHECK(docs_of(sets.of(Plan::all())).size() == kRandomPapers);
  CHECK(sets.of({}).empty());
}

TEST_CASE("among some papers those of them are found that are found among all",
          "[search][property]") {
  const PostingsCache postings(kRandomPapers);
  const MatchSets sets(random_index(), postings, random_texts());
  for (unsigned seed = 1; seed <= 200; ++seed) {
    std::mt19937 random(seed);
    const Plan plan = random_plan(random, 2);
    DocSet some(kRandomPapers);
    for (DocId doc = 1; doc <= kRandomPapers; ++doc) {
      if (random() % 5 == 0) some.add(doc);
    }
    DocSet expected = sets.of(plan);
    expected.retain(some);
    CAPTURE(seed, to_xapian(plan).get_description());
    CHECK(docs_of(sets.among(some, plan)) == docs_of(expected));
  }
}

}  // namespace
}  // namespace paperfind
