#include "cli/options.h"

#include <string>
#include <vector>

#include "tests/catch.h"

using namespace paperfind;
using namespace paperfind::cli;

namespace {

Result<Options> options_of(const std::vector<std::string>& argv, const std::string& input = {}) {
  const Result<Arguments> arguments = parse_arguments(argv);
  REQUIRE(arguments.ok());
  return options_from(*arguments, input);
}

struct QueryCase {
  std::vector<std::string> argv;
  std::string query;
};

struct ErrorCase {
  std::vector<std::string> argv;
  std::string message;
};

std::string params_text(const Options& options) {
  std::string out;
  for (const auto& [name, value] : options.params) out += name + "=" + value + " ";
  return out;
}

}  // namespace

TEST_CASE("Words, phrases and standard input make one query", "[cli]") {
  const QueryCase c = GENERATE(values<QueryCase>({
      {{"search", "sparse", "attention"}, "sparse attention"},
      {{"search", "sparse attention"}, "sparse attention"},
      {{"search", "\"sparse attention\""}, "\"sparse attention\""},
      {{"search", "x", "--phrase", "sparse attention"}, "x \"sparse attention\""},
      {{"search", "--phrase", "a b", "x", "--phrase", "c d"}, "x \"a b\" \"c d\""},
      // Quotes within a phrase would end it.
      {{"search", "--phrase", "a \"b\" c"}, "\"a  b  c\""},
      {{"search", "x", "-"}, "x from standard input"},
      {{"search", "--", "a", "-b"}, "a -b"},
      {{"search"}, ""},
      {{"facets", "session", "-q", "a b"}, "a b"},
  }));
  CAPTURE(c.argv);
  const Result<Options> options = options_of(c.argv, "from standard\n  input\n");
  REQUIRE(options.ok());
  CHECK(options->query == c.query);
}

TEST_CASE("Flags become the API's parameters", "[cli]") {
  const QueryCase c = GENERATE(values<QueryCase>({
      {{"search", "--any", "--no-typo", "--explain"}, "mode=any typo=off explain=1 "},
      {{"search", "--sort", "-year"}, "sort=-year "},
      {{"search", "--fields", "id,title"}, "fields=id,title "},
      {{"search", "--year", "2019..2021"}, "from=2019-01-01 to=2021-12-31 "},
      {{"search", "--year", "2019.."}, "from=2019-01-01 "},
      {{"search", "--year", "..2021"}, "to=2021-12-31 "},
      {{"search", "--day", "2022-03-28..2022-03"}, "from=2022-03-28 to=2022-03-31 "},
      {{"facets", "institution", "--prefix", "zur", "--order", "label"}, "prefix=zur order=label "},
      {{"eval", "--any", "--no-typo", "--queries=q", "--qrels=j"}, "mode=any typo=off "},
  }));
  CAPTURE(c.argv);
  const Result<Options> options = options_of(c.argv);
  REQUIRE(options.ok());
  CHECK(params_text(*options) == c.query);
}

TEST_CASE("eval knows its files and its floor", "[cli]") {
  const Result<Options> options =
      options_of({"eval", "--queries", "q", "--qrels", "j", "--run", "r", "--baseline", "b",
                  "--exclude", "x", "--min-ndcg", "0.75", "--format", "trec"});
  REQUIRE(options.ok());
  CHECK(options->eval.queries == "q");
  CHECK(options->eval.qrels == "j");
  CHECK(options->eval.run == "r");
  CHECK(options->eval.baseline == "b");
  CHECK(options->eval.exclude == "x");
  CHECK(options->eval.min_ndcg == 0.75);
  CHECK(options->format == Format::Trec);
}

TEST_CASE("Filters keep facet, kind and value", "[cli]") {
  const Result<Options> options = options_of({"search", "--session", "s=1", "--not", "author=a=b",
                                              "--all", "institution=ETH Zürich", "--year", "2022"});
  REQUIRE(options.ok());
  REQUIRE(options->filters.size() == 4);
  std::string all;
  for (const TypedFilter& f : options->filters) all += f.prefix + f.facet + " is " + f.value + "; ";
  CHECK(all == "session is s=1; not.author is a=b; all.institution is ETH Zürich; year is 2022; ");
}

