#include "engine/query/common_words.h"

#include "engine/query/parse_query.h"
#include "tests/catch.h"

namespace paperfind {
namespace {

void list_common(const QueryNode& node, std::string& out) {
  if (node.common) out += (out.empty() ? "" : " ") + to_string(node);
  for (const QueryNode& child : node.children) list_common(child, out);
}

// The words that are not insisted on, in the order typed.
std::string common_of(std::string_view typed) {
  Analyzer analyzer;
  QueryNode root = parse_query(typed, analyzer).root;
  mark_common_words(root);
  std::string common;
  list_common(root, common);
  return common;
}

struct Case {
  std::string typed;
  std::string common;
};

TEST_CASE("stop words are common beside any other word", "[query]") {
  const Case c = GENERATE(values<Case>({
      {"keyword spotting", ""},
      {"the attention of heads", "the of"},
      {"The Attention", "the"},
      {"attention for", "for"},
      // Alone they are what is asked for.
      {"the", ""},
      {"to be or at", ""},
      {"to be or not to be", "to be or"},
      {"-pruning the of", ""},
      {"the year:2019", ""},
      {"the id:p3 of", ""},
      // Beside words people ask with, but no others, too.
      {"the papers", "the"},
      {"the \"of\"", "the"},
      {"the \"sparse nets\"", "the"},
      {"the title:pruning", "the"},
      {"the (pruning OR sparse)", "the"},
      {"the low-precision", "the"},
      {"the trans*", "the"},
  }));
  CAPTURE(c.typed);
  CHECK(common_of(c.typed) == c.common);
}

TEST_CASE("words people ask with are common beside three words of content", "[query]") {
  const Case c = GENERATE(values<Case>({
      // Too few: they may be the matter itself.
      {"papers", ""},
      {"information retrieval", ""},
      {"interest point", ""},
      {"information papers find", ""},
      {"papers describing attention heads", ""},
      {"the description of list attention", "the of"},
      {"papers describing sparse attention heads", "papers describing"},
      {"I am interested in articles that describe sparse attention heads",
       "i am interested in articles that describe"},
      {"Papers REGARDING sparse attention heads", "papers regarding"},
      // Each counts by itself, whatever else stands beside it.
      {"papers \"sparse attention\" heads nets", "papers"},
      {"papers +sparse attention heads", "papers"},
      {"papers title:sparse attention heads", "papers"},
      {"papers low-precision attention heads", "papers"},
      {"papers (sparse OR dense) attention heads", "papers"},
      // What is left out or a condition is no content.
      {"papers sparse attention -heads", ""},
      {"papers sparse attention year:2020", ""},
      {"papers sparse attention id:p3", ""},
      {"papers sparse attention sparse", ""},
  }));
  CAPTURE(c.typed);
  CHECK(common_of(c.typed) == c.common);
}

TEST_CASE("what was quoted or marked or named a field for is never common", "[query]") {
  const Case c = GENERATE(values<Case>({
      {"+the attention", ""},
      {"\"the\" attention", ""},
      {"title:the attention", ""},
      {"the* attention", ""},
      {"attention -the", ""},
      {"the-attention heads", ""},
      {"the NEAR/3 attention heads", ""},
      {"+papers sparse attention heads", ""},
      {"\"papers\" sparse attention heads", ""},
      {"title:papers sparse attention heads", ""},
      {"papers* sparse attention heads", ""},
      {"sparse attention heads -papers", ""},
      {"\"papers describing\" sparse attention heads", ""},
      // Typed once with '+' and once without.
      {"+papers papers sparse attention heads", ""},
      {"papers sparse attention heads +papers", ""},
  }));
  CAPTURE(c.typed);
  CHECK(common_of(c.typed) == c.common);
}

TEST_CASE("a group in parentheses has common words of its own", "[query]") {
  const Case c = GENERATE(values<Case>({
      {"(the attention) OR (of pruning)", "the of"},
      {"(the) OR attention", ""},
      {"the OR attention", ""},
      {"speech (the OR attention)", ""},
      {"speech ((the attention) OR (papers on sparse nets heads))", "the papers on"},
      {"speech -(the attention)", "the"},
      {"(papers sparse attention) OR heads", ""},
  }));
  CAPTURE(c.typed);
  CHECK(common_of(c.typed) == c.common);
}

TEST_CASE("marking again changes nothing, and what is common no longer is unmarked", "[query]") {
  Analyzer analyzer;
  QueryNode root = parse_query("papers on sparse attention heads", analyzer).root;
  std::string once, twice, shorter;
  list_common(root, once);
  CHECK(once == "papers on");
  mark_common_words(root);
  list_common(root, twice);
  CHECK(twice == once);
  root.children.pop_back();
  mark_common_words(root);
  list_common(root, shorter);
  CHECK(shorter == "on");
}

}  // namespace
}  // namespace paperfind
