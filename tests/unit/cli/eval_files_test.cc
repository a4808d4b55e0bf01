#include "cli/eval_files.h"

#include <string>
#include <vector>

#include "tests/catch.h"
#include "tests/support/temp_dir.h"

using namespace paperfind;
using namespace paperfind::cli;
using paperfind::testing::TempDir;
using paperfind::testing::write_text;

namespace {

// Reads a file of that content; an error loses the folder's name.
template <typename Read>
auto read_text_as(const Read& read, const std::string& content) {
  const TempDir folder;
  write_text(folder / "f", content);
  auto got = read(folder / "f");
  if (got.ok()) return got;
  Error error = got.error();
  error.where = error.where.substr(error.where.rfind('/') + 1);
  return decltype(got)(error);
}

struct Case {
  const char* content;
  const char* got;  // or the error
};

template <typename Read, typename Show>
void check(const Case& c, const Read& read, const Show& show) {
  CAPTURE(c.content);
  const auto got = read_text_as(read, c.content);
  if (!got.ok()) CHECK(got.error().code == ErrorCode::InvalidData);
  CHECK((got.ok() ? show(*got) : got.error().to_string()) == c.got);
}

}  // namespace

TEST_CASE("Queries are read from JSON lines and from columns", "[cli]") {
  const Case c = GENERATE(values<Case>({
      {"{\"_id\": \"a\", \"text\": \"x y\"}\n\n{\"id\": 7, \"text\": \"\"}", "a=x y;7=;"},
      {"a\tx\ty\r\nb \t z\r\n", "a=x\ty;b=z;"},
      // Added by editors of other systems.
      {"\xEF\xBB\xBFquery-id\ttext\nq\tx\n", "q=x;"},
      {"", ""},
      // A query may be called so, but not where columns are named.
      {"q\tx\nid\ty\n", "q=x;id=y;"},
      {"q\t\xFF\n", "q=\xFF;"},
      {"a x\n", "f:1: there is no tab between id and text"},
      {"a\tx\n\tb\n", "f:2: the query has no id"},
      {"a\tx\nb\ty\na\tz\n", "f:3: query \"a\" stands here twice"},
      {"a b\tx\n", "f:1: the id of a query may hold no blank: \"a b\""},
      {"{\"_id\": \"a\"}\n", "f:1: text is missing"},
      {"{\"_id\": \"a\", \"text\": 1}\n", "f:1: text is missing"},
      {"{\"_id\": null, \"text\": \"x\"}\n", "f:1: the query has no id"},
      {"{\"_id\": \"a\", \"_id\": \"b\", \"text\": \"x\"}\n",
       "f:1: the key \"_id\" stands twice in one object (keep one of them)"},
  }));
  check(c, read_queries, [](const std::vector<EvalQuery>& queries) {
    std::string out;
    for (const EvalQuery& query : queries) out += query.id + "=" + query.text + ";";
    return out;
  });
}

TEST_CASE("Judgements are read in the columns of BEIR and of TREC", "[cli]") {
  const Case c = GENERATE(values<Case>({
      {"query-id\tcorpus-id\tscore\nq\ta\t1\nq\tb\t-1\n", "q a 1;q b -1;"},
      {"q\ta b\t2\r\n", "q a b 2;"},
      {"q 0 a 1\nq Q0 b 0\nr 0 a +3\n", "q a 1;q b 0;r a 3;"},
      {"q a 1\nq a 1\n", "q a 1;"},
      {"", ""},
      {"qid a 1\n", "qid a 1;"},
      {"q a 1\nquery-id corpus-id score\n", "f:2: \"score\" is no whole number"},
      {"q a 1.5\n", "f:1: \"1.5\" is no whole number"},
      {"q a 99999999999\n", "f:1: \"99999999999\" is no whole number"},
      {"q a 1\nq a 0\n", "f:2: paper \"a\" has two grades for this query: 1 and 0"},
      {"q a\n",
       "f:1: the columns are not query, paper and grade, nor TREC's four with something between"},
  }));
  check(c, read_qrels, [](const Qrels& qrels) {
    std::string out;
    for (const auto& [query, judgements] : qrels) {
      for (const auto& [paper, grade] : judgements) {
        out += query + " " + paper + " " + std::to_string(grade) + ";";
      }
    }
    return out;
  });
}

TEST_CASE("Pairs are read from two columns", "[cli]") {
  const Case c = GENERATE(values<Case>({
      {"query-id\tcorpus-id\n2\t486\n1\t486\n1\t486\n", "1 486;2 486;"},
      {"1 x 0\n", "f:1: the columns are not query and paper"},
  }));
  check(c, read_pairs, [](const Pairs& pairs) {
    std::string out;
    for (const auto& [query, paper] : pairs) out += query + " " + paper + ";";
    return out;
  });
}

TEST_CASE("A run is ordered by score as trec_eval does", "[cli]") {
  const Case c = GENERATE(values<Case>({
      {"q Q0 a 2 1.5 t\nq Q0 b 1 2.5 t\nr Q0 c 1 -1e3 t\n", "q b a;r c;"},
      // The rank says nothing, and equals go by id, the greater one first.
      {"q\tQ0\ta\t1\t1\tt\nq\tQ0\tc\t2\t1\tt\nq\tQ0\tb\t3\t1\tt\n", "q c b a;"},
      // Equal in single precision.
      {"q Q0 a 1 1.00000000002 t\nq Q0 b 2 1.00000000001 t\n", "q b a;"},
      {"q Q0 a 1 high t\n", "f:1: the score \"high\" is no number"},
      {"q Q0 a 1 nan t\n", "f:1: the score \"nan\" is no number"},
      {"q Q0 a 1 2 t\nq Q0 a 2 1 t\n", "f:2: paper \"a\" stands twice in the list of this query"},
      {"q Q0 a 1 2\n", "f:1: the columns are not TREC's six: query, Q0, paper, rank, score, tag"},
  }));
  check(c, read_run, [](const Run& run) {
    std::string out;
    for (const auto& [query, papers] : run) {
      out += query;
      for (const std::string& paper : papers) out += " " + paper;
      out += ";";
    }
    return out;
  });
}

TEST_CASE("Files of an evaluation that are not there are told apart from bad ones", "[cli]") {
  const TempDir folder;
  CHECK(read_queries(folder / "none").error().code == ErrorCode::NotFound);
  CHECK(read_qrels(folder / "none").error().code == ErrorCode::NotFound);
  CHECK(read_pairs(folder / "none").error().code == ErrorCode::NotFound);
  CHECK(read_run(folder / "none").error().code == ErrorCode::NotFound);
  CHECK(read_run(folder.path()).error().code == ErrorCode::InvalidData);
}
