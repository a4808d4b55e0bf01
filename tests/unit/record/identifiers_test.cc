#include "engine/record/identifiers.h"

#include <string>

#include "tests/catch.h"

namespace paperfind {
namespace {

TEST_CASE("is_valid_id takes what can stand in an address without escaping", "[identifiers]") {
  struct Case {
    std::string id;
    bool valid;
  };
  const Case c = GENERATE(values<Case>({
      {"p1", true},
      {"P0421", true},
      {"2022.acl-long.1", true},
      {"_x", true},
      {"-x", true},
      {"a..b", true},
      {std::string(64, 'a'), true},
      {std::string(65, 'a'), false},
      {"", false},
      {".a", false},
      {"a b", false},
      {"a/b", false},
      {"a:b", false},
      {"a,b", false},
      {"é", false},
      // Read as "the paper a as BibTeX".
      {"a.bib", false},
      {"a.JSON", false},
      {"a.csl.json", false},
      {"a.html", false},
      {"bib", true},
      {"a.bibx", true},
      {std::string("a\0b", 3), false},
  }));
  CAPTURE(c.id);
  CHECK(is_valid_id(c.id) == c.valid);
}

TEST_CASE("id_from_source keeps what it can", "[identifiers]") {
  struct Case {
    std::string source;
    std::string id;
  };
  const Case c = GENERATE(values<Case>({
      {"p1", "p1"},
      {"emnlp2023j:100", "emnlp2023j-100"},
      {"pl:uai2021:635916375a", "pl-uai2021-635916375a"},
      {"  a  b  ", "a-b"},
      {"a - b", "a---b"},  // its own '-' stays beside the two that stand for blanks
      {"://a//", "a"},
      {"..a", "a"},
      {"paper.bib", "paper-bib"},
      {"paper.csl.json", "paper.csl-json"},
      {"Ünï", "n"},
      {"中文", ""},
      {"", ""},
      {":::", ""},
      // An id that is right stays as it is.
      {"-a-", "-a-"},
      {std::string(70, 'x'), std::string(64, 'x')},
      {std::string(63, 'x') + ":y", std::string(63, 'x')},
  }));
  CAPTURE(c.source);
  CHECK(id_from_source(c.source) == c.id);
  if (!c.id.empty()) CHECK(is_valid_id(c.id));
}

TEST_CASE("with_hash_suffix stays an id and tells raw strings apart", "[identifiers]") {
  CHECK(with_hash_suffix("deep-learning", "Deep Learning") == "deep-learning-bcd413");
  CHECK(with_hash_suffix("deep-learning", "Deep  Learning") !=
        with_hash_suffix("deep-learning", "Deep Learning"));
  CHECK(with_hash_suffix("", "†").size() == 6);
  const std::string words = "one-two-three-four-five-six-seven-eight-nine-ten-eleven-twelve-13";
  const std::string cut = with_hash_suffix(words, "x");
  CHECK(cut.substr(0, cut.size() - 7) == "one-two-three-four-five-six-seven-eight-nine-ten-eleven");
  CHECK(is_valid_id(cut));
  CHECK(with_hash_suffix(std::string(100, 'a'), "x").size() == kMaxIdBytes);
}

using Parse = std::optional<std::string> (*)(std::string_view);

struct ParseCase {
  std::string text;
  std::string parsed;  // empty: refused
};

void check_parse(Parse parse, const ParseCase& c) {
  CAPTURE(c.text);
  const std::optional<std::string> parsed = parse(c.text);
  CHECK(parsed.has_value() == !c.parsed.empty());
  CHECK(parsed.value_or("") == c.parsed);
  // What came out goes in unchanged.
  if (parsed) CHECK(parse(*parsed) == parsed);
}

TEST_CASE("parse_doi gives the bare DOI in lower case", "[identifiers]") {
  check_parse(
      parse_doi,
      GENERATE(values<ParseCase>({
          {"10.18653/v1/2020.acl-main.1", "10.18653/v1/2020.acl-main.1"},
          {" 10.1145/3313831.3376XXX ", "10.1145/3313831.3376xxx"},
          {"doi:10.1000/182", "10.1000/182"},
          {"DOI: 10.1000/182", "10.1000/182"},
          {"https://doi.org/10.3384/nejlt.2000-1533", "10.3384/nejlt.2000-1533"},
          {"http://dx.doi.org/10.1000/182", "10.1000/182"},
          {"doi.org/10.1000/182?x=1#y", "10.1000/182"},
          {"https://www.doi.org/10.1000%2F182", "10.1000/182"},
          {"10.1000.10/123", "10.1000.10/123"},
          {"10.1002/(SICI)1097<1::AID-X>3.0.CO;2-9", "10.1002/(sici)1097<1::aid-x>3.0.co;2-9"},
          // An escape may not smuggle in bytes that are no text.
          {"https://doi.org/10.1000/%ff%00%0a", "10.1000/%ff%00%0a"},
          {"0.26615/978-954-452-046-5_006", ""},
          {"https://link.springer.com/chapter/10.1007/978-3-031-20044-1_8", ""},
          {"10.1/x", ""},
          {"10.1000/", ""},
          {"10.1000", ""},
          {"10./x", ""},
          {"10.1000./x", ""},
          {"10.1000/a b", ""},
          {"10.1000/a\nb", ""},
          {"11.1000/182", ""},
          {"", ""},
          {"10.1000/" + std::string(3000, 'a'), ""},
      })));
}

TEST_CASE("parse_arxiv drops version and subject class", "[identifiers]") {
  check_parse(parse_arxiv, GENERATE(values<ParseCase>({
                               {"2203.01234", "2203.01234"},
                               {"2203.01234v12", "2203.01234"},
                               {"0704.0001", "0704.0001"},
                               {"arXiv:2203.01234v2", "2203.01234"},
                               {"https://arxiv.org/abs/2203.01234v1", "2203.01234"},
                               {"http://www.arxiv.org/pdf/2203.01234v3.pdf", "2203.01234"},
                               {"https://export.arxiv.org/abs/cs/0112017", "cs/0112017"},
                               {"cs/0112017v1", "cs/0112017"},
                               {"math.GT/0309136", "math/0309136"},
                               {"cond-mat/9901001", "cond-mat/9901001"},
                               {"2213.01234", ""},
                               {"2200.01234", ""},
                               {"203.01234", ""},
                               {"2203.012345", ""},
                               {"2203.012", ""},
                               {"cs/011201", ""},
                               {"/0112017", ""},
                               {"https://arxiv.org/list/cs", ""},
                               {"10.48550/arXiv.2203.01234", ""},
                               {"", ""},
                           })));
}

TEST_CASE("parse_paper_address finds the id in the address of a page", "[identifiers]") {
  const ParseCase c = GENERATE(values<ParseCase>({
      {"https://papers.example.org/papers/p0421", "p0421"},
      {"HTTP://localhost:8080/papers/p0421/", "p0421"},
      {"papers.example.org/papers/p0421", "p0421"},
      {"/papers/p0421", "p0421"},
      {" /api/v1/papers/p0421 ", "p0421"},
      {"https://example.org/search/2022/papers/p0421.csl.json?x=/papers/y#/papers/z", "p0421"},
      {"https://example.org/papers/p%2E1", "p.1"},
      {"https://example.org/papers/", ""},
      {"https://example.org/papers/.bib", ""},
      {"https://example.org/papers/a/b", ""},
      {"https://example.org/papers/%00", ""},
      {"https://example.org/p0421", ""},
      {"https://example.org/papers/p1 and more", ""},
      {"pens/papers/ink", ""},
      {"papers/p1", ""},
      {"", ""},
  }));
  CAPTURE(c.text);
  CHECK(parse_paper_address(c.text).value_or("") == c.parsed);
}

TEST_CASE("parse_orcid checks the last digit", "[identifiers]") {
  check_parse(parse_orcid, GENERATE(values<ParseCase>({
                               {"0000-0002-1825-0097", "0000-0002-1825-0097"},
                               {"https://orcid.org/0000-0002-1825-0097", "0000-0002-1825-0097"},
                               {"orcid.org/0000-0002-1694-233x", "0000-0002-1694-233X"},
                               {"0000-0002-1694-233X", "0000-0002-1694-233X"},
                               {"0000-0002-1825-0098", ""},
                               {"0000-0002-1825-009X", ""},
                               {"0000000218250097", ""},
                               {"0000-0002-1825-00971", ""},
                               {"0000-0002-1825-00é", ""},
                               {"", ""},
                           })));
}

TEST_CASE("parse_ror checks the last two digits", "[identifiers]") {
  check_parse(parse_ror, GENERATE(values<ParseCase>({
                             {"042nb2s44", "https://ror.org/042nb2s44"},
                             {"https://ror.org/042nb2s44", "https://ror.org/042nb2s44"},
                             {"ror.org/05A28RW58", "https://ror.org/05a28rw58"},
                             {"https://ror.org/042nb2s45", ""},
                             {"https://ror.org/042nl2s44", ""},  // no 'l' in that alphabet
                             {"142nb2s44", ""},
                             {"https://ror.org/", ""},
                             {"", ""},
                         })));
}

}  // namespace
}  // namespace paperfind
