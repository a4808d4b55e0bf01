#include "engine/search/snippet.h"

#include <algorithm>
#include <optional>
#include <tuple>

#include "engine/search/sentence.h"
#include "engine/text/grapheme.h"

namespace paperfind {
namespace {

constexpr std::size_t kNearSentenceEdge =
    8;                                    // words a window grows to begin or end with a sentence
constexpr std::size_t kContext = 4;       // words before a match where no sentence begins near
constexpr std::size_t kWordsForTwo = 20;  // fewer are not worth parting
constexpr std::uint32_t kLongestFormula = 200;  // bytes; a '$' without a partner within is money

// Tokens [first, last), and how well they show the query.
struct Run {
  std::size_t first = 0;
  std::size_t last = 0;
  std::size_t distinct = 0;
  std::size_t span = 0;  // tokens from the first to the last of the distinct words, where closest

  [[nodiscard]] bool better_than(const Run& other) const {
    return std::tuple(other.distinct, span, first) < std::tuple(distinct, other.span, other.first);
  }
  [[nodiscard]] bool overlaps(const Run& other) const {
    return first < other.last && other.first < last;
  }
};

// A match as tokens.
struct Place {
  std::size_t token;
  std::uint32_t word;
};

class Chooser {
 public:
  Chooser(std::string_view text, std::span<const Token> tokens,
          const std::vector<TextMatch>& matches)
      : text_(text), tokens_(tokens) {
    for (const TextMatch& match : matches) places_.push_back({token_at(match.begin), match.word});
  }

  std::vector<SnippetWindow> choose(std::size_t words) const {
    if (places_.empty()) return windows({grown({0, std::min(words, tokens_.size())}, words)});
    const Run whole = *best(words, places_, nullptr);
    if (words < kWordsForTwo || whole.distinct == distinct(places_)) {
      return windows({grown(whole, words)});
    }
    const Run first = grown(*best(words / 2, places_, nullptr), words / 2);
    const std::vector<Place> left = unseen(first);
    const std::optional<Run> second = best(words / 2, left, &first);
    if (!second || first.distinct + second->distinct <= whole.distinct) {
      return windows({grown(whole, words)});
    }
    Run other = grown(*second, words / 2);
    // What it grew by may not run into the first.
    if (other.first < first.first) other.last = std::min(other.last, first.first);
    if (other.first >= first.last || other.last <= first.first) return windows({first, other});
    other.first = first.last;
    return windows({first, other});
  }

 private:
  bool starts_sentence(std::size_t token) const {
    return paperfind::starts_sentence(text_, tokens_, token);
  }

  std::size_t token_at(std::uint32_t byte) const {
    const auto found =
        std::upper_bound(tokens_.begin(), tokens_.end(), byte,
                         [](std::uint32_t b, const Token& token) { return b < token.begin; });
    return found == tokens_.begin() ? 0 : static_cast<std::size_t>(found - tokens_.begin() - 1);
  }

  static std::size_t distinct(const std::vector<Place>& places) {
    std::vector<std::uint32_t> words;
    for (const Place& place : places) words.push_back(place.word);
    std::sort(words.begin(), words.end());
    return static_cast<std::size_t>(std::unique(words.begin(), words.end()) - words.begin());
  }

  // The matches of words that do not stand in a run.
  std::vector<Place> unseen(const Run& run) const {
    std::vector<std::uint32_t> seen;
    for (const Place& place : places_) {
      if (place.token >= run.first && place.token < run.last) seen.push_back(place.word);
    }
    std::vector<Place> left;
    for (const Place& place : places_) {
      if (std::find(seen.begin(), seen.end(), place.word) == seen.end()) left.push_back(place);
    }
    return left;
  }

  // Where a window that should show the token `t` and what follows begins: its sentence, if that
  // begins near.
  std::size_t start_for(std::size_t t, std::size_t words) const {
    const std::size_t furthest = std::min({kNearSentenceEdge, words - 1, t});
    for (std::size_t back = 0; back <= furthest; ++back) {
      if (starts_sentence(t - back)) return t - back;
    }
    return t - std::min(kContext, furthest);
  }

