#include "tests/packaging/help_words.h"

#include <map>
#include <regex>
#include <sstream>
#include <stdexcept>

#include "tests/support/process.h"

namespace paperfind::testing {
namespace {

// Those one below, by the lines behind "Commands:" or "Subcommands:".
std::vector<std::string> commands_in(const std::string& help) {
  static const std::regex kTitle("(sub)?commands:", std::regex::icase);
  static const std::regex kCommand("  ([a-z]+)( .*)?");
  std::vector<std::string> out;
  bool listed = false;
  std::istringstream in(help);
  std::smatch match;
  for (std::string line; std::getline(in, line);) {
    if (std::regex_match(line, kTitle)) {
      listed = true;
    } else if (line.empty()) {
      listed = false;
    } else if (listed && std::regex_match(line, match, kCommand)) {
      out.push_back(match[1]);
    }
  }
  return out;
}

}  // namespace

std::string help_of(const std::string& program_name, const std::string& command) {
  static std::map<std::string, std::string> known;
  const std::string key = program_name + " " + command;
  if (const auto found = known.find(key); found != known.end()) return found->second;
  std::vector<std::string> argv = {program(program_name)};
  std::istringstream words(command);
  for (std::string word; words >> word;) argv.push_back(word);
  argv.emplace_back("--help");
  const RunResult result = run(argv);
  if (result.exit_code != 0) throw std::runtime_error(command + " --help: " + result.err);
  return known[key] = result.out;
}

std::vector<std::string> commands_of(const std::string& program_name) {
  std::vector<std::string> out = {""};
  for (const std::string& command : commands_in(help_of(program_name, ""))) {
    out.push_back(command);
    // "paperfind help" and "version" explain the program itself.
    const std::string help = help_of(program_name, command);
    if (help == help_of(program_name, "")) continue;
    for (const std::string& below : commands_in(help)) out.push_back(command + " " + below);
  }
  return out;
}

std::set<std::string> flags_in(const std::string& help) {
  static const std::regex kFlag("^ +(?:(-[a-zA-Z]), *)?(--[a-z][a-z-]*).*");
  std::set<std::string> out;
  std::istringstream in(help);
  std::smatch match;
  for (std::string line; std::getline(in, line);) {
    if (!std::regex_match(line, match, kFlag)) continue;
    if (match[1].matched) out.insert(match[1]);
    out.insert(match[2]);
  }
  return out;
}

}  // namespace paperfind::testing
