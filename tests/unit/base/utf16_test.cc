#include "engine/base/utf16.h"

#include "tests/catch.h"

namespace paperfind {
namespace {

using namespace std::string_view_literals;

TEST_CASE("looks_like_utf16 knows both orders, with a mark and without", "[utf16]") {
  for (const std::string_view text : {"\xFF\xFE"sv, "\xFE\xFF\0{"sv, "{\0\"\0"sv, "\0@\0a"sv}) {
    CHECK(looks_like_utf16(text));
  }
  for (const std::string_view text : {""sv, "{\0"sv, "{}  "sv, "\0\0\0\0"sv, "\xEF\xBB\xBF{"sv}) {
    CHECK_FALSE(looks_like_utf16(text));
  }
}

}  // namespace
}  // namespace paperfind
