#include "engine/store/doc_set.h"

#include <random>
#include <set>

#include "tests/catch.h"

namespace paperfind {
namespace {

TEST_CASE("a set of documents is one", "[store][property]") {
  std::mt19937 random(4);
  for (const DocId docs : {1U, 63U, 64U, 65U, 1000U}) {
    CAPTURE(docs);
    DocSet a(docs), b(docs);
    std::set<DocId> in_a, in_b;
    for (DocId doc = 1; doc <= docs; ++doc) {
      if (random() % 3 == 0) a.add(doc), in_a.insert(doc);
      if (random() % 2 == 0) b.add(doc), in_b.insert(doc);
    }
    std::size_t shared = 0;
    for (const DocId doc : in_a) shared += in_b.count(doc);
    CHECK(a.count() == in_a.size());
    CHECK(a.count_shared(b) == shared);
    DocSet both = a;
    both.retain(b);
    CHECK(both.count() == shared);
    DocSet either = a;
    either.add(b);
    CHECK(either.count() == in_a.size() + in_b.size() - shared);
    DocSet rest = a;
    rest.remove(b);
    CHECK(rest.count() == in_a.size() - shared);
    std::set<DocId> visited;
    a.for_each([&](DocId doc) { visited.insert(doc); });
    CHECK(visited == in_a);
    CHECK(DocSet::all(docs).count() == docs);
    CHECK(DocSet(docs).empty());
    CHECK(a.first_from(1) == (in_a.empty() ? docs + 1 : *in_a.begin()));
  }
}

}  // namespace
}  // namespace paperfind
