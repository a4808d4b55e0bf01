#include "engine/search/highlighter.h"

#include <algorithm>

namespace paperfind {

Highlighter::Highlighter(const QueryNode& root, Analyzer& analyzer) : analyzer_(analyzer) {
  bool only_stop_words = true;
  for_each_leaf(root, [&](const QueryNode& leaf) {
    only_stop_words = only_stop_words && leaf.kind == NodeKind::Word &&
                      Analyzer::is_stop_word(leaf.tokens.front().term);
  });
  for_each_leaf(root, [&](const QueryNode& leaf) {
    if (leaf.kind == NodeKind::Phrase) {
      patterns_.push_back({leaf.field, leaf.tokens});
      has_phrases_ = true;
      return;
    }
    for (const Token& token : leaf.tokens) {
      const bool common =
          leaf.kind == NodeKind::Word && !leaf.exact && Analyzer::is_stop_word(token.term);
      if (common && !only_stop_words) continue;
      const auto pattern = static_cast<std::uint32_t>(patterns_.size());
      patterns_.push_back({leaf.field, {}});
      add_word(token, leaf.exact, pattern);
    }
  });
}

void Highlighter::add_word(const Token& token, bool exact, std::uint32_t pattern) {
  by_term_.emplace(token.term, pattern);
  for (const std::string& variant : token.variants) by_term_.emplace(variant, pattern);
  if (!exact) by_stem_.emplace(token.stem, pattern);
}

bool Highlighter::applies(std::uint32_t pattern, TextField field) const {
  const TextFieldSpec* wanted = patterns_[pattern].field;
  return wanted == nullptr || wanted->field == field;
}

void Highlighter::find_phrases(TextField field, std::vector<TextMatch>& matches) const {
  for (std::uint32_t number = 0; number < patterns_.size(); ++number) {
    const std::vector<Token>& phrase = patterns_[number].phrase;
    if (phrase.empty() || !applies(number, field) || phrase.size() > tokens_.size()) continue;
    for (std::size_t at = 0; at + phrase.size() <= tokens_.size(); ++at) {
      const auto first = tokens_.begin() + static_cast<std::ptrdiff_t>(at);
      const bool here = std::equal(phrase.begin(), phrase.end(), first,
                                   [](const Token& a, const Token& b) { return a.term == b.term; });
      if (here) matches.push_back({first->begin, tokens_[at + phrase.size() - 1].end, number});
    }
  }
}

std::vector<TextMatch> Highlighter::find(std::string_view text, TextField field) {
  std::vector<TextMatch> matches;
  tokens_.clear();
  if (idle()) return matches;
  analyzer_.analyze(text, tokens_);
  const bool stemmed = spec_of(field).stemmed;
  const auto lookup = [&](const auto& index, const std::string& word, const Token& token) {
    const auto [first, last] = index.equal_range(word);
    for (auto it = first; it != last; ++it) {
      // A word asked for in any field matches by its stem even among names: the index holds such
      // stems too.
      const bool by_stem = &index == &by_stem_;
      if (!applies(it->second, field) ||
          (by_stem && !stemmed && patterns_[it->second].field != nullptr))
        continue;
      matches.push_back({token.begin, token.end, it->second});
      return true;
    }
    return false;
  };
  for (const Token& token : tokens_) {
    if (lookup(by_term_, token.term, token) || lookup(by_stem_, token.stem, token)) continue;
    for (const std::string& variant : token.variants) {
      if (lookup(by_term_, variant, token)) break;
    }
  }
  if (has_phrases_) {
    find_phrases(field, matches);
    std::stable_sort(matches.begin(), matches.end(),
                     [](const TextMatch& a, const TextMatch& b) { return a.begin < b.begin; });
  }
  return matches;
}

std::vector<std::pair<std::uint32_t, std::uint32_t>> Highlighter::ranges_of(
    std::string_view text, const std::vector<TextMatch>& matches) {
  std::vector<std::pair<std::uint32_t, std::uint32_t>> ranges;
  for (const TextMatch& match : matches) {
    if (!ranges.empty()) {
      auto& [begin, end] = ranges.back();
      const bool overlap = match.begin <= end;
      const bool one_word = match.begin == end + 1 && (text[end] == '-' || text[end] == '/');
      if (overlap || one_word) {
        end = std::max(end, match.end);
        continue;
      }
    }
    ranges.emplace_back(match.begin, match.end);
  }
  return ranges;
}

MarkedText Highlighter::mark(std::string_view text, TextField field) {
  const std::vector<TextMatch> matches = find(text, field);
  return {std::string(text), ranges_of(text, matches)};
}

}  // namespace paperfind
