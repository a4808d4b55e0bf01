// paperfind-indexer authority: what an authority file knows, what it does not, and changing it.
#pragma once

#include <cstddef>
#include <filesystem>
#include <string>
#include <vector>

namespace CLI {
class App;
}

namespace paperfind {

struct AuthorityOptions {
  std::filesystem::path corpus;
  std::filesystem::path authority;  // empty: authority/ in the corpus
  std::filesystem::path labelled;
  std::size_t lines = 50;  // of the report; 0: all
  bool quiet = false;
  std::string from;
  std::string into;
  std::string name;
  std::vector<std::string> moved;  // names that leave
};

// Adds `authority` and its commands to the program's.
CLI::App* add_authority_commands(CLI::App& app, AuthorityOptions& options);
// Runs the one that was given.
int run_authority(const CLI::App& authority, const AuthorityOptions& options);

}  // namespace paperfind
