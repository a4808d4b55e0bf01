// What a shell may offer for the word being typed: packaging/completions ask for it.
#pragma once

#include <string>
#include <vector>

#include "cli/place.h"

namespace paperfind::cli {

// The hidden command that shells use; what stands behind it is the command line so far.
inline constexpr const char* kCompleteCommand = "__complete";

// `words` is the command line without the program's name; the last one is being typed and may be
// empty. A line each: a word, a tab, what it means. ":file" or ":folder" alone where the shell
// knows the names. Values of facets come from the index or daemon that the words, or else the
// environment, name; without one there are none.
std::string complete(const std::vector<std::string>& words, const Environment& environment);

}  // namespace paperfind::cli
