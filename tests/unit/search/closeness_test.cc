#include "engine/search/closeness.h"

#include <algorithm>
#include <functional>
#include <random>
#include <set>
#include <string>
#include <vector>

#include "engine/query/parse_query.h"
#include "engine/query/plan_query.h"
#include "engine/search/match_sets.h"
#include "engine/store/generation.h"
#include "tests/catch.h"
#include "tests/unit/search/small_index.h"

namespace paperfind {
namespace {

using testing::SmallIndex;

// Whether some choice of one position of each place is good: all are tried.
bool any_choice(const std::vector<Positions>& places,
                const std::function<bool(const Positions&)>& good) {
  Positions chosen;
  const std::function<bool()> choose = [&] {
    if (chosen.size() == places.size()) return good(chosen);
    return std::any_of(places[chosen.size()].begin(), places[chosen.size()].end(),
                       [&](std::uint32_t position) {
                         chosen.push_back(position);
                         const bool found = choose();
                         chosen.pop_back();
                         return found;
                       });
  };
  return choose();
}

bool within(const Positions& chosen, std::uint32_t window) {
  const auto [least, most] = std::minmax_element(chosen.begin(), chosen.end());
  return *most - *least < window;
}

// Some places share positions, as two spellings of one word do.
std::vector<Positions> random_places(std::mt19937& random) {
  std::vector<Positions> places(2 + random() % 3);
  const std::uint32_t spread = 4 + random() % 30;
  for (Positions& place : places) {
    std::set<std::uint32_t> positions;
    for (unsigned i = 0, count = random() % 6; i < count; ++i) positions.insert(random() % spread);
    place.assign(positions.begin(), positions.end());
  }
  if (random() % 4 == 0) places.front() = places.back();
  return places;
}

TEST_CASE("words are close where some choice of their positions is", "[search][property]") {
  int ordered = 0, near = 0;
  for (unsigned seed = 1; seed <= 4000; ++seed) {
    std::mt19937 random(seed);
    const std::vector<Positions> places = random_places(random);
    const auto window = static_cast<std::uint32_t>(places.size() + random() % 5);
    CAPTURE(seed, window, places);
    const bool in_order = any_choice(places, [&](const Positions& chosen) {
      return within(chosen, window) && std::adjacent_find(chosen.begin(), chosen.end(),
                                                          std::greater_equal<>()) == chosen.end();
    });
    const bool apart = any_choice(places, [&](const Positions& chosen) {
      return within(chosen, window) &&
             std::set<std::uint32_t>(chosen.begin(), chosen.end()).size() == chosen.size();
    });
    CHECK(stand_in_order(places, window) == in_order);
    CHECK(stand_near(places, window) == apart);
    ordered += in_order ? 1 : 0;
    near += apart ? 1 : 0;
  }
  CHECK(ordered > 400);
  CHECK(near > ordered);
}

std::string corpus() {
  return R"({"kind":"event","id":"e","name":"E","year":2022,"tz":"UTC"}
{"kind":"paper","id":"a","event":"e","authors":[{"name":"Jo Müller","affiliations":["Tech Lab"]}],"title":"Low-precision training of nets","abstract":"We train deep nets at low precision. State-of-the-art results.","keywords":["deep nets","training"]}
{"kind":"paper","id":"b","event":"e","authors":[{"name":"Müller Jo"},{"name":"Deep Nets"}],"title":"Deep learning","abstract":"Nets that are deep, at low cost and precision; the deep nets learn. Newton's method, Newton's method.","keywords":["nets","deep"]}
{"kind":"paper","id":"c","event":"e","authors":[],"title":"","abstract":"ResNet-56/110 and k-NN with $\\alpha$-decay: deep, deep nets","translations":{"ja":{"title":"語彙の小さい辞書","abstract":"低い精度"}}}
{"kind":"paper","id":"d","event":"e","authors":[{"name":"Training Nets","affiliations":["Deep Nets Lab","Lab of Deep Nets"]}],"title":"Training","abstract":""}
)";
}

// Every two of these words, as a phrase and near each other, anywhere and in each field.
TEST_CASE("words are close in the papers where Xapian finds them so", "[search][property]") {
  SmallIndex index(corpus());
  const Snapshot& snapshot = index.searcher().snapshot();
  const Xapian::Database db(shard_paths(snapshot.path(), 1).front().string());
  const testing::TempDir folder;
  REQUIRE(save_shard_map(folder.path(), {{{0, 1, 2, 3, 4}}, {}}).ok());
  const ShardMap map = ShardMap::load(folder.path()).value();
  const PaperIndex papers(OpenShards{{{db, true}}}, map);  // as if on a server
  const MatchSets sets(papers, snapshot.postings(), snapshot.forward());
  Analyzer analyzer;
  const std::vector<std::string> words = {
      "deep", "nets", "training", "low",          "precision", "muller", "jo",          "newton",
      "knn",  "lab",  "state",    "語彙の小さい", "resnet",    "alpha",  "lowprecision"};
  std::size_t found = 0;
  const auto check = [&](const std::string& query) {
    const Plan plan = plan_matches(parse_query(query, analyzer).root, Joining::All, "");
    CAPTURE(query, to_xapian(plan).get_description());
    std::set<DocId> here, there;
    sets.of(plan).for_each([&](DocId doc) { here.insert(doc); });
    Xapian::Enquire enquire(db);
    enquire.set_query(to_xapian(plan));
    const Xapian::MSet all = enquire.get_mset(0, db.get_doccount());
    for (auto doc = all.begin(); doc != all.end(); ++doc) there.insert(*doc);
    CHECK(here == there);
    found += here.size();
  };
  for (const std::string& one : words) {
    for (const std::string& other : words) {
      for (const char* field : {"", "title:", "abstract:", "author:", "institution:", "keyword:"}) {
        check(std::string(field) + "\"" + one + " " + other + "\"");
      }
      if (one == other) continue;
      check(one + " NEAR/3 " + other);
      check(one + " ADJ/3 " + other + "*");
    }
  }
  CHECK(found > 50);
}

}  // namespace
}  // namespace paperfind
