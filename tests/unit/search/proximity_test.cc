#include "engine/search/proximity.h"

#include "engine/query/parse_query.h"
#include "tests/catch.h"
#include "tests/unit/search/small_index.h"

namespace paperfind {
namespace {

using testing::SmallIndex;

std::string corpus() {
  return R"({"kind":"event","id":"e","name":"E","year":2022,"tz":"UTC"}
{"kind":"paper","id":"title","event":"e","authors":[],"title":"Sparse attention","abstract":"Nothing of note."}
{"kind":"paper","id":"abstract","event":"e","authors":[],"title":"Untold","abstract":"Of sparse attention."}
{"kind":"paper","id":"twice","event":"e","authors":[],"title":"Told again","abstract":"Of sparse attention. Of sparse attention."}
{"kind":"paper","id":"turned","event":"e","authors":[],"title":"Attention sparse","abstract":"Attention is sparse."}
{"kind":"paper","id":"one-between","event":"e","authors":[],"title":"Between","abstract":"Of sparse self attention."}
{"kind":"paper","id":"two-between","event":"e","authors":[],"title":"Between more","abstract":"Of sparse and noble attention."}
{"kind":"paper","id":"across","event":"e","authors":[],"title":"Very sparse","abstract":"Attention counts."}
{"kind":"paper","id":"untitled","event":"e","authors":[],"title":"","abstract":"Sparse attention."}
{"kind":"paper","id":"keywords","event":"e","authors":[{"name":"Very Sparse"},{"name":"Attention Seeker"}],"title":"Of keywords","keywords":["sparse","attention"]}
{"kind":"paper","id":"keyword","event":"e","authors":[],"title":"Of a keyword","keywords":["sparse attention"]}
{"kind":"paper","id":"neither","event":"e","authors":[],"title":"Weather","abstract":"Rain in spring."}
)";
}

class Index {
 public:
  Index() : index_(corpus()), papers_(index_.searcher().snapshot()) {}

  // What the pairs of the query add to a paper's score.
  double added(const std::string& typed, const std::string& paper) {
    std::vector<Ranked> hits = {{papers_.first_with(id_term(paper)), 0}};
    add_proximity(index_.searcher().snapshot(), papers_, parse_query(typed, analyzer_).root, hits);
    return hits.front().score;
  }

 private:
  SmallIndex index_;
  PaperIndex papers_;
  Analyzer analyzer_;
};

Index& index() {
  static Index kIndex;
  return kIndex;
}

TEST_CASE("words beside each other as typed count where they stand so", "[search]") {
  const double abstract = index().added("sparse attention", "abstract");
  CHECK(abstract > 0);
  CHECK(index().added("sparse attention", "title") > abstract);
  CHECK(index().added("sparse attention", "twice") > abstract);
  // A title is worth two sentences.
  CHECK(index().added("sparse attention", "title") == index().added("sparse attention", "twice"));
  CHECK(index().added("sparse attention", "one-between") == abstract);
  CHECK(index().added("sparse attention", "untitled") == abstract);
  CHECK(index().added("sparse attention", "keyword") == abstract);
  for (const char* other : {"turned", "two-between", "across", "keywords", "neither"}) {
    CAPTURE(other);
    CHECK(index().added("sparse attention", other) == 0);
  }
}

TEST_CASE("pairs are of words that follow each other in the query", "[search]") {
  struct Case {
    std::string typed;
    bool counts;
  };
  const Case c = GENERATE(values<Case>({
      {"sparse attention", true},
      {"of sparse attention", true},
      {"Sparse ATTENTION", true},
      {"sparse attention zebra", true},
      {"zebra sparse attention", true},
      {"sparse the attention", true},
      {"sparse-attention nets", false},  // one word that is matched so anyway
      {"sparse attention-seeker", true},
      {"sparse of the attention", false},
      {"sparse zebra attention", false},
      {"attention sparse", false},
      {"sparse", false},
      {"sparse OR attention", false},
      {"sparse -attention", false},
      {"\"sparse attention\"", false},
      {"\"sparse\" attention", false},
      {"+sparse attention", false},
      {"title:sparse attention", false},
      {"spars* attention", false},
      {"sparse year:2022 attention", false},
      {"sparse NEAR attention", false},
      {"", false},
  }));
  CAPTURE(c.typed);
  CHECK((index().added(c.typed, "abstract") > 0) == c.counts);
}

TEST_CASE("a word is no pair with itself", "[search]") {
  CHECK(index().added("attention attention", "twice") == 0);
  CHECK(index().added("sparse attention sparse attention", "abstract") ==
        index().added("sparse attention", "abstract"));
}

TEST_CASE("many words make sixteen pairs at most", "[search]") {
  std::string typed;
  for (int i = 0; i < 16; ++i) typed += "zebra" + std::to_string(i) + " ";
  CHECK(index().added(typed + "sparse attention", "abstract") == 0);
  typed = typed.substr(typed.find(' ') + 1);
  typed = typed.substr(typed.find(' ') + 1);
  CHECK(index().added(typed + "sparse attention", "abstract") > 0);
}

TEST_CASE("each hit gets its own share on top of what it had", "[search]") {
  SmallIndex small(corpus());
  CHECK(small.ids("q=sparse%20attention&per_page=100").front() == "title");
}

}  // namespace
}  // namespace paperfind
