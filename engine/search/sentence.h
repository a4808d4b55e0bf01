// Where sentences begin, for cutting texts where a reader would.
#pragma once

#include <span>
#include <string_view>
#include <vector>

#include "engine/text/analyzer.h"

namespace paperfind {

// Beside the tokens of `text`, and one past them: does a sentence begin with this token? Not after
// "e.g.", "et al.", "Fig." or an initial. The first one and the end count. Only where the tokens
// stand matters.
std::vector<bool> sentence_starts(std::string_view text, std::span<const Token> tokens);

}  // namespace paperfind
