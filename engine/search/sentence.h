// Where sentences begin, for cutting texts where a reader would.
#pragma once

#include <string_view>
#include <vector>

#include "engine/text/analyzer.h"

namespace paperfind {

// Beside the tokens of `text`, and one past them: does a sentence begin with this token? Not after
// "e.g.", "et al.", "Fig." or an initial. The first one and the end count.
std::vector<bool> sentence_starts(std::string_view text, const std::vector<Token>& tokens);

}  // namespace paperfind
