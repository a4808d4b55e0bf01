// What docs/operations.md lists is what the programs say, and what the packages say is what the
// build does.
#include <filesystem>
#include <regex>
#include <set>
#include <string>

#include "tests/catch.h"
#include "tests/support/process.h"
#include "tests/support/temp_dir.h"

using namespace paperfind::testing;
namespace fs = std::filesystem;

namespace {

std::set<std::string> all_matches(const std::string& text, const std::string& pattern) {
  const std::regex expression(pattern);
  std::set<std::string> out;
  for (std::sregex_iterator it(text.begin(), text.end(), expression), end; it != end; ++it) {
    out.insert((*it)[1]);
  }
  return out;
}

std::string section(const std::string& page, const std::string& title) {
  const auto begin = page.find("\n## " + title + "\n");
  REQUIRE(begin != std::string::npos);
  return page.substr(begin, page.find("\n## ", begin + 1) - begin);
}

std::string operations() { return read_text(source_dir() / "docs/operations.md"); }

std::string sources_of_daemon() {
  std::string out;
  for (const auto& entry : fs::recursive_directory_iterator(source_dir() / "searchd")) {
    if (entry.path().extension() == ".cc") out += read_text(entry.path());
  }
  return out;
}

}  // namespace

TEST_CASE("the manual explains every exit status and no other", "[docs]") {
  const std::set<std::string> used =
      all_matches(read_text(source_dir() / "engine/base/exit_code.h"),
                  "constexpr int kExit[A-Za-z]+ = ([0-9]+);");
  REQUIRE(used.size() > 8);
  CHECK(all_matches(section(operations(), "Exit statuses"), "\n\\| ([0-9]+) \\|") == used);
}

TEST_CASE("the manual explains every event of the daemon's log and no other", "[docs]") {
  const std::set<std::string> logged =
      all_matches(sources_of_daemon(), "log_event\\([^;{]*?\"([a-z-]+)\",");
  REQUIRE(logged.size() > 8);
  // The rows begin with the events, which have backquotes.
  std::set<std::string> rows;
  for (const std::string& cell : all_matches(section(operations(), "Logs"), "\n\\| (`[^|]*) \\|")) {
    const std::set<std::string> names = all_matches(cell, "`([a-z-]+)`");
    rows.insert(names.begin(), names.end());
  }
  rows.erase("event");
  CHECK(rows == logged);
}

TEST_CASE("changelog of the packages and the build know one version", "[docs]") {
  const std::set<std::string> built = all_matches(read_text(source_dir() / "CMakeLists.txt"),
                                                  "project\\(paperfind VERSION ([0-9.]+)");
  REQUIRE(built.size() == 1);
  const std::string changelog = read_text(source_dir() / "debian/changelog");
  CHECK(changelog.starts_with("paperfind (" + *built.begin() + ")"));
}

TEST_CASE("each library the build looks for is in the packages' Build-Depends", "[docs]") {
  const std::string deps = read_text(source_dir() / "tools/deps.sh");
  const std::set<std::string> wanted =
      all_matches(deps.substr(0, deps.find("DEPS_TO_TEST")), "\n(?:pc|header):\\S+ +(\\S+)");
  REQUIRE(wanted.size() > 8);
  const std::string control = read_text(source_dir() / "debian/control");
  const std::set<std::string> declared =
      all_matches(control.substr(0, control.find("\nPackage:")), "\n ([a-z0-9.+-]+)");
  for (const std::string& library : wanted) {
    INFO(library);
    CHECK(declared.contains(library));
  }
}