TEST_CASE("A wrong value is told with what is right", "[cli]") {
  const ErrorCase c = GENERATE(values<ErrorCase>({
      {{"search", "-n", "0"}, "--count: \"0\" is not a number from 1 to 100"},
      {{"search", "-neural"}, "--count: \"eural\" is not a number from 1 to 100"},
      {{"search", "-n", "99999999999999999999"},
       "--count: \"99999999999999999999\" is not a number from 1 to 100"},
      {{"facets", "author", "-n", "1001"}, "--count: \"1001\" is not a number from 1 to 1000"},
      {{"search", "--page", "x"}, "--page: \"x\" is not a number from 1 to 10000"},
      {{"search", "--format", "xml"},
       "--format: \"xml\" is not known (one of table, json, jsonl, ids)"},
      {{"search", "--sort", "new"},
       "--sort: \"new\" is not known (one of relevance, -year, year, title, author, programme)"},
      {{"search", "--year", "2021..2019"},
       "--year: \"2021..2019\" is no range of years (such as 2019..2021 or 2019..)"},
      {{"search", "--day", "2022-03-30..2022-03-28"},
       "--day: \"2022-03-30..2022-03-28\" is no range of days (such as 2022-03-28..2022-03-30 or "
       "2022-03..)"},
      {{"search", "--year", ".."},
       "--year: \"..\" is no range of years (such as 2019..2021 or 2019..)"},
      {{"search", "--not", "s1"}, "--not: \"s1\" names no value (as in --not session=s1)"},
      {{"search", "--all", "sesion=s1"},
       "--all: no facet is called \"sesion\" (did you mean session?)"},
      {{"search", "--facets", "sesion"},
       "--facets: no facet is called \"sesion\" (did you mean session?)"},
      {{"search", "--db", "a", "--url", "http://b"}, "--db and --url exclude each other"},
      {{"search", "--all-results", "--json"},
       "--all-results: one JSON document is one page (use --format jsonl, a line for each paper)"},
      {{"search", "--format", "bib", "--page", "2"},
       "--format: an export has all papers, not a page of them (leave out --page and --count)"},
      {{"search", "-n", "5", "--format", "csv"},
       "--format: an export has all papers, not a page of them (leave out --page and --count)"},
      {{"show", "a", "b", "--format", "csv"},
       "--format: several papers go into bib and ris alone (or search for them: paperfind search "
       "id:A OR id:B --format csv)"},
      {{"facets", "--format", "bib"},
       "--format: \"bib\" is not known (one of table, json, jsonl, ids)"},
      {{"show"}, "show needs the id of a paper (paperfind show ID)"},
      {{"facets", "institutions"},
       "no facet is called \"institutions\" (did you mean institution?)"},
      {{"facets", "session", "x"},
       "facets takes one name (a query goes behind -q: paperfind facets session -q \"…\")"},
      {{"eval"}, "eval needs queries and their judgements (--queries FILE --qrels FILE)"},
      {{"eval", "--queries", "q"},
       "eval needs queries and their judgements (--queries FILE --qrels FILE)"},
      {{"eval", "--queries", "q", "--qrels", "j", "x"},
       "eval takes no words: \"x\" (queries stand in the file of --queries)"},
      {{"eval", "--queries="}, "--queries: names no file"},
      {{"eval", "--min-ndcg", "1.5"}, "--min-ndcg: \"1.5\" is not a number from 0 to 1"},
      {{"eval", "--min-ndcg", "nan"}, "--min-ndcg: \"nan\" is not a number from 0 to 1"},
      {{"eval", "--min-ndcg", "0.5x"}, "--min-ndcg: \"0.5x\" is not a number from 0 to 1"},
      {{"eval", "--format", "ids"}, "--format: \"ids\" is not known (one of table, json, trec)"},
  }));
  CAPTURE(c.argv);
  const Result<Options> options = options_of(c.argv);
  REQUIRE_FALSE(options.ok());
  CHECK(options.error().code == ErrorCode::InvalidInput);
  CHECK(options.error().to_string() == c.message);
}
