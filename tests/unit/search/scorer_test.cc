#include "engine/search/scorer.h"

#include <algorithm>
#include <cmath>
#include <optional>
#include <random>
#include <set>
#include <vector>

#include "tests/catch.h"
#include "tests/unit/search/random_plans.h"

namespace paperfind {
namespace {

std::vector<Ranked> by_matcher(const Plan& plan) {
  Xapian::Enquire enquire(random_papers());
  enquire.set_query(to_xapian(plan));
  enquire.set_weighting_scheme(Scorer::weighting());
  enquire.set_docid_order(Xapian::Enquire::ASCENDING);
  std::vector<Ranked> ranked;
  const Xapian::MSet found = enquire.get_mset(0, kRandomPapers);
  for (auto it = found.begin(); it != found.end(); ++it) ranked.push_back({*it, it.get_weight()});
  return ranked;
}

// What a plan means, one paper at a time and by the book. Only where words stand near each other
// is asked of Xapian.
class Naive {
 public:
  std::vector<Ranked> best(const Plan& plan) const {
    std::vector<Ranked> ranked;
    for (DocId doc = 1; doc <= kRandomPapers; ++doc) {
      if (const auto weight = of(plan, doc)) ranked.push_back({doc, *weight});
    }
    std::sort(ranked.begin(), ranked.end(), comes_before);
    return ranked;
  }

 private:
  static double papers_with(const std::string& term) { return random_papers().get_termfreq(term); }

  static double bm25_plus(double wdf, double papers, DocId doc) {
    const double length = random_papers().get_doclength(doc) / random_papers().get_average_length();
    const double k1 = 2.4, b = 0.6, delta = 0.2;
    const double norm = k1 * (1 - b + b * std::max(length, 0.1));
    return std::log((kRandomPapers + 1) / papers) * (delta + (k1 + 1) * wdf / (norm + wdf));
  }

  static double wdf_of(const std::string& term, DocId doc) {
    auto posting = random_papers().postlist_begin(term);
    posting.skip_to(doc);
    const bool holds = posting != random_papers().postlist_end(term) && *posting == doc;
    return holds ? posting.get_wdf() : 0;
  }

  static bool is_near(const Plan& plan, DocId doc) {
    const std::vector<Ranked> found = by_matcher(plan);
    return std::any_of(found.begin(), found.end(),
                       [doc](const Ranked& hit) { return hit.doc == doc; });
  }

  // The sum of the parts a paper matches; nothing unless it matches `least` of them.
  std::optional<double> sum(const Plan& plan, DocId doc, std::size_t least) const {
    double weight = 0;
    std::size_t matched = 0;
    for (const Plan& part : plan.parts) {
      const auto of_part = of(part, doc);
      weight += of_part.value_or(0);
      matched += of_part ? 1 : 0;
    }
    return matched < least ? std::nullopt : std::optional(weight);
  }

  static std::optional<double> of_synonyms(const Plan& plan, DocId doc) {
    double wdf = 0, papers = 0;
    for (const Plan& term : plan.parts) {
      wdf += wdf_of(term.term, doc);
      const double more = papers_with(term.term);
      papers = std::floor(papers + more - papers * more / kRandomPapers + 0.5);
    }
    if (wdf == 0) return std::nullopt;
    return bm25_plus(wdf, papers, doc);
  }

