#include "engine/search/indexed_tokens.h"

#include <algorithm>
#include <string>

namespace paperfind {

void IndexedTokens::want(WordNumber word) {
  may_be_wanted_.set(word % kFilter);
  const auto place = std::lower_bound(wanted_.begin(), wanted_.end(), word);
  if (place == wanted_.end() || *place != word) wanted_.insert(place, word);
}

void IndexedTokens::want(std::string_view word) {
  if (const std::optional<WordNumber> number = forward_.number(word)) want(*number);
}

void IndexedTokens::want_stem(std::string_view stem) {
  for (const WordNumber word : forward_.with_stem(stem)) want(word);
}

bool IndexedTokens::is_surely_wanted(WordNumber word) const {
  return std::binary_search(wanted_.begin(), wanted_.end(), word);
}

bool IndexedTokens::is_wanted(const IndexedWords& word) const {
  return is_wanted(word.word) ||
         (!word.variants.empty() && std::any_of(word.variants.begin(), word.variants.end(),
                                                [this](WordNumber w) { return is_wanted(w); }));
}

void IndexedTokens::fill(Token& token, const IndexedWords& word) {
  token.term = forward_.word(word.word);
  token.stem = analyzer_.stem(token.term);
  for (const WordNumber variant : word.variants)
    token.variants.emplace_back(forward_.word(variant));
}

std::span<const Token> IndexedTokens::read(const IndexedText& text) {
  for (const std::uint32_t token : filled_) {
    tokens_[token].term.clear();
    tokens_[token].stem.clear();
    tokens_[token].variants.clear();
  }
  filled_.clear();
  std::uint32_t count = 0;
  // A spelling of a wanted word reaches over the words that follow: they are needed to see how far.
  bool reached = false;
  for (IndexedWords word(text); word.next(); ++count) {
    if (count == tokens_.size()) tokens_.emplace_back();
    Token& token = tokens_[count];
    token.begin = word.begin;
    token.end = word.end;
    token.position = count + 1;
    token.joined_to_next = word.joined_to_next;
    if (!reached && !is_wanted(word)) continue;
    fill(token, word);
    filled_.push_back(count);
    reached = word.joined_to_next || !word.variants.empty();
  }
  return {tokens_.data(), count};
}

}  // namespace paperfind
