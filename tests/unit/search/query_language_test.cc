// What the query language finds, through the front door.
#include <algorithm>
#include <cmath>

#include "engine/query/expand.h"
#include "tests/catch.h"
#include "tests/unit/search/small_index.h"

namespace paperfind {
namespace {

using testing::SmallIndex;
using Ids = std::vector<std::string>;

SmallIndex& index() {
  static SmallIndex kIndex(testing::small_corpus(), testing::small_authority());
  return kIndex;
}

ResultPage asked(SmallIndex& in, const std::string& query) {
  SearchRequest request;
  request.query = query;
  return in.search(request);
}

Ids found(const ResultPage& page) {
  Ids ids;
  for (const Hit& hit : page.hits) ids.push_back(hit.paper.id);
  return ids;
}

struct Case {
  std::string query;
  Ids ids;
};

TEST_CASE("NEAR and ADJ find words as close as asked", "[search]") {
  // p1: "We prune sixty percent of attention heads." p8: "Integer-only inference in pure C++."
  const Case c = GENERATE(values<Case>({
      {"prune NEAR/4 attention", {"p1"}},
      {"prune NEAR/3 attention", {}},
      {"attention NEAR/4 prune", {"p1"}},
      {"prune ADJ/4 attention", {"p1"}},
      {"attention ADJ/4 prune", {}},
      {"heads NEAR attention", {"p1"}},
      // The words as typed: the abstract has "prune", the title "pruning".
      {"pruned NEAR/4 sixty", {}},
      {"attention ADJ/1 heads", {"p1"}},
      {"heads ADJ/1 attention", {}},
      {"prune NEAR/5 percent NEAR/5 heads", {"p1"}},
      {"prune NEAR/3 percent NEAR/3 heads", {}},
      {"\"percent of\" NEAR/4 heads", {"p1"}},
      {"\"of percent\" NEAR/4 heads", {}},
      {"integer-only NEAR/3 C++", {}},
      {"integer-only NEAR/4 C++", {"p8"}},
      {"low-precision ADJ/1 training", {"p3"}},
      // A field without positions of its own: near each other anywhere, and both in the field.
      {"abstract:prune NEAR/4 attention", {"p1"}},
      {"abstract:prune NEAR/4 study", {}},
      {"title:pruning NEAR/2 heads", {"p1"}},
      {"title:prune NEAR/4 attention", {}},
      // Never from one field, or one author, into the next.
      {"pruning NEAR/30 prune", {"p5"}},
      {"diaz NEAR/30 okafor", {}},
      {"author:ana ADJ/1 diaz", {"p5", "p1"}},
      {"Mueller NEAR/2 dana", {"p3"}},
      {"prun* NEAR/4 sixty", {"p1"}},
      {"xyz* NEAR/4 sixty", {}},
      {"pruning -(attention NEAR/2 heads)", {"p5", "p3"}},
      {"pruning NEAR/2 pruning", {}},
      {"pruning NEAR/2 pruned", {"p5"}},
  }));
  CAPTURE(c.query);
  const ResultPage page = asked(index(), c.query);
  CHECK(found(page) == c.ids);
  CHECK(page.total == c.ids.size());
  CHECK(page.query.corrections.empty());
}

TEST_CASE("a star stands for any ending", "[search]") {
  const Case c = GENERATE(values<Case>({
      {"microcontr*", {"p2"}},
      {"quant*", {"p6"}},
      {"title:prun* sixty", {"p1"}},
      {"abstract:prun* -title:prun*", {"p3"}},
      {"attention hea*", {"p1"}},
      {"author:okaf*", {"p1"}},
      {"MICROCONTR*", {"p2"}},
      {"Núñ*", {"p4"}},
      {"zzz*", {}},
      {"title:microcontr* OR title:tiny*", {"p2", "p8", "p9"}},
      // Never corrected: "quanz" is one edit from "quant".
      {"quanz*", {}},
  }));
  CAPTURE(c.query);
  const ResultPage page = asked(index(), c.query);
  Ids ids = found(page);
  ids.resize(page.total);  // without those that hold some of the words only
  std::sort(ids.begin(), ids.end());
  CHECK(ids == c.ids);
  CHECK(page.query.corrections.empty());
}

TEST_CASE("a word with a star is relaxed like any word", "[search]") {
  const ResultPage page = asked(index(), "microcontr* quantization");
  CHECK(page.total == 2);
  CHECK(page.query.relaxed == Ids{"microcontr*", "quantization"});
  CHECK(asked(index(), "+zzz* quantization").total == 0);
}

TEST_CASE("the whole word that a star matched is marked", "[search]") {
  const Hit hit = asked(index(), "atten*").hits.front();
  CHECK(hit.paper.id == "p1");
  REQUIRE(hit.title.marks.size() == 1);
  const auto [begin, end] = hit.title.marks.front();
  CHECK(hit.title.text.substr(begin, end - begin) == "attention");
}

TEST_CASE("of words near each other only those that are so are marked", "[search]") {
  SmallIndex in(R"({"kind":"event","id":"e","name":"E","year":2022,"tz":"UTC"}
{"kind":"paper","id":"a","title":"Sparse nets","event":"e","authors":[],"abstract":"Sparse here and there. Far from it a sparse and small model. A model."}
)");
  const Case c = GENERATE(values<Case>({
      {"sparse NEAR/3 model", {"sparse", "model"}},
      {"sparse NEAR/30 there", {"Sparse", "there", "sparse"}},
      {"sparse ADJ/30 there", {"Sparse", "there"}},
      {"model ADJ/2 sparse OR model", {}},
      {"sparse ADJ/3 mod*", {"sparse", "model"}},
  }));
  CAPTURE(c.query);
  const Hit hit = asked(in, c.query).hits.front();
  Ids marked;
  for (const auto& [begin, end] : hit.snippet.marks) {
    marked.push_back(hit.snippet.text.substr(begin, end - begin));
  }
  if (c.ids.empty()) {
    CHECK(marked == Ids{"model", "model"});
  } else {
    CHECK(marked == c.ids);
  }
  CHECK(hit.title.marks.empty());
}

TEST_CASE("what is only left out is not a title", "[search]") {
  // p5 is called "Pruning".
  CHECK(found(asked(index(), "-pruning")) == Ids{"p4", "p2", "p8", "p9", "p6"});
  CHECK(found(asked(index(), "NOT pruning -speech")) == Ids{"p8", "p9", "p6"});
}

TEST_CASE("years and days are conditions", "[search]") {
  const Case c = GENERATE(values<Case>({
      // Alone: programme order.
      {"year:2022", {"p1", "p3", "p4", "p2"}},
      {"year:2021", {"p5", "p8", "p9", "p6"}},
      {"year:2022..", {"p1", "p3", "p4", "p2"}},
      {"year:..2021", {"p5", "p8", "p9", "p6"}},
      {"year:2020..2023", {"p1", "p3", "p4", "p2", "p5", "p8", "p9", "p6"}},
      {"-year:2022", {"p5", "p8", "p9", "p6"}},
      {"year:1990", {}},
      {"day:2022-03-28", {"p1", "p3", "p4", "p2"}},
      {"day:2022-03-28..2022-03-30", {"p1", "p3", "p4", "p2"}},
      {"day:2022-03", {"p1", "p3", "p4", "p2"}},
      {"day:..2022-03-27", {}},
      // A paper without a day is in no range of days.
      {"day:1900..", {"p1", "p3", "p4", "p2"}},
      {"pruning year:2021", {"p5"}},
      {"pruning -year:2021", {"p1", "p3"}},
      {"pruning year:2021..2022 year:2022..", {"p1", "p3"}},
      {"year:2021 OR spotting", {"p2", "p5", "p8", "p9", "p6"}},
      {"year:(2021 OR 2022) pruning", {"p5", "p1", "p3"}},
      {"year:2022 -pruning", {"p4", "p2"}},
      {"id:p3", {"p3"}},
      {"id:p3 OR id:p1", {"p1", "p3"}},
      {"id:p3 pruning", {"p3"}},
      {"id:p3 spotting", {}},
      {"id:old-9", {"p9"}},
      {"pruning -id:p5", {"p1", "p3"}},
  }));
  CAPTURE(c.query);
  CHECK(found(asked(index(), c.query)) == c.ids);
}

TEST_CASE("a condition adds nothing to a score and is never given up", "[search]") {
  const double alone = asked(index(), "spotting").hits.front().score;
  CHECK(asked(index(), "spotting year:2022").hits.front().score == alone);
  // Relaxed: some of the words, but all of the conditions.
  const ResultPage page = asked(index(), "keyword quantization year:2021");
  CHECK(found(page) == Ids{"p6"});
  CHECK(page.query.relaxed == Ids{"keyword", "quantization"});
  CHECK(asked(index(), "keyword zebrafish year:2021").total == 0);
  SearchRequest any;
  any.query = "spotting quantization year:2021";
  any.mode = MatchMode::Any;
  CHECK(found(index().search(any)) == Ids{"p6"});
}

TEST_CASE("nothing in a range is said", "[search]") {
  const ResultPage page = asked(index(), "year:1990..1999 pruning");
  CHECK(page.total == 0);
  CHECK(page.query.parsed == "(year:1990..1999 AND pruning)");
  REQUIRE_FALSE(page.query.notices.empty());
  CHECK(page.query.notices.front() == "No paper here has year:1990..1999.");
}

TEST_CASE("conditions alone mark nothing", "[search]") {
  const Hit hit = asked(index(), "year:2022 id:p1").hits.front();
  CHECK(hit.title.marks.empty());
  CHECK(hit.snippet.marks.empty());
  CHECK(hit.matched_in.empty());
}

TEST_CASE("an address of a paper's page finds that paper first", "[search]") {
  for (const char* typed :
       {"https://papers.example.org/papers/p3", "http://localhost:8080/papers/p3?q=pruning#top",
        "/papers/p3", "papers.example.org/papers/p3.bib", " https://x.org/api/v1/papers/p3/ ",
        "id:https://x.org/papers/p3", "id:p3"}) {
    CAPTURE(typed);
    const ResultPage page = asked(index(), typed);
    REQUIRE_FALSE(page.hits.empty());
    CHECK(page.hits.front().paper.id == "p3");
  }
}

// `count` papers, paper i with i + 1 of the words wordNNN.
std::string many_words(int count) {
  std::string lines = R"({"kind":"event","id":"e","name":"E","year":2022,"tz":"UTC"})";
  lines += '\n';
  for (int paper = 0; paper < 3; ++paper) {
    std::string title = "Paper";
    for (int i = 0; i < count; ++i) {
      if (i % 3 <= paper) title += " word" + std::to_string(1000 + i);
    }
    lines += R"({"kind":"paper","id":"p)" + std::to_string(paper) +
             R"(","event":"e","authors":[],"title":")" + title + "\"}\n";
  }
  return lines;
}

TEST_CASE("a star stands for the most frequent words where there are too many", "[search]") {
  SmallIndex in(many_words(150));
  const ResultPage page = asked(in, "word*");
  CHECK(page.total == 3);
  REQUIRE(page.query.notices.size() == 1);
  CHECK(page.query.notices.front() ==
        "word* stands for 150 words here; the 100 most frequent are searched.");
  CHECK(page.query.parsed == "word*");
  CHECK(asked(in, "word10*").query.notices.empty());
  // Every third word is in all three papers, every third in two: 50 and 50 make the hundred.
  CHECK(asked(in, "word* -paper").total == 0);
  CHECK(page.hits.front().title.marks.size() <= kMaxExpansions);
}

TEST_CASE("with explain each part says what it added to the score", "[search]") {
  struct Explained {
    std::string query;
    Ids parts;  // of the first paper
  };
  const Explained c = GENERATE(values<Explained>({
      {"heads", {"heads"}},
      {"the heads attention", {"the", "heads", "attention"}},
      {"heads of attention", {"heads", "of", "attention"}},
      {"prune NEAR/4 attention", {"(prune NEAR/4 attention)"}},
      {"prune ADJ/4 attention heads", {"(prune ADJ/4 attention)", "heads"}},
      {"microcontr* year:2022", {"microcontr*"}},
      {"\"attention heads\" -spotting", {"\"attention heads\""}},
      {"heads OR zebrafish OR prun*", {"heads", "prun*"}},
      {"id:p3", {"id:p3"}},
      {"p3", {"whole title, id or name"}},
      {"pruning", {"pruning", "whole title, id or name"}},
      {"year:2022", {}},
      {"-pruning", {}},
      {"", {}},
  }));
  CAPTURE(c.query);
  SearchRequest request;
  request.query = c.query;
  request.explain = true;
  const Hit hit = index().search(request).hits.front();
  Ids parts;
  double sum = 0;
  for (const auto& [part, weight] : hit.explanation) {
    parts.push_back(part);
    sum += weight;
  }
  CHECK(parts == c.parts);
  CHECK(sum == Approx(hit.score).epsilon(1e-5));
  request.explain = false;
  CHECK(index().search(request).hits.front().explanation.empty());
}

TEST_CASE("every answer says how the query was read", "[search]") {
  const ResultPage page =
      asked(index(), "(atten* NEAR/2 heads) year:2022..2021 NEAR/3 ... title:prun*");
  CHECK(page.query.parsed == "((atten* NEAR/2 heads) AND year:2021..2022 AND title:prun*)");
  CHECK(page.query.ignored == Ids{"NEAR/3", "..."});
  CHECK(page.query.notices ==
        Ids{"\"year:2022..2021\" was read as year:2021..2022.",
            "NEAR/3 needs a word or a phrase on both sides; it was ignored."});
  CHECK(found(page) == Ids{"p1"});
}

}  // namespace
}  // namespace paperfind
