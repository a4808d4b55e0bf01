// The part of a text that shows best why it matched.
#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

#include "engine/search/highlighter.h"
#include "engine/text/analyzer.h"

namespace paperfind {

// A window of a text in bytes; `cut_before` and `cut_after` say whether text was left out.
struct SnippetWindow {
  std::uint32_t begin = 0;
  std::uint32_t end = 0;
  bool cut_before = false;
  bool cut_after = false;
};

// At most about `words` words around the best run of matches: most distinct query words, then
// closest together, then earliest; grown to the edge of a sentence when that is near, never inside
// a word or a $formula$. Without matches: the first words. `tokens` are the words of `text`.
SnippetWindow choose_snippet(std::string_view text, const std::vector<Token>& tokens,
                             const std::vector<TextMatch>& matches, std::size_t words);

}  // namespace paperfind
