#include "engine/store/term_sets.h"

#include <string>
#include <thread>
#include <vector>

#include "tests/catch.h"

namespace paperfind {
namespace {

constexpr DocId kPapers = 1024;

// "t2" is in every second paper, "t3" in every third, and so on.
Xapian::WritableDatabase database() {
  Xapian::WritableDatabase db("", Xapian::DB_BACKEND_INMEMORY);
  for (DocId doc = 1; doc <= kPapers; ++doc) {
    Xapian::Document document;
    for (DocId step = 2; step <= 600; ++step) {
      if (doc % step == 0) document.add_term("t" + std::to_string(step));
    }
    db.add_document(document);
  }
  return db;
}

std::size_t papers_with(const TermSets& sets, const Xapian::Database& db, const std::string& term) {
  DocSet set(kPapers);
  sets.add_to(set, db, term);
  return set.count();
}

TEST_CASE("a set of a term has its papers whether it was kept or not", "[store]") {
  const Xapian::WritableDatabase db = database();
  const TermSets sets(kPapers);
  for (int round = 0; round < 2; ++round) {
    CHECK(papers_with(sets, db, "t2") == 512);
    CHECK(papers_with(sets, db, "t600") == 1);
    CHECK(papers_with(sets, db, "nothing") == 0);
  }
  CHECK(sets.kept() == 1);  // t600 is too rare to be worth it
  DocSet set(kPapers);
  sets.add_to(set, db, "t2");
  sets.add_to(set, db, "t3");
  CHECK(set.count() == 512 + 341 - 170);  // added to what was there
}

TEST_CASE("a set of all papers has each of them and nothing else", "[store]") {
  for (const DocId docs : {0U, 1U, 62U, 63U, 64U, 65U, 127U, 128U, 1000U}) {
    CAPTURE(docs);
    const DocSet all = DocSet::all(docs);
    CHECK(all.count() == docs);
    CHECK_FALSE(all.contains(0));
    CHECK(all.first_from(1) == 1);
    CHECK(all.first_from(docs + 1) == docs + 1);
  }
}

TEST_CASE("no more sets are kept than fit and those used last stay", "[store]") {
  const Xapian::WritableDatabase db = database();
  const TermSets three(kPapers, 3 * DocSet(kPapers).bytes());
  for (const char* term : {"t2", "t3", "t4", "t2", "t5", "t6"}) (void)papers_with(three, db, term);
  CHECK(three.kept() == 3);
  CHECK(papers_with(three, db, "t3") == 341);
  const TermSets none(kPapers, 0);
  CHECK(papers_with(none, db, "t2") == 512);
  CHECK(none.kept() == 0);
}

TEST_CASE("threads share the sets", "[store]") {
  const TermSets sets(kPapers, 5 * DocSet(kPapers).bytes());
  std::vector<std::thread> threads;
  std::vector<int> wrong(4);
  for (int& mine : wrong) {
    threads.emplace_back([&sets, &mine] {
      const Xapian::WritableDatabase own = database();
      for (DocId step = 2; step < 40; ++step) {
        const std::size_t papers = papers_with(sets, own, "t" + std::to_string(step % 9 + 2));
        if (papers != kPapers / (step % 9 + 2)) ++mine;
      }
    });
  }
  for (std::thread& thread : threads) thread.join();
  CHECK(wrong == std::vector<int>{0, 0, 0, 0});
  CHECK(sets.kept() == 5);
}

}  // namespace
}  // namespace paperfind
