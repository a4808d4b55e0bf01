#include "engine/search/snippet.h"

#include <algorithm>
#include <tuple>

namespace paperfind {
namespace {

constexpr std::size_t kNearSentenceEdge =
    8;  // words a window grows or shifts to begin or end with a sentence
constexpr std::uint32_t kLongestFormula = 200;  // bytes; a '$' without a partner within is money

// A sentence ends between two words when '.', '!' or '?' and a blank stand between them.
bool sentence_ends(std::string_view between) {
  for (std::size_t i = 0; i + 1 < between.size(); ++i) {
    const char c = between[i];
    if ((c == '.' || c == '!' || c == '?') && (between[i + 1] == ' ' || between[i + 1] == '\n'))
      return true;
  }
  return between.find("\n") != std::string_view::npos ||
         between.find("。") != std::string_view::npos;
}

class Chooser {
 public:
  Chooser(std::string_view text, const std::vector<Token>& tokens, std::size_t words)
      : text_(text), tokens_(tokens), words_(words) {
    starts_.resize(tokens.size() + 1, false);
    starts_[0] = starts_.back() = true;
    for (std::size_t i = 1; i < tokens.size(); ++i) {
      if (tokens[i].begin <= tokens[i - 1].end) continue;
      starts_[i] =
          sentence_ends(text.substr(tokens[i - 1].end, tokens[i].begin - tokens[i - 1].end));
    }
  }

  SnippetWindow choose(const std::vector<TextMatch>& matches) const {
    std::size_t first = matches.empty() ? 0 : best_start(matches);
    std::size_t last = std::min(first + words_, tokens_.size());
    for (std::size_t grow = 0; grow <= kNearSentenceEdge && last + grow <= tokens_.size(); ++grow) {
      if (starts_[last + grow]) {
        last += grow;
        break;
      }
    }
    return window(first, last);
  }

 private:
  std::size_t token_at(std::uint32_t byte) const {
    const auto found =
        std::upper_bound(tokens_.begin(), tokens_.end(), byte,
                         [](std::uint32_t b, const Token& token) { return b < token.begin; });
    return found == tokens_.begin() ? 0 : static_cast<std::size_t>(found - tokens_.begin() - 1);
  }

  // Where a window that should show the token `t` and what follows begins: its sentence, if that
  // begins near.
  std::size_t start_for(std::size_t t) const {
    for (std::size_t back = 0; back <= kNearSentenceEdge && back <= t; ++back) {
      if (starts_[t - back]) return t - back;
    }
    constexpr std::size_t kContext = 4;
    return t - std::min(t, kContext);
  }

  std::size_t best_start(const std::vector<TextMatch>& matches) const {
    std::size_t best = 0;
    std::tuple<std::size_t, std::size_t, std::ptrdiff_t> best_score{0, 0, 0};
    for (std::size_t i = 0; i < matches.size(); ++i) {
      const std::size_t start = start_for(token_at(matches[i].begin));
      const std::size_t end = std::min(start + words_, tokens_.size());
      std::vector<std::uint32_t> seen;
      std::size_t shown = 0, span_end = start;
      for (std::size_t j = i; j < matches.size() && matches[j].begin < tokens_[end - 1].end; ++j) {
        ++shown;
        if (std::find(seen.begin(), seen.end(), matches[j].word) != seen.end()) continue;
        seen.push_back(matches[j].word);
        span_end = token_at(matches[j].begin);
      }
      const std::ptrdiff_t closeness = -static_cast<std::ptrdiff_t>(span_end - start);
      const std::tuple score{seen.size(), std::min<std::size_t>(shown, 3), closeness};
      if (score > best_score || i == 0) {
        best_score = score;
        best = start;
      }
    }
    return best;
  }

  SnippetWindow window(std::size_t first, std::size_t last) const {
    SnippetWindow window;
    const auto size = static_cast<std::uint32_t>(text_.size());
    window.begin = first == 0 ? 0 : tokens_[first].begin;
    window.end = last >= tokens_.size() ? size : tokens_[last - 1].end;
    // The stop that ends the sentence belongs to it.
    while (last < tokens_.size() && starts_[last] && window.end < size &&
           text_[window.end] != ' ' && text_[window.end] != '\n') {
      ++window.end;
    }
    keep_formulas_whole(window);
    window.cut_before = window.begin > 0;
    window.cut_after = window.end < size;
    return window;
  }

  void keep_formulas_whole(SnippetWindow& window) const {
    std::uint32_t open = 0;
    bool inside = false;
    for (std::uint32_t i = 0; i < text_.size(); ++i) {
      if (text_[i] != '$' || (i > 0 && text_[i - 1] == '\\')) continue;
      if (inside && i - open <= kLongestFormula) {
        if (open < window.begin && i >= window.begin) window.begin = open;
        if (open < window.end && i >= window.end) window.end = i + 1;
        inside = false;
      } else {
        open = i;
        inside = true;
      }
    }
  }

  std::string_view text_;
  const std::vector<Token>& tokens_;
  std::size_t words_;
  std::vector<bool> starts_;  // [i]: a sentence starts with token i
};

}  // namespace

SnippetWindow choose_snippet(std::string_view text, const std::vector<Token>& tokens,
                             const std::vector<TextMatch>& matches, std::size_t words) {
  if (tokens.empty() || words == 0) return {};
  return Chooser(text, tokens, words).choose(matches);
}

}  // namespace paperfind