  // How well tokens [first, last) show the places, which begin at the `from`th.
  Run rate(std::size_t first, std::size_t last, const std::vector<Place>& places,
           std::size_t from) const {
    std::size_t end = from;
    while (end < places.size() && places[end].token < last) ++end;
    const std::vector<Place> inside(places.begin() + static_cast<std::ptrdiff_t>(from),
                                    places.begin() + static_cast<std::ptrdiff_t>(end));
    Run run{first, last, distinct(inside), last - first};
    // The shortest part of it that has every word: for each right end, the latest left one.
    std::vector<std::pair<std::uint32_t, std::size_t>> latest;
    for (const Place& place : inside) {
      std::erase_if(latest, [&](const auto& entry) { return entry.first == place.word; });
      latest.emplace_back(place.word, place.token);
      if (latest.size() < run.distinct) continue;
      run.span = std::min(run.span, place.token - latest.front().second);
    }
    return run;
  }

  std::optional<Run> best(std::size_t words, const std::vector<Place>& places,
                          const Run* apart_from) const {
    std::optional<Run> chosen;
    std::size_t from = 0;
    for (const Place& place : places) {
      const std::size_t first = start_for(place.token, words);
      while (places[from].token < first) ++from;
      const Run run = rate(first, std::min(first + words, tokens_.size()), places, from);
      if (apart_from != nullptr && run.overlaps(*apart_from)) continue;
      if (!chosen || run.better_than(*chosen)) chosen = run;
    }
    return chosen;
  }

  // To the end of a sentence when that is near; at the end of the text, back to where one begins.
  Run grown(Run run, std::size_t words) const {
    for (std::size_t grow = 0; grow <= kNearSentenceEdge && run.last + grow <= tokens_.size();
         ++grow) {
      if (!starts_sentence(run.last + grow)) continue;
      run.last += grow;
      break;
    }
    if (run.last < tokens_.size()) return run;
    for (std::size_t first = run.first; first-- > 0 && run.last - first <= words;) {
      if (starts_sentence(first)) run.first = first;
    }
    return run;
  }

  std::vector<SnippetWindow> windows(std::vector<Run> runs) const {
    std::sort(runs.begin(), runs.end(),
              [](const Run& a, const Run& b) { return a.first < b.first; });
    std::vector<SnippetWindow> out;
    for (const Run& run : runs) {
      if (run.first >= run.last) continue;
      const SnippetWindow part = window(run);
      if (!out.empty() && part.begin <= out.back().end + 1) {
        out.back().end = std::max(out.back().end, part.end);
      } else {
        out.push_back(part);
      }
    }
    return out;
  }

  SnippetWindow window(const Run& run) const {
    const auto size = static_cast<std::uint32_t>(text_.size());
    SnippetWindow window{run.first == 0 ? 0 : tokens_[run.first].begin, size};
    if (run.last < tokens_.size()) {
      window.end = static_cast<std::uint32_t>(cluster_end(text_, tokens_[run.last - 1].end));
      // The stop that ends the sentence belongs to it.
      while (starts_sentence(run.last) && window.end < tokens_[run.last].begin &&
             text_[window.end] != ' ' && text_[window.end] != '\n') {
        ++window.end;
      }
      window.end = static_cast<std::uint32_t>(cluster_end(text_, window.end));
    }
    keep_formulas_whole(window);
    return window;
  }

  void keep_formulas_whole(SnippetWindow& window) const {
    if (text_.find('$') == std::string_view::npos) return;
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
  std::span<const Token> tokens_;
  std::vector<Place> places_;
};

}  // namespace

std::vector<SnippetWindow> choose_snippet(std::string_view text, std::span<const Token> tokens,
                                          const std::vector<TextMatch>& matches,
                                          std::size_t words) {
  if (tokens.empty() || words == 0) return {};
  return Chooser(text, tokens, matches).choose(words);
}

}  // namespace paperfind
