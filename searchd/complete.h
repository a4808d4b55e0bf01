// What a shell may offer for the word being typed: packaging/completions ask for it.
#pragma once

#include <string>
#include <vector>

namespace CLI {
class App;
}

namespace paperfind {

// The hidden command that shells use; what stands behind it is the command line so far.
inline constexpr const char* kCompleteCommand = "__complete";

// The last of `words` is being typed and may be empty. A line each: a word, a tab, what it means.
// ":folder" alone where the shell knows the names.
std::string complete(const CLI::App& app, const std::vector<std::string>& words);

}  // namespace paperfind
