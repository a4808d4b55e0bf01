// Which words of a text answered the query: for marks, for snippets, and for saying where a paper
// matched.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "engine/query/query_tree.h"
#include "engine/search/result_page.h"
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
  // `analyzer` must outlive it and is used by one thread.
  Highlighter(const QueryNode& root, Analyzer& analyzer);

  // True when there is nothing to mark: an empty or only negative query.
  [[nodiscard]] bool idle() const { return patterns_.empty(); }

  // Matches of the words asked for in any field or in this one, in order of text; tokens() holds
  // its words after.
  std::vector<TextMatch> find(std::string_view text, TextField field);
  // The words of the text given last to find().
  [[nodiscard]] const std::vector<Token>& tokens() const { return tokens_; }

  // The text with its matches as ranges, neighbours of one phrase or compound joined.
  MarkedText mark(std::string_view text, TextField field);

  static std::vector<std::pair<std::uint32_t, std::uint32_t>> ranges_of(
      std::string_view text, const std::vector<TextMatch>& matches);

 private:
  // Words near each other: what may stand at each place.
  struct Group {
    std::vector<std::vector<std::string>> places;  // empty for anything else
    bool ordered = false;
    std::uint32_t span = 0;  // words from the first to the last at most
  };
  struct Pattern {
    const TextFieldSpec* field;
    std::vector<Token> phrase;  // empty for a word
    Group group;
  };
  void add_word(const Token& token, bool exact, std::uint32_t pattern);
  void add_prefix(const QueryNode& leaf);
  void add_group(const QueryNode& leaf);
  [[nodiscard]] bool applies(std::uint32_t pattern, TextField field) const;
  void find_phrases(TextField field, std::vector<TextMatch>& matches) const;
  void find_groups(TextField field, std::vector<TextMatch>& matches) const;
  // The words of tokens_ that stand close together as the group wants it, each once, in order.
  [[nodiscard]] std::vector<std::size_t> close_words(const Group& group) const;

  Analyzer& analyzer_;
  std::vector<Pattern> patterns_;
  std::unordered_multimap<std::string, std::uint32_t> by_term_;
  std::unordered_multimap<std::string, std::uint32_t> by_stem_;
  bool has_phrases_ = false;  // or groups
  std::vector<Token> tokens_;
};

}  // namespace paperfind
