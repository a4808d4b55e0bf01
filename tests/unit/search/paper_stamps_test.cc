#include "engine/search/paper_stamps.h"

#include <string>
#include <vector>

#include "tests/catch.h"
#include "tests/unit/search/small_index.h"

namespace paperfind {
namespace {

std::string paper(const std::string& id, const std::string& more) {
  return R"({"kind":"paper","id":")" + id + R"(","event":"e","title":"T","authors":[])" + more +
         "}\n";
}

std::vector<std::string> stamps(Searcher& searcher, DocId first, std::size_t count) {
  const Result<std::vector<PaperStamp>> found = searcher.paper_stamps(first, count);
  REQUIRE(found.ok());
  std::vector<std::string> lines;
  for (const PaperStamp& stamp : *found) lines.push_back(stamp.id + " " + stamp.changed);
  return lines;
}

TEST_CASE("papers tell the day their record changed, withdrawn ones nothing", "[search]") {
  testing::SmallIndex index(R"({"kind":"event","id":"e","name":"E","year":2026,"tz":"UTC"})"
                            "\n" +
                            paper("a", R"(,"published":"2026-01-02","updated":"2026-03-04")") +
                            paper("b", R"(,"published":"2026-01-02")") +
                            paper("c", R"(,"status":"withdrawn")") +
                            paper("d", R"(,"aliases":["old"])"));
  Searcher& searcher = index.searcher();
  using Lines = std::vector<std::string>;
  CHECK(stamps(searcher, 1, 100) == Lines{"a 2026-03-04", "b 2026-01-02", "d "});
  CHECK(stamps(searcher, 1, 1) == Lines{"a 2026-03-04"});
  CHECK(stamps(searcher, 2, 2) == Lines{"b 2026-01-02"});
  CHECK(stamps(searcher, 5, 100).empty());
}

}  // namespace
}  // namespace paperfind
