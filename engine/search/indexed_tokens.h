// The tokens of indexed texts, for one who looks for a few words in them.
#pragma once

#include <bitset>
#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

#include "engine/store/forward_index.h"
#include "engine/text/analyzer.h"

namespace paperfind {

class IndexedTokens {
 public:
  // Both must outlive it.
  IndexedTokens(const ForwardIndex& forward, Analyzer& analyzer)
      : forward_(forward), analyzer_(analyzer) {}

  // Looks for a word as well, or for all of one stem.
  void want(std::string_view word);
  void want_stem(std::string_view stem);

  // The tokens analyzing the text gives; those of words that are not looked for only say where they
  // stand, and have no term, stem or variants. Good until the next call.
  std::span<const Token> read(const IndexedText& text);

 private:
  void want(WordNumber word);
  // Most words are not, and few seem to be.
  [[nodiscard]] bool is_wanted(WordNumber word) const {
    return may_be_wanted_[word % kFilter] && is_surely_wanted(word);
  }
  [[nodiscard]] bool is_surely_wanted(WordNumber word) const;
  [[nodiscard]] bool is_wanted(const IndexedWords& word) const;
  void fill(Token& token, const IndexedWords& word);

  static constexpr std::size_t kFilter = 4096;

  const ForwardIndex& forward_;
  Analyzer& analyzer_;
  std::vector<WordNumber> wanted_;  // ascending
  std::bitset<kFilter> may_be_wanted_;
  std::vector<Token> tokens_;          // more than the last text had
  std::vector<std::uint32_t> filled_;  // those that have a term
};

}  // namespace paperfind
