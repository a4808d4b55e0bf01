#include "engine/text/pattern.h"

#include <string>

#include "tests/catch.h"

namespace paperfind {
namespace {

TEST_CASE("a pattern is found anywhere", "[pattern]") {
  const auto pattern = Pattern::compile("\\bhuawei\\b|noah.?s ark");
  REQUIRE(pattern.ok());
  CHECK(pattern->found_in("lab of huawei in montreal"));
  CHECK(pattern->found_in("noah's ark lab"));
  CHECK_FALSE(pattern->found_in("huaweihua"));
  CHECK_FALSE(pattern->found_in(""));
  CHECK_FALSE(pattern->found_in("\xff\xfe"));
}

TEST_CASE("a pattern that is none says why", "[pattern]") {
  const auto pattern = Pattern::compile("(unclosed");
  REQUIRE_FALSE(pattern.ok());
  CHECK(pattern.error().code == ErrorCode::InvalidData);
  CHECK(pattern.error().message ==
        "\"(unclosed\" is no regular expression: U_REGEX_MISMATCHED_PAREN at character 9");
}

TEST_CASE("a pattern that explodes is given up", "[pattern]") {
  const auto pattern = Pattern::compile("(a+)+b");
  REQUIRE(pattern.ok());
  // Matching this to the end would take 2^40 steps.
  CHECK_FALSE(pattern->found_in(std::string(40, 'a')));
  const auto nested = Pattern::compile("((a*)*)*c");
  REQUIRE(nested.ok());
  CHECK_FALSE(nested->found_in(std::string(5000, 'a')));
}

}  // namespace
}  // namespace paperfind
