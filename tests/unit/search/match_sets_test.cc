#include "engine/search/match_sets.h"

#include <random>
#include <set>
#include <string>
#include <vector>

#include "tests/catch.h"

namespace paperfind {
namespace {

using Xapian::Query;

constexpr int kPapers = 700;  // enough that the commonest words are kept as sets

// Words w0 to w9, the first the commonest, at random places.
const Xapian::Database& database() {
  static const Xapian::WritableDatabase kMade = [] {
    Xapian::WritableDatabase db("", Xapian::DB_BACKEND_INMEMORY);
    std::mt19937 random(1);
    for (int paper = 0; paper < kPapers; ++paper) {
      Xapian::Document document;
      for (Xapian::termpos at = 1; at <= 12; ++at) {
        const unsigned word = std::min(random() % 10, random() % 10);
        document.add_posting("w" + std::to_string(word), at);
      }
      db.add_document(document);
    }
    return db;
  }();
  return kMade;
}

std::set<DocId> docs_of(const DocSet& set) {
  std::set<DocId> docs;
  set.for_each([&](DocId doc) { docs.insert(doc); });
  return docs;
}

std::set<DocId> by_matcher(const Query& query) {
  Xapian::Enquire enquire(database());
  enquire.set_query(query);
  std::set<DocId> docs;
  const Xapian::MSet found = enquire.get_mset(0, kPapers);
  for (auto it = found.begin(); it != found.end(); ++it) docs.insert(*it);
  return docs;
}

Query word(std::mt19937& random) {
  return Query("w" + std::to_string(random() % 11));
}  // w10: none

// `firm`: nothing optional in it. Below what is left out Xapian 1.4.22 takes optional words for
// asked ones.
Query random_query(std::mt19937& random, int depth, bool firm = false) {
  if (depth == 0) return word(random);
  std::vector<Query> parts;
  const bool of_words = random() % 3 == 0;
  constexpr Query::op kOfWords[] = {Query::OP_PHRASE, Query::OP_NEAR, Query::OP_SYNONYM};
  constexpr Query::op kOfAny[] = {Query::OP_AND,     Query::OP_OR,  Query::OP_FILTER,
                                  Query::OP_AND_NOT, Query::OP_MAX, Query::OP_AND_MAYBE};
  const Query::op op = of_words ? kOfWords[random() % 3] : kOfAny[random() % (firm ? 5 : 6)];
  const bool two = op == Query::OP_AND_NOT || op == Query::OP_AND_MAYBE;
  for (unsigned i = 0, count = two ? 2 : 2 + random() % 2; i < count; ++i) {
    const bool left_out = op == Query::OP_AND_NOT && i == 1;
    parts.push_back(of_words ? word(random) : random_query(random, depth - 1, firm || left_out));
  }
  const Query query(op, parts.begin(), parts.end());
  return random() % 8 == 0 ? Query(Query::OP_SCALE_WEIGHT, query, 0.5) : query;
}

TEST_CASE("sets of papers are what the matcher finds", "[search][property]") {
  const TermSets terms(kPapers);
  const MatchSets sets(database(), terms);
  for (unsigned seed = 1; seed <= 300; ++seed) {
    std::mt19937 random(seed);
    const Query query = random_query(random, 1 + static_cast<int>(seed % 3));
    CAPTURE(seed, query.get_description());
    CHECK(docs_of(sets.of(query)) == by_matcher(query));
  }
  CHECK(docs_of(sets.of(Query::MatchAll)).size() == kPapers);
  CHECK(sets.of(Query::MatchNothing).empty());
  CHECK(sets.of(Query()).empty());
  // What it has no sets for is asked of the matcher.
  const Query some(Query::OP_ELITE_SET, Query("w1"), Query("w9"));
  CHECK(docs_of(sets.of(some)) == by_matcher(some));
}

// Phrases of synonyms, of words in either number, and beside other words.
TEST_CASE("a phrase whose papers are known weighs what it weighed and finds what it found",
          "[search]") {
  const TermSets terms(kPapers);
  const MatchSets sets(database(), terms);
  const DocSet all = DocSet::all(kPapers);
  const auto ranked = [](const Query& query) {
    Xapian::Enquire enquire(database());
    enquire.set_query(query);
    std::vector<std::pair<DocId, double>> found;
    const Xapian::MSet hits = enquire.get_mset(0, kPapers);
    for (auto it = hits.begin(); it != hits.end(); ++it) found.emplace_back(*it, it.get_weight());
    return found;
  };
  const auto near = [](Query::op op, std::vector<Query> words, Xapian::termcount window) {
    return Query(op, words.begin(), words.end(), window);
  };
  const Query either(Query::OP_OR, Query("w8"), Query("w9"));
  for (const Query& phrase : {near(Query::OP_PHRASE, {Query("w0"), Query("w1")}, 2),
                              near(Query::OP_NEAR, {Query("w3"), Query("w9"), Query("w0")}, 6),
                              near(Query::OP_PHRASE, {Query("w2"), either}, 2),
                              near(Query::OP_PHRASE, {Query("w9"), Query("w9")}, 2),
                              near(Query::OP_PHRASE, {Query("w1"), Query("w10")}, 2)}) {
    CAPTURE(phrase.get_description());
    for (const Query& beside : {Query::MatchAll, Query("w5")}) {
      const Query with(Query::OP_AND, beside, phrase);
      const Query placed(Query::OP_AND, beside, sets.placed(phrase, all));
      REQUIRE(ranked(placed).size() == ranked(with).size());
      for (std::size_t i = 0; i < ranked(with).size(); ++i) {
        CHECK(ranked(placed)[i].first == ranked(with)[i].first);
        CHECK(ranked(placed)[i].second == Approx(ranked(with)[i].second));
      }
    }
  }
}

}  // namespace
}  // namespace paperfind