  // Nothing: it does not match.
  std::optional<double> of(const Plan& plan, DocId doc) const {
    const auto part = [&](std::size_t i) { return of(plan.parts[i], doc); };
    switch (plan.op) {
      case PlanOp::Nothing:
        return std::nullopt;
      case PlanOp::All:
        return 0;
      case PlanOp::Term: {
        const double wdf = wdf_of(plan.term, doc);
        return wdf == 0 ? std::nullopt : std::optional(bm25_plus(wdf, papers_with(plan.term), doc));
      }
      case PlanOp::Constant:
        return wdf_of(plan.term, doc) == 0 ? std::nullopt : std::optional(plan.factor);
      case PlanOp::And:
        return sum(plan, doc, plan.parts.size());
      case PlanOp::Or:
        return sum(plan, doc, 1);
      case PlanOp::AndNot:
        return part(1) ? std::nullopt : part(0);
      case PlanOp::AndMaybe:
        return part(0) ? std::optional(*part(0) + part(1).value_or(0)) : std::nullopt;
      case PlanOp::Filter:
        return part(1) ? part(0) : std::nullopt;
      case PlanOp::Scale:
        return part(0) ? std::optional(*part(0) * plan.factor) : std::nullopt;
      case PlanOp::Synonym:
        return of_synonyms(plan, doc);
      case PlanOp::Phrase:
      case PlanOp::Near:
        return is_near(plan, doc) ? sum(plan, doc, plan.parts.size()) : std::nullopt;
    }
    return std::nullopt;
  }
};

// Floats are added up, and not in everybody's order: papers that weigh the same but for that may
// change places, no others.
void check_same(const std::vector<Ranked>& found, const std::vector<Ranked>& expected) {
  REQUIRE(found.size() == expected.size());
  std::vector<double> weights(kRandomPapers + 1);
  for (const Ranked& hit : expected) weights[hit.doc] = hit.score;
  std::set<DocId> seen;
  for (std::size_t i = 0; i < found.size(); ++i) {
    CAPTURE(i, found[i].doc);
    CHECK(found[i].score == Approx(weights[found[i].doc]).epsilon(1e-5).margin(1e-6));
    CHECK(found[i].score == Approx(expected[i].score).epsilon(1e-5).margin(1e-6));
    if (i > 0) CHECK(comes_before(found[i - 1], found[i]));
    CHECK(seen.insert(found[i].doc).second);
  }
}

TEST_CASE("papers weigh what the plan says", "[search][property]") {
  const PostingsCache postings(kRandomPapers);
  const MatchSets sets(random_index(), postings, random_texts());
  Scorer scorer(random_index(), postings, random_texts());
  for (unsigned seed = 1; seed <= 60; ++seed) {
    std::mt19937 random(seed);
    const Plan plan = random_plan(random, 1 + static_cast<int>(seed % 3));
    CAPTURE(seed, to_xapian(plan).get_description());
    check_same(scorer.best(plan, sets.of(plan), kRandomPapers), Naive().best(plan));
  }
}

// Without optional parts: below other words Xapian 1.4.22 gives those weights of other papers.
TEST_CASE("papers weigh what the matcher gives them", "[search][property]") {
  // What is kept may go as soon as it was asked for: others may need the room.
  const std::size_t kept_bytes = GENERATE(std::size_t{0}, PostingsCache::kMaxBytes);
  const PostingsCache postings(kRandomPapers, kept_bytes);
  const MatchSets sets(random_index(), postings, random_texts());
  Scorer scorer(random_index(), postings, random_texts());
  for (unsigned seed = 1; seed <= 600; ++seed) {
    std::mt19937 random(seed);
    const Plan plan = random_plan(random, 1 + static_cast<int>(seed % 4), true);
    CAPTURE(seed, to_xapian(plan).get_description());
    check_same(scorer.best(plan, sets.of(plan), kRandomPapers), by_matcher(plan));
  }
}

TEST_CASE("the best of some papers are the best of all that are among them", "[search][property]") {
  const PostingsCache postings(kRandomPapers);
  const MatchSets sets(random_index(), postings, random_texts());
  Scorer scorer(random_index(), postings, random_texts());
  for (unsigned seed = 1; seed <= 600; ++seed) {
    std::mt19937 random(seed);
    const Plan plan = random_plan(random, 1 + static_cast<int>(seed % 4));
    const DocSet all = sets.of(plan);
    DocSet some(kRandomPapers);
    const unsigned every = seed % 2 == 0 ? 1 : 1 + random() % 100;
    all.for_each([&](DocId doc) {
      if (random() % every == 0) some.add(doc);
    });
    const std::size_t wanted = 1 + random() % 20;
    std::vector<Ranked> expected;
    for (const Ranked& hit : scorer.best(plan, all, kRandomPapers)) {
      if (some.contains(hit.doc) && expected.size() < wanted) expected.push_back(hit);
    }
    CAPTURE(seed, every, wanted, to_xapian(plan).get_description());
    check_same(scorer.best(plan, some, wanted), expected);
  }
}

// What the words of a star share.
TEST_CASE("many words weighed as one weigh nearly what the matcher gives them", "[search]") {
  std::vector<Plan> words;
  for (const char* word : {"w7", "w8", "w9"}) words.push_back(Plan::of(word));
  const Plan plan = Plan::as_one(std::move(words));
  const PostingsCache postings(kRandomPapers);
  Scorer scorer(random_index(), postings, random_texts());
  const auto found = scorer.best(plan, MatchSets(random_index(), postings, random_texts()).of(plan),
                                 kRandomPapers);
  const auto expected = by_matcher(plan);
  REQUIRE(found.size() == expected.size());
  // Xapian rounds how many papers it expects after each word.
  for (std::size_t i = 0; i < found.size(); ++i) {
    CHECK(found[i].score == Approx(expected[i].score).epsilon(0.01));
  }
}

TEST_CASE("postings that are not kept are there as long as they are read", "[search]") {
  const PostingsCache nothing_kept(kRandomPapers, 0);
  const MatchSets sets(random_index(), nothing_kept, random_texts());
  Scorer scorer(random_index(), nothing_kept, random_texts());
  for (const Plan& plan : {Plan::of("w1"), Plan::constant("w1", 7)}) {
    check_same(scorer.best(plan, sets.of(plan), kRandomPapers), by_matcher(plan));
  }
}

TEST_CASE("papers alike stand in programme order", "[search]") {
  Xapian::WritableDatabase db("", Xapian::DB_BACKEND_INMEMORY);
  Xapian::Document document;
  document.add_posting("word", 1);
  for (int i = 0; i < 5; ++i) db.add_document(document);
  const PostingsCache postings(5);
  const PaperIndex index(db);
  Scorer scorer(index, postings, no_texts());
  const std::vector<Ranked> best = scorer.best(Plan::of("word"), DocSet::all(5), 3);
  REQUIRE(best.size() == 3);
  for (DocId doc = 1; doc <= 3; ++doc) CHECK(best[doc - 1].doc == doc);
  CHECK(scorer.best(Plan::of("word"), DocSet(5), 3).empty());
  CHECK(scorer.best(Plan::of("word"), DocSet::all(5), 0).empty());
}

TEST_CASE("a query that fails leaves nothing behind for the next", "[search]") {
  Xapian::WritableDatabase db("", Xapian::DB_BACKEND_INMEMORY);
  for (const char* words : {"a b", "a", "c"}) {
    Xapian::Document document;
    for (const char* word = words; *word != '\0'; ++word) {
      if (*word != ' ') document.add_posting(std::string(1, *word), 1);
    }
    db.add_document(document);
  }
  const PostingsCache postings(3);
  const PaperIndex index(db);
  Scorer scorer(index, postings, no_texts());
  const DocSet all = DocSet::all(3);
  const std::vector<Ranked> before = scorer.best(Plan::of("a"), all, 3);
  db.close();
  // The postings of "a" are kept, those of the others are not.
  for (const Plan& plan :
       {Plan::any_of({Plan::of("a"), Plan::of("b")}), Plan::as_one({Plan::of("a"), Plan::of("b")}),
        Plan::any_of({Plan::of("a"), Plan::as_one({Plan::of("a"), Plan::of("c")})})}) {
    CHECK_THROWS_AS(scorer.best(plan, all, 3), Xapian::Error);
    const std::vector<Ranked> after = scorer.best(Plan::of("a"), all, 3);
    REQUIRE(after.size() == before.size());
    for (std::size_t i = 0; i < after.size(); ++i) {
      CHECK(after[i].doc == before[i].doc);
      CHECK(after[i].score == Approx(before[i].score));
    }
  }
}

TEST_CASE("an empty index has no best paper", "[search]") {
  const Xapian::WritableDatabase db("", Xapian::DB_BACKEND_INMEMORY);
  const PostingsCache postings(0);
  const PaperIndex index(db);
  Scorer scorer(index, postings, no_texts());
  CHECK(scorer.best(Plan::of("word"), DocSet::all(0), 3).empty());
}

}  // namespace
}  // namespace paperfind
