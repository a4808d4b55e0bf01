// What `paperfind help query` shows is true.
#include <string>
#include <vector>

#include "tests/catch.h"
#include "tests/cli/fixture.h"

using namespace paperfind::testing;

namespace {

// The left column: two blanks, then the example, up to two blanks or the end of the line.
std::vector<std::string> examples() {
  std::vector<std::string> out;
  for (const std::string& line : lines_of(run_paperfind({"help", "query"}).out)) {
    if (line.size() < 3 || line.substr(0, 2) != "  " || line[2] == ' ') continue;
    out.push_back(line.substr(2, line.find("  ", 2) - 2));
  }
  return out;
}

}  // namespace

TEST_CASE("Every example of help query finds something when typed into a shell", "[cli]") {
  const std::vector<std::string> all = examples();
  REQUIRE(all.size() >= 12);
  for (const std::string& example : all) {
    CAPTURE(example);
    const RunResult result = run({"sh", "-c", R"("$0" search --db "$1" --format ids )" + example,
                                  program("paperfind"), corpus_index()},
                                 clean({}));
    CHECK(result.exit_code == 0);
    CHECK_FALSE(result.out.empty());
    // Found as typed: nothing was corrected, relaxed or left out.
    CHECK(result.err.empty());
  }
}
