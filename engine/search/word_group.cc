#include "engine/search/word_group.h"

#include <algorithm>

namespace paperfind {

WordGroup word_group(const QueryNode& node) {
  WordGroup group;
  group.ordered = node.kind == NodeKind::Adjacent;
  for (const QueryNode& child : node.children) {
    if (child.kind == NodeKind::Prefix) {
      group.places.push_back(child.expansions);
      continue;
    }
    for (const Token& token : child.tokens) group.places.push_back({token.term});
    if (child.tokens.size() > 1) continue;
    const std::vector<std::string>& variants = child.tokens.front().variants;
    group.places.back().insert(group.places.back().end(), variants.begin(), variants.end());
  }
  group.span = static_cast<std::uint32_t>(group.places.size()) + node.distance - 1;
  return group;
}

std::vector<std::size_t> close_words(const WordGroup& group, std::span<const Token> tokens) {
  struct Candidate {
    std::size_t word;
    std::size_t place;
  };
  std::vector<Candidate> candidates;
  for (std::size_t word = 0; word < tokens.size(); ++word) {
    const Token& token = tokens[word];
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
    const std::uint32_t end = tokens[first->word].position + group.span;
    std::vector<bool> filled(group.places.size());
    std::vector<std::size_t> words;
    for (auto next = first; next != candidates.end(); ++next) {
      if (tokens[next->word].position >= end) break;
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

}  // namespace paperfind
