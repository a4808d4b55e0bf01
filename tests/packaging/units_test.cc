// The units that systemd is given, judged by systemd itself.
#include <filesystem>
#include <sstream>
#include <string>

#include "tests/catch.h"
#include "tests/support/process.h"
#include "tests/support/temp_dir.h"

using namespace paperfind::testing;

namespace {

std::string unit(const std::string& name) {
  return std::string(PAPERFIND_PACKAGING_DIR) + "/" + name;
}

bool has_systemd() {
  const bool there = run({"systemd-analyze", "--version"}).exit_code == 0;
  if (!there) WARN("skipped: there is no systemd-analyze (Debian: systemd)");
  return there;
}

// Every value that a unit gives the setting, in order.
std::vector<std::string> settings(const std::string& name, const std::string& key) {
  std::vector<std::string> out;
  std::istringstream in(read_text(unit(name)));
  for (std::string line; std::getline(in, line);) {
    if (line.starts_with(key + "=")) out.push_back(line.substr(key.size() + 1));
  }
  return out;
}

}  // namespace

TEST_CASE("systemd finds the services exposed by 2.0 of 10 at most", "[units]") {
  if (!has_systemd()) return;
  const std::string name = GENERATE("paperfind-searchd.service", "paperfind-watch.service");
  // In tenths.
  const RunResult judged =
      run({"systemd-analyze", "security", "--offline=true", "--threshold=20", unit(name)});
  CAPTURE(name, judged.out, judged.err);
  CHECK(judged.exit_code == 0);
  CHECK(judged.out.find("Overall exposure level for " + name) != std::string::npos);
  const RunResult strict =
      run({"systemd-analyze", "security", "--offline=true", "--threshold=0", unit(name)});
  CHECK(strict.exit_code != 0);  // that the threshold is what was looked at
}

TEST_CASE("systemd understands every line of the units", "[units]") {
  if (!has_systemd()) return;
  // What the programs are called and where their manual is is known on a system that has them.
  const TempDir folder;
  for (const std::string name :
       {"paperfind-searchd.service", "paperfind-watch.service", "paperfind-searchd.socket"}) {
    std::istringstream in(read_text(unit(name)));
    std::string text;
    for (std::string line; std::getline(in, line);) {
      if (line.starts_with("Documentation=")) continue;
      if (line.starts_with("ExecStart="))
        line = "ExecStart=/bin/true" + line.substr(line.find(' '));
      text += line + "\n";
    }
    write_text(folder / name, text);
  }
  const RunResult verified =
      run({"systemd-analyze", "verify", folder / "paperfind-searchd.service",
           folder / "paperfind-watch.service", folder / "paperfind-searchd.socket"});
  CHECK(verified.err == "");
  CHECK(verified.exit_code == 0);
}

TEST_CASE("the daemon writes nowhere and the indexer in the index alone", "[units]") {
  for (const std::string name : {"paperfind-searchd.service", "paperfind-watch.service"}) {
    CAPTURE(name);
    CHECK(settings(name, "ProtectSystem") == std::vector<std::string>{"strict"});
    CHECK(settings(name, "CapabilityBoundingSet") == std::vector<std::string>{""});
    CHECK(settings(name, "LimitNOFILE") == std::vector<std::string>{"65536"});
  }
  CHECK(settings("paperfind-searchd.service", "ReadWritePaths").empty());
  CHECK(settings("paperfind-watch.service", "ReadWritePaths") ==
        std::vector<std::string>{"/var/lib/paperfind/index"});
  CHECK(settings("paperfind-searchd.service", "User") !=
        settings("paperfind-watch.service", "User"));
}
