#include "engine/store/paper_index.h"

#include <string>
#include <vector>

#include "tests/catch.h"

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
  CHECK(index.found_among({6, 8, 12, 13}, phrase) == std::vector<DocId>{6, 12});
  CHECK(index.found_among({}, phrase).empty());
}

TEST_CASE("documents that are not numbered one after the other are no index", "[store]") {
  Xapian::WritableDatabase db = papers();
  db.delete_document(30);
  CHECK_THROWS_AS(PaperIndex(db), Xapian::DatabaseCorruptError);
}

}  // namespace
}  // namespace paperfind
