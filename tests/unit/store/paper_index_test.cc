#include "engine/store/paper_index.h"

#include <algorithm>
#include <cstdint>
#include <optional>
#include <random>
#include <string>
#include <vector>

#include "engine/store/postings_cache.h"
#include "tests/catch.h"
#include "tests/support/temp_dir.h"

namespace paperfind {
namespace {

constexpr DocId kPapers = 60;

// "t2" is in every second paper, "t3" in every third, and so on, as often as its step and at
// positions that ascend with it.
Xapian::Document paper(DocId number) {
  Xapian::Document document;
  for (DocId step = 2; step <= kPapers; ++step) {
    if (number % step != 0) continue;
    document.add_posting("t" + std::to_string(step), step, step);
  }
  document.set_data("paper " + std::to_string(number));
  return document;
}

Xapian::WritableDatabase papers() {
  Xapian::WritableDatabase db("", Xapian::DB_BACKEND_INMEMORY);
  for (DocId number = 1; number <= kPapers; ++number) db.add_document(paper(number));
  return db;
}

bool never(DocId) { return false; }

std::vector<DocId> walked(PaperCursor cursor) {
  std::vector<DocId> docs;
  for (; !cursor.at_end(); cursor.next()) docs.push_back(cursor.doc());
  return docs;
}

std::vector<std::string> terms(const PaperIndex& index, const std::string& prefix,
                               const std::string& from, std::size_t most) {
  std::vector<std::string> all;
  index.for_each_term(prefix, from, [&](const std::string& term, std::uint32_t papers) {
    all.push_back(term + " " + std::to_string(papers));
    return all.size() < most;
  });
  return all;
}

TEST_CASE("an index tells which papers have a term and how often", "[store]") {
  const PaperIndex index(papers());
  CHECK(index.doc_count() == kPapers);
  CHECK(index.doc_frequency("t7") == 8);
  CHECK(index.doc_frequency("none") == 0);
  CHECK(index.has_term("t60"));
  CHECK_FALSE(index.has_term("t61"));
  CHECK(index.first_with("t7") == 7);
  CHECK(index.first_with("none") == 0);
  CHECK(walked(index.papers_with("t20")) == std::vector<DocId>{20, 40, 60});
  CHECK(walked(index.papers_with("none")).empty());
  CHECK(index.postings("t20").docs == std::vector<DocId>{20, 40, 60});
  CHECK(index.postings("t20").counts == std::vector<std::uint16_t>{20, 20, 20});
  CHECK(index.postings("none").docs.empty());
  CHECK(index.stored_paper(9) == "paper 9");
  CHECK(index.lengths().at(0) == 0);
  CHECK(index.lengths().at(9) == 3 + 9);
}

TEST_CASE("a cursor skips to the first paper at or after one", "[store]") {
  const PaperIndex index(papers());
  PaperCursor cursor = index.papers_with("t20");
  cursor.skip_to(20);
  CHECK(cursor.doc() == 20);
  cursor.skip_to(21);
  CHECK(cursor.doc() == 40);
  cursor.skip_to(61);
  CHECK(cursor.at_end());
}

TEST_CASE("terms with one beginning come in order until somebody has enough", "[store]") {
  const PaperIndex index(papers());
  CHECK(terms(index, "t5", "", 3) == std::vector<std::string>{"t5 12", "t50 1", "t51 1"});
  CHECK(terms(index, "t5", "8", 3) == std::vector<std::string>{"t58 1", "t59 1"});
  CHECK(terms(index, "x", "", 3).empty());
}

TEST_CASE("positions are looked at among the papers asked about", "[store]") {
  const PaperIndex index(papers());
  const std::vector<std::string> words = {"t2", "t3"};
  const Xapian::Query phrase(Xapian::Query::OP_PHRASE, words.begin(), words.end(), 2);
  CHECK(index.found_among({6, 8, 12, 13}, phrase, never) == std::vector<DocId>{6, 12});
  CHECK(index.found_among({}, phrase, never).empty());
}

TEST_CASE("documents that are not numbered one after the other are no index", "[store]") {
  Xapian::WritableDatabase db = papers();
  db.delete_document(30);
  CHECK_THROWS_AS(PaperIndex(db), Xapian::DatabaseCorruptError);
}

// The same papers in one database and in several, among documents that are none of them.
struct Scattered {
  Xapian::WritableDatabase whole{"", Xapian::DB_BACKEND_INMEMORY};
  std::vector<Xapian::Database> shards;
  ShardMapParts parts;
};

Xapian::Document random_paper(std::mt19937& random) {
  Xapian::Document document;
  for (Xapian::termpos at = 1, last = 3 + random() % 20; at <= last; ++at) {
    document.add_posting("w" + std::to_string(std::min(random() % 30, random() % 30)), at);
  }
  document.set_data(std::to_string(random()));
  return document;
}

Scattered scattered(std::mt19937& random) {
  Scattered all;
  std::vector<Xapian::WritableDatabase> shards;
  for (unsigned i = 0, count = 1 + random() % 3; i < count; ++i) {
    shards.emplace_back("", Xapian::DB_BACKEND_INMEMORY);
    all.parts.papers.push_back({0});
  }
  for (unsigned i = 0, count = random() % 120; i < count; ++i) {
    const std::size_t shard = random() % shards.size();
    const Xapian::Document document = random_paper(random);
    shards[shard].add_document(document);
    const bool hidden = random() % 4 == 0;
    all.parts.papers[shard].push_back(hidden ? 0 : all.whole.add_document(document));
    for (auto term = document.termlist_begin(); hidden && term != document.termlist_end(); ++term) {
      ++all.parts.hidden_counts[*term];
    }
  }
  all.shards.assign(shards.begin(), shards.end());
  return all;
}

void check_same_papers(const PaperIndex& index, const PaperIndex& whole, const std::string& term) {
  CAPTURE(term);
  const TermPostings expected = whole.postings(term);
  CHECK(index.postings(term).docs == expected.docs);
  CHECK(index.postings(term).counts == expected.counts);
  CHECK(index.doc_frequency(term) == expected.docs.size());
  CHECK(index.has_term(term) == !expected.docs.empty());
  CHECK(index.first_with(term) == whole.first_with(term));
  CHECK(walked(index.papers_with(term)) == expected.docs);
  for (const DocId step : {1U, 2U, 7U, 50U}) {
    PaperCursor cursor = index.papers_with(term), right = whole.papers_with(term);
    for (DocId doc = step; !cursor.at_end() && !right.at_end(); doc += step) {
      cursor.skip_to(doc);
      right.skip_to(doc);
      REQUIRE(cursor.at_end() == right.at_end());
      if (!cursor.at_end()) CHECK(cursor.doc() == right.doc());
    }
    CHECK(cursor.at_end() == right.at_end());
  }
}

TEST_CASE("papers in several shards among hidden documents are as papers in one", "[store]") {
  std::mt19937 random(7);
  for (int round = 0; round < 40; ++round) {
    CAPTURE(round);
    const testing::TempDir folder;
    const Scattered all = scattered(random);
    REQUIRE(save_shard_map(folder.path(), all.parts).ok());
    const Result<ShardMap> map = ShardMap::load(folder.path());
    REQUIRE(map.ok());
    const PaperIndex index(all.shards, *map), whole(all.whole);
    REQUIRE(index.doc_count() == whole.doc_count());
    CHECK(index.lengths() == whole.lengths());
    CHECK(terms(index, "w", "", 99) == terms(whole, "w", "", 99));
    CHECK(terms(index, "w1", "3", 3) == terms(whole, "w1", "3", 3));
    for (int word = 0; word < 31; ++word) {
      check_same_papers(index, whole, "w" + std::to_string(word));
    }
    std::vector<DocId> some;
    for (DocId doc = 1; doc <= index.doc_count(); ++doc) {
      CHECK(index.stored_paper(doc) == whole.stored_paper(doc));
      if (random() % 3 > 0) some.push_back(doc);
    }
    const std::vector<std::string> words = {"w1", "w2"};
    const Xapian::Query near(Xapian::Query::OP_NEAR, words.begin(), words.end(), 3);
    const std::vector<DocId> found = whole.found_among(some, near, never);
    CHECK(index.found_among(some, near, never) == found);
    // The same shards as if on servers, which are not asked.
    OpenShards open;
    for (const Xapian::Database& shard : all.shards) open.shards.push_back({shard, true});
    const PaperIndex served(open, *map);
    for (int word = 0; word < 31; ++word) {
      check_same_papers(served, whole, "w" + std::to_string(word));
    }
    CHECK(served.found_among(some, Xapian::Query(), [&](DocId doc) {
      return std::binary_search(found.begin(), found.end(), doc);
    }) == found);
  }
}

TEST_CASE("of a missing shard nothing is known but which papers it has", "[store]") {
  const testing::TempDir folder;
  REQUIRE(save_shard_map(folder.path(), {{{0, 1, 3}, {0, 2}}, {}}).ok());
  const Result<ShardMap> map = ShardMap::load(folder.path());
  REQUIRE(map.ok());
  Xapian::WritableDatabase one("", Xapian::DB_BACKEND_INMEMORY),
      two("", Xapian::DB_BACKEND_INMEMORY);
  for (auto* db : {&one, &one, &two}) {
    Xapian::Document document;
    document.add_term("w");
    document.set_data("record");
    db->add_document(document);
  }
  const PaperIndex whole({one, two}, *map);
  const PaperIndex part(OpenShards{{{one, false}, {std::nullopt, false}}}, *map);
  CHECK(whole.view_key().empty());
  CHECK(whole.missing().empty());
  CHECK(part.missing() == std::vector<std::size_t>{1});
  CHECK(part.doc_count() == 3);
  CHECK(part.shard_count() == 2);
  CHECK(part.postings("w").docs == std::vector<DocId>{1, 3});
  CHECK(part.doc_frequency("w") == 2);
  CHECK(part.lengths() == std::vector<std::uint32_t>{0, 1, 0, 1});
  CHECK(part.found_among({1, 2, 3}, Xapian::Query("w"), never) == std::vector<DocId>{1, 3});
  std::vector<DocId> gone;
  part.missing_papers().for_each([&](DocId doc) { gone.push_back(doc); });
  CHECK(gone == std::vector<DocId>{2});
  CHECK(part.stored_paper(3) == "record");
  CHECK_THROWS_AS(part.stored_paper(2), Xapian::NetworkError);

  // What was read without it is not taken for all.
  const PostingsCache cache(3);
  CHECK(cache.of(part, "w")->docs == std::vector<DocId>{1, 3});
  CHECK(cache.of(whole, "w")->docs == std::vector<DocId>{1, 2, 3});
  CHECK(cache.of(part, "w")->docs == std::vector<DocId>{1, 3});

  // What was read with it is good for what is left: nobody is asked again.
  const PostingsCache warm(3);
  CHECK(warm.of(whole, "w")->docs.size() == 3);
  one.close();
  CHECK(warm.of(part, "w")->docs == std::vector<DocId>{1, 3});
  CHECK(warm.of(part, "w")->counts == std::vector<std::uint16_t>{1, 1});
  CHECK_THROWS_AS(warm.of(part, "v"), Xapian::Error);
}

TEST_CASE("shards that are not those of the map are refused", "[store]") {
  const testing::TempDir folder;
  REQUIRE(save_shard_map(folder.path(), {{{0, 1, 2}, {0, 3}}, {}}).ok());
  const Result<ShardMap> map = ShardMap::load(folder.path());
  REQUIRE(map.ok());
  Xapian::WritableDatabase one("", Xapian::DB_BACKEND_INMEMORY),
      two("", Xapian::DB_BACKEND_INMEMORY);
  for (auto* db : {&one, &two, &two}) db->add_document(paper(1));
  CHECK(PaperIndex({two, one}, *map).doc_count() == 3);
  for (const std::vector<Xapian::Database>& shards :
       {std::vector<Xapian::Database>{one, two}, {two}, {two, one, one}, {}}) {
    CHECK_THROWS_AS(PaperIndex(shards, *map), Xapian::DatabaseCorruptError);
  }
}

}  // namespace
}  // namespace paperfind
