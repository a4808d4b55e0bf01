// Where sentences begin, for cutting texts where a reader would.
#pragma once

#include <cstddef>
#include <span>
#include <string_view>

#include "engine/text/analyzer.h"

namespace paperfind {

// Does a sentence begin with this one of the tokens of `text`? Not after "e.g.", "et al.", "Fig."
// or an initial. The first one and the end, one past them, count. Only where the tokens stand
// matters.
bool starts_sentence(std::string_view text, std::span<const Token> tokens, std::size_t at);

}  // namespace paperfind
