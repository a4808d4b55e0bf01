#include "engine/query/expand.h"

#include <fmt/format.h>
#include <xapian.h>

#include <string>
#include <vector>

#include "engine/query/field_terms.h"
#include "engine/query/parse_query.h"
#include "engine/schema/fields.h"
#include "tests/catch.h"

namespace paperfind {
namespace {

// One paper with so many terms that begin with `start`.
PaperIndex index_of(const std::string& start, std::size_t count) {
  Xapian::Document paper;
  for (std::size_t i = 0; i < count; ++i) paper.add_term(start + fmt::format("{:06}", i));
  Xapian::WritableDatabase documents("", Xapian::DB_BACKEND_INMEMORY);
  documents.add_document(paper);
  return PaperIndex(documents);
}

ParsedQuery expanded(const std::string& text, const PaperIndex& index) {
  Analyzer analyzer;
  ParsedQuery query = parse_query(text, analyzer);
  expand_query(index, query);
  return query;
}

TEST_CASE("a star stands for a hundred words, and of more the most frequent", "[query]") {
  const ParsedQuery at = expanded("word*", index_of(exact_term(nullptr, "word"), 100));
  CHECK(at.root.expansions.size() == 100);
  CHECK(at.notices.empty());
  const ParsedQuery past = expanded("word*", index_of(exact_term(nullptr, "word"), 101));
  CHECK(past.root.expansions.size() == 100);
  CHECK(past.notices ==
        std::vector<std::string>{
            "word* stands for 101 words here; the 100 most frequent are searched."});
}

TEST_CASE("fifty thousand words are looked at for a star, and more are told of", "[query]") {
  const ParsedQuery at = expanded("word*", index_of(exact_term(nullptr, "word"), 50'000));
  CHECK(at.notices ==
        std::vector<std::string>{
            "word* stands for 50000 words here; the 100 most frequent are searched."});
  const ParsedQuery past = expanded("word*", index_of(exact_term(nullptr, "word"), 50'001));
  CHECK(past.notices ==
        std::vector<std::string>{
            "word* stands for more than 50000 words here; the 100 most frequent are searched."});
}

TEST_CASE("a range holds fifty thousand days, and of more the first, which is told", "[query]") {
  const std::string start = filter_term(Facet::Day, "1");
  const ParsedQuery at = expanded("day:1000..2999", index_of(start, 50'000));
  CHECK(at.root.expansions.size() == 50'000);
  CHECK(at.notices.empty());
  const ParsedQuery past = expanded("day:1000..2999", index_of(start, 50'001));
  CHECK(past.root.expansions.size() == 50'000);
  CHECK(past.root.expansions.back() == "1049999");
  CHECK(past.notices == std::vector<std::string>{"day:1000-01-01..2999-12-31 holds more than 50000 "
                                                 "values here; the first 50000 are searched."});
}

}  // namespace
}  // namespace paperfind
