#include "indexer/progress.h"

#include <algorithm>
#include <cstdio>
#include <string>

#include "tests/catch.h"
#include "tests/support/temp_dir.h"

namespace paperfind {
namespace {

using std::chrono::hours;
using std::chrono::milliseconds;
using testing::TempDir;

// What a progress over `steps` steps prints.
std::string printed(Progress::Output output, std::size_t total, int steps) {
  const TempDir folder;
  const std::string path = folder / "out";
  output.file = std::fopen(path.c_str(), "w");
  REQUIRE(output.file != nullptr);
  {
    Progress progress("reading papers", total, output);
    for (int i = 0; i < steps; ++i) progress.step();
  }
  std::fclose(output.file);
  return testing::read_text(path);
}

TEST_CASE("progress says how much is done, how fast, and how long it takes yet", "[progress]") {
  struct Row {
    ProgressState state;
    bool bar;
    const char* text;
  };
  for (const Row& row : {
           Row{{4'000, 10'000, 4},
               true,
               "reading papers [########            ] 40 %, 4,000 of 10,000, 1,000 a second, 6 s "
               "left"},
           Row{{4'000, 10'000, 4},
               false,
               "reading papers 40 %, 4,000 of 10,000, 1,000 a second, 6 s left"},
           Row{{1, 601, 1}, false, "reading papers 0 %, 1 of 601, 1 a second, 10 min 0 s left"},
           Row{{5, 5, 2},
               true,
               "reading papers [####################] 100 %, 5 of 5, 3 a second, 0 s left"},
           Row{{7, 5, 2},
               true,
               "reading papers [####################] 100 %, 7 of 5, 4 a second, 0 s left"},
           Row{{0, 5, 0}, true, "reading papers [                    ] 0 %, 0 of 5, 0 a second"},
           Row{{1'234, 0, 2}, true, "reading papers 1,234, 617 a second"},
       }) {
    CHECK(progress_text("reading papers", row.state, row.bar) == row.text);
  }
}

TEST_CASE("a terminal has one line that renews itself and goes, a log lines that stay",
          "[progress]") {
  const std::string terminal = printed({nullptr, true, milliseconds(0), milliseconds(0)}, 64, 64);
  CHECK(terminal.starts_with("\r\x1b[Kreading papers [#####               ] 25 %, 16 of 64, "));
  CHECK(terminal.ends_with("\r\x1b[K"));
  CHECK(terminal.find('\n') == std::string::npos);
  const std::string log = printed({nullptr, false, milliseconds(0), milliseconds(0)}, 64, 64);
  CHECK(log.starts_with("reading papers 25 %, 16 of 64, "));
  CHECK(std::count(log.begin(), log.end(), '\n') == 4);
  CHECK(log.find('\r') == std::string::npos);
}

TEST_CASE("short work prints nothing, and long work not all the time", "[progress]") {
  CHECK(printed({nullptr, true, hours(1), milliseconds(0)}, 64, 64) == "");
  const std::string once = printed({nullptr, false, milliseconds(0), hours(1)}, 64, 64);
  CHECK(std::count(once.begin(), once.end(), '\n') == 1);
}

}  // namespace
}  // namespace paperfind
