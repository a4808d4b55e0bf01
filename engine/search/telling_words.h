// The words and phrases that tell what a paper is about, as typed: for finding papers like it, and
// for saying why they are.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "engine/record/paper.h"
#include "engine/text/analyzer.h"

namespace paperfind {

// One way a phrase is spelled in a text.
struct WrittenForm {
  std::string folded;
  std::string text;   // as typed, without markup
  int form = 0;       // how well it shows how one writes the phrase within a sentence
  double weight = 0;  // occurrences; those in the title and among the keywords count more
};

// A word, or up to three next to each other, none of them a stop word or academic furniture.
struct Phrase {
  std::vector<std::string> stems;
  std::vector<WrittenForm> spellings;
  double weight = 0;     // of all spellings
  bool sayable = false;  // stands somewhere as a whole, not as a stump of a compound
  bool weak = false;     // one word that says little without a neighbour
};

class PaperPhrases {
 public:
  // All phrases of a paper.
  PaperPhrases(const Paper& paper, Analyzer& analyzer);
  // Those of them another paper has too: all()[i] is its phrase for `wanted`.all()[i], of weight 0
  // where it has none. `wanted` must outlive it.
  PaperPhrases(const Paper& paper, Analyzer& analyzer, const PaperPhrases& wanted);

  // In order of first occurrence.
  [[nodiscard]] const std::vector<Phrase>& all() const { return phrases_; }
  // How many words the paper has, stop words and furniture not counted.
  [[nodiscard]] std::size_t words() const { return words_; }

 private:
  enum class Part { Title, Keyword, Abstract };
  using Key = std::uint64_t;  // numbers of up to three stems

  void read(const Paper& paper, Analyzer& analyzer);
  void read(std::string_view text, Part part, Analyzer& analyzer);
  void add_joined(std::string_view text, Part part, std::size_t at, Analyzer& analyzer);
  // The phrase of the words [first, first + count); null for one nobody asked for.
  Phrase* phrase_at(Key key, std::size_t first, std::size_t count);
  static void add(Phrase& phrase, WrittenForm spelling);
  [[nodiscard]] int form_of(std::string_view text, Part part, std::size_t at) const;
  [[nodiscard]] bool is_adjacent(std::string_view text, std::size_t at) const;
  [[nodiscard]] bool is_sayable(std::size_t first, std::size_t count) const;
  std::uint32_t number_of(const std::string& stem);

  const PaperPhrases* wanted_ = nullptr;
  std::vector<Token> tokens_;
  std::vector<std::uint32_t> numbers_;  // of the stems of tokens_; 0 ends a phrase
  std::unordered_map<std::string, std::uint32_t> stems_;
  std::unordered_map<Key, std::size_t> by_key_;
  std::vector<Phrase> phrases_;
  std::size_t words_ = 0;
};

}  // namespace paperfind
