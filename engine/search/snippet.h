// The parts of a text that show best why it matched.
#pragma once

#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

#include "engine/search/highlighter.h"
#include "engine/text/analyzer.h"

namespace paperfind {

// A part of a text in bytes [begin, end).
struct SnippetWindow {
  std::uint32_t begin = 0;
  std::uint32_t end = 0;
};

// At most about `words` words around the best run of matches: most distinct query words, then
// closest together, then earliest; grown to the edge of a sentence when that is near, never inside
// a word or a $formula$. Two parts of half the size where these show more of the query's words than
// one does. In order of text, apart from each other; without matches the first words; empty for a
// text without words. `tokens` are the words of `text`.
std::vector<SnippetWindow> choose_snippet(std::string_view text, std::span<const Token> tokens,
                                          const std::vector<TextMatch>& matches, std::size_t words);

}  // namespace paperfind
