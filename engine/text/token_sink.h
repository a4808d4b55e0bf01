// Atoms of one word after another, made into tokens.
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "engine/text/analyzer.h"
#include "engine/text/segmenter.h"
#include "engine/text/stemmer.h"

namespace paperfind {

// Parts a run of Thai, Lao, Khmer or Myanmar by ICU's dictionaries.
class DictionaryWords {
 public:
  DictionaryWords();
  ~DictionaryWords();
  // Ends of the words of chars [first, last), as indices of characters, in order; the last one is
  // `last`.
  const std::vector<std::uint32_t>& ends(const std::vector<TextChar>& chars, std::uint32_t first,
                                         std::uint32_t last);

 private:
  struct Impl;
  std::unique_ptr<Impl> impl_;
};

// Which words get their stems, and from whom.
struct Stemming {
  Stemmer& stemmer;
  const FirstBytes& stemmed;
};

class TokenSink {
 public:
  TokenSink(std::string_view text, Stemming stemming, DictionaryWords& words,
            std::vector<Token>& out)
      : text_(text), stemming_(stemming), words_(words), out_(out) {}

  // The atoms of ASCII text[begin, …), which has no markup.
  void add_ascii(std::string_view word, std::uint32_t begin, const std::vector<Atom>& atoms);
  // The atoms of a word read by read_word.
  void add_read(const std::vector<TextChar>& chars, const std::vector<Atom>& atoms);
  // Leaves exactly the tokens added in the vector.
  void finish() { out_.resize(count_); }

 private:
  Token& next_token();
  void end_token(Token& token, const Atom& atom, std::uint32_t begin, std::uint32_t end);
  void add_bigrams(const std::vector<TextChar>& chars, const Atom& atom);
  void add_dictionary_words(const std::vector<TextChar>& chars, const Atom& atom);
  bool add_word(const std::vector<TextChar>& chars, const Atom& atom);
  void join_compounds(const std::vector<Atom>& atoms);
  void join_chain(const std::vector<Atom>& atoms, std::size_t first, std::size_t last);
  void join_line_break(Token& token);
  [[nodiscard]] Token& token_of(std::size_t atom) { return out_[token_of_atom_[atom]]; }

  static constexpr std::size_t kNone = static_cast<std::size_t>(-1);

  std::string_view text_;
  Stemming stemming_;
  DictionaryWords& words_;
  std::vector<Token>& out_;
  std::size_t count_ = 0;
  std::vector<std::size_t> token_of_atom_;  // kNone for an atom that is no one token
  std::string raw_;
  std::vector<std::uint32_t> units_;  // where the characters of a run begin, marks taken with them
};

}  // namespace paperfind
