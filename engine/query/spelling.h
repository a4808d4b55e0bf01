// Which words of a query may be misspelled, and what the corpus has instead. Only ever words it
// has.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "engine/query/query_tree.h"
#include "engine/store/paper_index.h"
#include "engine/store/word_list.h"

namespace paperfind {

// How many edits a word of that many characters may be away: up to 3 none, up to 7 one, more two.
unsigned max_edits(std::size_t characters);
unsigned allowed_edits(const Token& token);

// True for a word of a leaf that may be corrected at all: neither quoted nor required, letters
// alone, not typed in capitals up to six letters, long enough, not one of the commonest words.
bool is_correctable(const QueryNode& leaf, const Token& token);

// What could have been meant by a word.
struct Spelling {
  std::string text;           // "attention"; "keyword spotting" for "keywordspotting"
  std::vector<Token> tokens;  // one, or the two of a split
  unsigned edits = 1;         // a blank put in is one
  std::uint32_t papers = 0;   // that hold this very form
};

// What the corpus has, in any field or within one. One per thread, as its database and analyzer
// are.
class Speller {
 public:
  Speller(const PaperIndex& index, Analyzer& analyzer, const WordList& words)
      : index_(index), analyzer_(analyzer), words_(words) {}

  // The terms a search for the word looks up: its stem where the field has stems, and its variants.
  [[nodiscard]] static std::vector<std::string> terms(const Token& token,
                                                      const TextFieldSpec* field);
  // Papers that such a search finds, at most; 0 only where there is none.
  [[nodiscard]] std::uint32_t papers(const Token& token, const TextFieldSpec* field) const;

  // Words at most `edits` away that are found and are no other form of the word itself: nearest
  // first, then those of most papers; a dozen for each distance at most.
  [[nodiscard]] std::vector<Spelling> near(const Token& token, const TextFieldSpec* field,
                                           unsigned edits) const;
  // The word as two, both in the corpus, the likeliest three. Whether they stand next to each other
  // anywhere is not looked at.
  [[nodiscard]] std::vector<Spelling> splits(const Token& token, const TextFieldSpec* field) const;
  // Two words as one, if the corpus has that.
  [[nodiscard]] std::optional<Spelling> joined(const Token& first, const Token& second,
                                               const TextFieldSpec* field) const;

 private:
  // As the analyzer reads it, if that is one word of the same spelling.
  [[nodiscard]] std::optional<Token> token_of(std::string_view word) const;

  const PaperIndex& index_;
  Analyzer& analyzer_;
  const WordList& words_;
};

}  // namespace paperfind
