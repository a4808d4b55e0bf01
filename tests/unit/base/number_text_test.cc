#include "engine/base/number_text.h"

#include "tests/catch.h"

namespace paperfind {
namespace {

TEST_CASE("numbers have commas between thousands", "[base]") {
  CHECK(number_text(0) == "0");
  CHECK(number_text(999) == "999");
  CHECK(number_text(1000) == "1,000");
  CHECK(number_text(2517) == "2,517");
  CHECK(number_text(100000) == "100,000");
  CHECK(number_text(1234567) == "1,234,567");
}

TEST_CASE("one is counted as one", "[base]") {
  CHECK(papers_text(0) == "0 papers");
  CHECK(papers_text(1) == "1 paper");
  CHECK(papers_text(2517) == "2,517 papers");
  CHECK(counted_text(12345, "person", "people") == "12,345 people");
}

}  // namespace
}  // namespace paperfind
