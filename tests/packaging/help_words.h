// The commands and flags of our programs, as their --help says them.
#pragma once

#include <set>
#include <string>
#include <vector>

namespace paperfind::testing {

// "" for the program itself, then "build", "authority report" …
std::vector<std::string> commands_of(const std::string& program_name);

// What `program_name COMMAND --help` prints; throws where it fails.
std::string help_of(const std::string& program_name, const std::string& command);

// "--db", and "-q" where it stands before a long one.
std::set<std::string> flags_in(const std::string& help);

}  // namespace paperfind::testing
