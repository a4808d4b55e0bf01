#include "engine/base/utf8.h"

#include "tests/catch.h"

namespace paperfind {
namespace {

TEST_CASE("characters are counted, not bytes", "[utf8]") {
  CHECK(character_count("") == 0);
  CHECK(character_count("aüb") == 3);
  CHECK(character_count("論文𝔸") == 3);
}

TEST_CASE("a text is cut between characters", "[utf8]") {
  CHECK(head_of("abc", 3) == "abc");
  CHECK(head_of("abcd", 3) == "abc");
  CHECK(head_of("aüb", 2) == "a");
  CHECK(head_of("aüb", 3) == "aü");
  CHECK(head_of("論文", 5) == "論");
  CHECK(head_of("論文", 2).empty());
  CHECK(head_of("", 0).empty());
  CHECK(head_of("\x80\x80\x80", 2).empty());
}

TEST_CASE("what was left out of a text shows as an ellipsis", "[utf8]") {
  CHECK(shortened("abc", 3) == "abc");
  CHECK(shortened("abcd", 3) == "abc…");
  CHECK(shortened("aüb", 2) == "a…");
  CHECK(shortened("\x80\x80\x80", 2) == "…");
}

}  // namespace
}  // namespace paperfind
