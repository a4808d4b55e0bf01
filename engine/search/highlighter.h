// Which words of a text answered the query: for marks, for snippets, and for saying where a paper
// matched.
#pragma once

#include <bitset>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "engine/query/query_tree.h"
#include "engine/search/indexed_tokens.h"
#include "engine/search/result_page.h"
#include "engine/search/word_group.h"
#include "engine/text/analyzer.h"

namespace paperfind {

// A run of bytes that matched, and the number of the query word (or phrase) it answers.
struct TextMatch {
  std::uint32_t begin = 0;
  std::uint32_t end = 0;
  std::uint32_t word = 0;
};

class Highlighter {
 public:
  // `analyzer` and `forward` must outlive it and are used by one thread.
  Highlighter(const QueryNode& root, Analyzer& analyzer, const ForwardIndex* forward = nullptr);

  // Marks `form` too where it stands, as an answer to what the leaf asks for: a synonym, the words
  // of an acronym, a join. One token is a word, several are a run, both by their stems.
  void accept(const QueryNode& leaf, const std::vector<Token>& form);

  // True when there is nothing to mark: an empty or only negative query.
  [[nodiscard]] bool idle() const { return patterns_.empty(); }

  // Matches of the words asked for in any field or in this one, in order of text; tokens() holds
  // its words after. `indexed` is the text in the forward index, where it is known there.
  std::vector<TextMatch> find(std::string_view text, TextField field,
                              const IndexedText* indexed = nullptr);
  // Only where the words stand: those of an idle one too.
  std::span<const Token> read(std::string_view text, const IndexedText* indexed);
  // The words of the text given last to find() or read().
  [[nodiscard]] std::span<const Token> tokens() const { return tokens_; }

  // The text with its matches as ranges, neighbours of one phrase or compound joined.
  MarkedText mark(std::string_view text, TextField field, const IndexedText* indexed = nullptr);

  // Sorted, apart from each other, on whole characters with all their marks.
  static std::vector<std::pair<std::uint32_t, std::uint32_t>> ranges_of(
      std::string_view text, const std::vector<TextMatch>& matches);

 private:
  enum class Fit : std::uint8_t {
    Exact,  // these forms, whatever stands between them
    Tight,  // forms of these stems with nothing but blanks and hyphens between
  };
  struct Pattern {
    const TextFieldSpec* field;
    std::uint32_t word;         // the number its matches have
    std::vector<Token> phrase;  // empty for a word
    Fit fit = Fit::Exact;
  };
  using Index = std::unordered_multimap<std::string, std::uint32_t>;

  void want_all(IndexedTokens& indexed) const;
  void note(Index& index, const std::string& word, std::uint32_t pattern);
  void add_leaf(const QueryNode& leaf);
  void add_compound(const QueryNode& leaf);
  void add_word(const Token& token, const QueryNode& leaf, std::uint32_t word);
  void add_run(std::vector<Token> tokens, const QueryNode& leaf, Fit fit, std::uint32_t word);
  [[nodiscard]] bool applies(std::uint32_t pattern, TextField field) const;
  [[nodiscard]] const Pattern* lookup(const Index& index, const std::string& word,
                                      TextField field) const;
  [[nodiscard]] const Pattern* find_variant(const std::string& variant, TextField field) const;
  [[nodiscard]] std::uint32_t end_of(std::size_t token, const std::string& variant) const;
  void find_words(TextField field, std::vector<TextMatch>& matches) const;
  void find_groups(TextField field, std::vector<TextMatch>& matches) const;
  void find_runs(std::string_view text, TextField field, std::vector<TextMatch>& matches) const;
  [[nodiscard]] bool stands_at(const Pattern& pattern, std::string_view text, std::size_t at) const;

  Analyzer& analyzer_;
  std::vector<Pattern> patterns_;
  std::vector<std::pair<const QueryNode*, std::uint32_t>> words_of_leaves_;
  std::uint32_t next_word_ = 0;
  Index by_term_;
  Index by_stem_;
  FirstBytes first_bytes_;  // of all words looked for: most words of a text need no look-up
  bool has_runs_ = false;   // or groups
  std::vector<std::pair<WordGroup, std::uint32_t>> groups_;  // and their patterns
  const ForwardIndex* forward_;
  std::optional<IndexedTokens> indexed_;  // made when first needed: it wants all that is noted
  std::vector<Token> analyzed_;
  std::span<const Token> tokens_;
};

}  // namespace paperfind
