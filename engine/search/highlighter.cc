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
      patterns_.push_back({leaf.field, leaf.tokens, {}});
      has_phrases_ = true;
      return;
    }
    if (leaf.kind == NodeKind::Prefix) return add_prefix(leaf);
    if (leaf.kind == NodeKind::Near || leaf.kind == NodeKind::Adjacent) return add_group(leaf);
    for (const Token& token : leaf.tokens) {
      const bool common =
          leaf.kind == NodeKind::Word && !leaf.exact && Analyzer::is_stop_word(token.term);
      if (common && !only_stop_words) continue;
      const auto pattern = static_cast<std::uint32_t>(patterns_.size());
      patterns_.push_back({leaf.field, {}, {}});
      add_word(token, leaf.exact, pattern);
      for (const Token& other : leaf.also) add_word(other, false, pattern);
    }
  });
}

void Highlighter::add_word(const Token& token, bool exact, std::uint32_t pattern) {
  by_term_.emplace(token.term, pattern);
  for (const std::string& variant : token.variants) by_term_.emplace(variant, pattern);
  if (!exact) by_stem_.emplace(token.stem, pattern);
}

void Highlighter::add_prefix(const QueryNode& leaf) {
  const auto pattern = static_cast<std::uint32_t>(patterns_.size());
  patterns_.push_back({leaf.field, {}, {}});
  for (const std::string& word : leaf.expansions) by_term_.emplace(word, pattern);
}

void Highlighter::add_group(const QueryNode& leaf) {
  Group group;
  group.ordered = leaf.kind == NodeKind::Adjacent;
  for (const QueryNode& child : leaf.children) {
    if (child.kind == NodeKind::Prefix) {
      group.places.push_back(child.expansions);
      continue;
    }
    for (const Token& token : child.tokens) group.places.push_back({token.term});
    if (child.tokens.size() > 1) continue;
    const std::vector<std::string>& variants = child.tokens.front().variants;
    group.places.back().insert(group.places.back().end(), variants.begin(), variants.end());
  }
  group.span = static_cast<std::uint32_t>(group.places.size()) + leaf.distance - 1;
  patterns_.push_back({leaf.field, {}, std::move(group)});
  has_phrases_ = true;
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

std::vector<std::size_t> Highlighter::close_words(const Group& group) const {
  struct Candidate {
    std::size_t word;
    std::size_t place;
  };
  std::vector<Candidate> candidates;
  for (std::size_t word = 0; word < tokens_.size(); ++word) {
    const Token& token = tokens_[word];
    for (std::size_t place = 0; place < group.places.size(); ++place) {
      const std::vector<std::string>& forms = group.places[place];
      const auto fits = [&forms](const std::string& form) {
        return std::find(forms.begin(), forms.end(), form) != forms.end();
      };
      if (fits(token.term) || std::any_of(token.variants.begin(), token.variants.end(), fits)) {
        candidates.push_back({word, place});
      }
    }
  }
  std::vector<std::size_t> found;
  for (auto first = candidates.begin(); first != candidates.end(); ++first) {
    const std::uint32_t end = tokens_[first->word].position + group.span;
    std::vector<bool> filled(group.places.size());
    std::vector<std::size_t> words;
    for (auto next = first; next != candidates.end(); ++next) {
      if (tokens_[next->word].position >= end) break;
      const bool used = !words.empty() && words.back() == next->word;
      const bool turn = !group.ordered || next->place == words.size();
      if (used || filled[next->place] || !turn) continue;
      filled[next->place] = true;
      words.push_back(next->word);
    }
    if (words.size() == group.places.size()) found.insert(found.end(), words.begin(), words.end());
  }
  std::sort(found.begin(), found.end());
  found.erase(std::unique(found.begin(), found.end()), found.end());
  return found;
}

void Highlighter::find_groups(TextField field, std::vector<TextMatch>& matches) const {
  for (std::uint32_t number = 0; number < patterns_.size(); ++number) {
    const Group& group = patterns_[number].group;
    if (group.places.empty() || !applies(number, field)) continue;
    for (const std::size_t word : close_words(group)) {
      matches.push_back({tokens_[word].begin, tokens_[word].end, number});
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
    find_groups(field, matches);
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
