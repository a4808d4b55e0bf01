// Man pages are written by hand: what they name is what the programs take.
#include <regex>
#include <set>
#include <sstream>
#include <string>

#include "tests/catch.h"
#include "tests/packaging/help_words.h"
#include "tests/support/process.h"
#include "tests/support/temp_dir.h"

using namespace paperfind::testing;

namespace {

std::string page_of(const std::string& program_name) {
  return source_dir() / "docs/man" / (program_name + ".1");
}

// A line of roff as it is read: no macro, no font, no quotes.
std::string plain(std::string line) {
  line = std::regex_replace(line, std::regex(R"(^\.[A-Z]+ )"), "");
  line = std::regex_replace(line, std::regex(R"(\\f[A-Z])"), "");
  line = std::regex_replace(line, std::regex(R"(\\-)"), "-");
  return std::regex_replace(line, std::regex("\""), "");
}

std::string without_escapes(const std::string& page) {
  return std::regex_replace(page, std::regex(R"(\\-)"), "-");
}

struct Page {
  std::set<std::string> flags;      // named anywhere
  std::set<std::string> explained;  // those that have an entry
  std::set<std::string> commands;   // entries of the section COMMANDS
};

std::set<std::string> flags_named(const std::string& text) {
  static const std::regex kFlag("(?:^|[^-a-zA-Z0-9])(--[a-z][a-z-]*|-[a-z](?![a-z-]))");
  std::set<std::string> out;
  for (std::sregex_iterator it(text.begin(), text.end(), kFlag), end; it != end; ++it) {
    out.insert((*it)[1]);
  }
  return out;
}

// The words before its arguments: "authority report CORPUS".
std::string command_named(const std::string& entry) {
  std::istringstream words(entry);
  std::string out;
  for (std::string word; words >> word;) {
    if (word.find_first_not_of("abcdefghijklmnopqrstuvwxyz") != std::string::npos) break;
    out += (out.empty() ? "" : " ") + word;
  }
  return out;
}

Page read_page(const std::string& program_name) {
  Page out;
  bool entry = false, commands = false, examples = false;
  std::istringstream in(read_text(page_of(program_name)));
  for (std::string line; std::getline(in, line);) {
    if (line.starts_with(".SH")) {
      commands = line == ".SH COMMANDS";
      examples = line == ".SH EXAMPLES";
    }
    const std::string text = plain(line);
    const std::set<std::string> named = flags_named(text);
    if (!examples) out.flags.insert(named.begin(), named.end());
    if (entry && commands) out.commands.insert(command_named(text));
    if (entry && !commands) out.explained.insert(named.begin(), named.end());
    entry = line == ".TP";
  }
  return out;
}

}  // namespace

TEST_CASE("a program and its man page name the same commands and flags", "[man]") {
  const std::string name = GENERATE("paperfind", "paperfind-indexer", "paperfind-searchd");
  CAPTURE(name);
  std::set<std::string> flags, commands;
  for (const std::string& command : commands_of(name)) {
    const std::set<std::string> more = flags_in(help_of(name, command));
    flags.insert(more.begin(), more.end());
    commands.insert(command);
  }
  // A command that only has others below it is not to be given alone.
  commands.erase("");
  commands.erase("authority");
  REQUIRE(flags.size() > 5);
  const Page page = read_page(name);
  CHECK(page.explained == flags);
  CHECK(page.flags == flags);
  CHECK(page.commands == commands);
}

TEST_CASE("the daemon's man page gives the default and the bounds of each limit", "[man]") {
  const std::string name = "paperfind-searchd";
  const std::string help = help_of(name, "");
  const std::string page = without_escapes(read_text(page_of(name)));
  const std::string table = read_text(source_dir() / "docs/http-api.md");
  // "  --queue 256   Requests that wait for a worker; 1 to 100000"
  static const std::regex kLimit(
      "\n  (--[a-z-]+) ([0-9]+)\\s[^\n;]*(?:;[^\n;]*)?; ([0-9]+ to [0-9]+)");
  std::size_t limits = 0;
  for (std::sregex_iterator it(help.begin(), help.end(), kLimit), end; it != end; ++it, ++limits) {
    const std::string flag = (*it)[1], initial = (*it)[2], bounds = (*it)[3];
    CAPTURE(flag, initial, bounds);
    const auto begin = page.find("\n.BI " + flag + " ");
    REQUIRE(begin != std::string::npos);
    const std::string entry = page.substr(begin, page.find("\n.TP", begin) - begin);
    CHECK(entry.find(bounds) != std::string::npos);
    // These two depend on the machine.
    if (flag != "--threads" && flag != "--connections") {
      CHECK(entry.find("else " + initial) != std::string::npos);
    }
    CHECK(table.find("`" + flag + "`") != std::string::npos);
  }
  CHECK(limits == 17);
}

TEST_CASE("man finds nothing wrong with the pages", "[man]") {
  const std::string name = GENERATE("paperfind", "paperfind-indexer", "paperfind-searchd");
  if (run({"mandoc", "-T", "lint", "/dev/null"}).exit_code == 127) {
    WARN("skipped: there is no mandoc (Debian: mandoc)");
    return;
  }
  const RunResult checked = run({"mandoc", "-T", "lint", "-W", "warning", page_of(name)});
  CHECK(checked.out == "");
  CHECK(checked.exit_code == 0);
}
