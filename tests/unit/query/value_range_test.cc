#include "engine/query/value_range.h"

#include "tests/catch.h"

namespace paperfind {
namespace {

struct Case {
  Facet facet;
  std::string text;
  std::string read;  // empty: no range
  std::string days;
};

TEST_CASE("parse_range reads years and days as people type them", "[query]") {
  const Case c = GENERATE(values<Case>({
      {Facet::Year, "2019..2021", "2019..2021", "2019-01-01..2021-12-31"},
      {Facet::Year, "2019..", "2019..", "2019-01-01.."},
      {Facet::Year, "..2021", "..2021", "..2021-12-31"},
      {Facet::Year, "2019", "2019", "2019-01-01..2019-12-31"},
      {Facet::Year, "2019..2019", "2019", "2019-01-01..2019-12-31"},
      {Facet::Day, "2022-03-28", "2022-03-28", "2022-03-28"},
      {Facet::Day, "2022-02..2023", "2022-02-01..2023-12-31", "2022-02-01..2023-12-31"},
      {Facet::Day, "2024-02", "2024-02-01..2024-02-29", "2024-02-01..2024-02-29"},
      {Facet::Day, "..2022-04", "..2022-04-30", "..2022-04-30"},
      {Facet::Year, "", "", ""},
      {Facet::Year, "..", "", ""},
      {Facet::Year, "2019..2020..2021", "", ""},
      {Facet::Year, "2019...", "", ""},
      {Facet::Year, "2019-2021", "", ""},
      {Facet::Year, "0000", "", ""},
      {Facet::Year, "20190", "", ""},
      {Facet::Year, "２０１９", "", ""},
      {Facet::Day, "2022-13", "", ""},
      {Facet::Day, "2022-02-30", "", ""},
      {Facet::Day, "2022-3-1", "", ""},
      {Facet::Day, "soon..", "", ""},
  }));
  CAPTURE(c.text);
  const std::optional<ValueRange> range = parse_range(c.facet, c.text);
  REQUIRE(range.has_value() == !c.read.empty());
  if (!range) return;
  CHECK(to_string(*range) == c.read);
  CHECK(to_string(in_days(c.facet, *range)) == c.days);
  CHECK_FALSE(range->reversed);
}

TEST_CASE("parse_range turns what was typed the wrong way round", "[query]") {
  const Case c = GENERATE(values<Case>({
      {Facet::Year, "2021..2019", "2019..2021", ""},
      {Facet::Day, "2022-03-30..2022-03-28", "2022-03-28..2022-03-30", ""},
      {Facet::Day, "2023..2022-02", "2022-02-01..2023-12-31", ""},
  }));
  CAPTURE(c.text);
  const std::optional<ValueRange> range = parse_range(c.facet, c.text);
  REQUIRE(range.has_value());
  CHECK(range->reversed);
  CHECK(to_string(*range) == c.read);
}

TEST_CASE("only years and days have ranges", "[query]") {
  for (const FacetSpec& spec : kFacets) {
    CHECK(has_ranges(spec.facet) == (spec.name == "year" || spec.name == "day"));
  }
}

}  // namespace
}  // namespace paperfind
