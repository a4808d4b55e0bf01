#include "engine/store/postings_cache.h"

#include <memory>
#include <string>
#include <thread>
#include <vector>

#include "tests/catch.h"

namespace paperfind {
namespace {

constexpr DocId kPapers = 1024;

// "t2" is in every second paper, "t3" in every third, and so on; as often as its step, but "t2" in
// the first paper that has it.
Xapian::WritableDatabase database() {
  Xapian::WritableDatabase db("", Xapian::DB_BACKEND_INMEMORY);
  for (DocId doc = 1; doc <= kPapers; ++doc) {
    Xapian::Document document;
    for (DocId step = 2; step <= 600; ++step) {
      if (doc % step == 0) document.add_term("t" + std::to_string(step), doc == 2 ? 70'000 : step);
    }
    db.add_document(document);
  }
  return db;
}

std::size_t papers_with(const PostingsCache& cache, const PaperIndex& index,
                        const std::string& term) {
  DocSet set(kPapers);
  cache.of(index, term)->add_to(set);
  return set.count();
}

TEST_CASE("postings are the index's whether they were kept or not", "[store]") {
  const PaperIndex index(database());
  const PostingsCache cache(kPapers);
  for (int round = 0; round < 2; ++round) {
    CHECK(papers_with(cache, index, "t2") == 512);
    CHECK(papers_with(cache, index, "t600") == 1);
    CHECK(papers_with(cache, index, "nothing") == 0);
    const auto third = cache.of(index, "t300");
    CHECK(third->docs == std::vector<DocId>{300, 600, 900});
    CHECK(third->counts == std::vector<std::uint16_t>{300, 300, 300});
    CHECK(cache.of(index, "t2")->counts.at(0) == 65'535);
  }
  DocSet set(kPapers);
  cache.of(index, "t2")->add_to(set);
  cache.of(index, "t3")->add_to(set);
  CHECK(set.count() == 512 + 341 - 170);  // added to what was there
}

TEST_CASE("a set stands beside postings that are longer than it", "[store]") {
  const PaperIndex index(database());
  const PostingsCache cache(kPapers);
  for (const char* term : {"t2", "t31", "t32", "t33", "t500", "nothing"}) {
    CAPTURE(term);
    const auto postings = cache.of(index, term);
    const bool has_set = postings->docs.size() >= kPapers / 32;
    CHECK(postings->set.docs() == (has_set ? kPapers : 0));
    if (!has_set) continue;
    std::vector<DocId> docs;
    postings->set.for_each([&](DocId doc) { docs.push_back(doc); });
    CHECK(docs == postings->docs);
  }
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

TEST_CASE("no more is kept than fits and what was used last stays", "[store]") {
  const PaperIndex index(database());
  const PostingsCache roomy(kPapers);
  const auto bytes_of = [&](const char* term) {
    const std::size_t before = roomy.bytes();
    (void)roomy.of(index, term);
    return roomy.bytes() - before;
  };
  const std::size_t all = bytes_of("t2") + bytes_of("t3") + bytes_of("t4");
  CHECK(all > (512 + 341 + 256) * 6);
  const PostingsCache tight(kPapers, all);
  const auto t2 = tight.of(index, "t2"), t3 = tight.of(index, "t3");
  (void)tight.of(index, "t4");
  CHECK(tight.of(index, "t2") == t2);  // the same object: it was kept, and is the newest now
  (void)tight.of(index, "t5");
  CHECK(tight.bytes() <= all);
  CHECK(tight.of(index, "t2") == t2);
  CHECK(tight.of(index, "t3") != t3);  // had to go
  CHECK(tight.of(index, "t3")->docs == t3->docs);

  const PostingsCache none(kPapers, 0);
  CHECK(papers_with(none, index, "t2") == 512);
  CHECK(none.bytes() == 0);
}

TEST_CASE("what is no term is kept by a key of its own", "[store]") {
  const PaperIndex index(database());
  const PostingsCache cache(kPapers);
  const std::string key("\0phrase", 7);
  CHECK(cache.find(index, key) == nullptr);
  const auto kept = std::make_shared<const Postings>(std::vector<DocId>{7, 9},
                                                     std::vector<std::uint16_t>(), kPapers);
  cache.keep(index, key, kept);
  CHECK(cache.find(index, key) == kept);
}

TEST_CASE("threads share the postings", "[store]") {
  const PostingsCache cache(kPapers, 8'000);
  std::vector<std::thread> threads;
  std::vector<int> wrong(4);
  for (int& mine : wrong) {
    threads.emplace_back([&cache, &mine] {
      const PaperIndex own(database());
      for (DocId step = 2; step < 40; ++step) {
        const std::size_t papers = papers_with(cache, own, "t" + std::to_string(step % 9 + 2));
        if (papers != kPapers / (step % 9 + 2)) ++mine;
      }
    });
  }
  for (std::thread& thread : threads) thread.join();
  CHECK(wrong == std::vector<int>{0, 0, 0, 0});
  CHECK(cache.bytes() > 0);
  CHECK(cache.bytes() <= 8'000);
}

}  // namespace
}  // namespace paperfind
