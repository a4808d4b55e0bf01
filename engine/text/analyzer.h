// Text to tokens. One analyzer is used when indexing and when querying, so that what is asked can
// be found.
#pragma once

#include <bitset>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace paperfind {

// Longest term in bytes, prefix not counted. Xapian allows 245 with the prefix; NUL never occurs in
// a term.
inline constexpr std::size_t kMaxTermBytes = 200;

// Raised whenever the same text could give other tokens: an index of another version is refused.
inline constexpr int kAnalyzerVersion = 1;

struct Token {
  std::string term;  // folded exact form, at most kMaxTermBytes (a longer word is cut on a
                     // character); no blank in it
  std::string stem;  // stemmed form; equals `term` where the stemmer leaves it (numbers, symbols,
                     // other scripts)
  std::uint32_t position =
      0;  // counted from 1; words of a compound share no position but follow each other
  // Byte range [begin, end) in the text given, on whole characters. Where markup stands inside a
  // word it is in the range; ranges begin in order, and those of Chinese and Japanese bigrams
  // overlap.
  std::uint32_t begin = 0;
  std::uint32_t end = 0;
  // Further spellings of the same word at the same position, unstemmed and folded: "mueller" for
  // Müller; at each word of a compound its join with the next ("lowprecision"), at the first the
  // whole one ("stateoftheart"); "newtons" for Newton's; "alpha" for α; "giza" for GIZA++ (but none
  // for C++, which is not C).
  std::vector<std::string> variants;
  // This token and the next come from one compound with no blank between them ("k-NN",
  // "low-precision", "3D-IC"): a query for it asks for the words as a phrase, or for the joined
  // form.
  bool joined_to_next = false;
};

// Bytes that words may begin with.
using FirstBytes = std::bitset<256>;

// Not safe to share between threads; make one per thread. Cheap to use, costly to make (stemmer,
// dictionaries).
class Analyzer {
 public:
  // `language`: BCP 47 of the text; unknown ones are not stemmed. English is the default.
  explicit Analyzer(std::string_view language = "en");
  ~Analyzer();
  Analyzer(Analyzer&&) noexcept;
  Analyzer& operator=(Analyzer&&) noexcept;

  // Tokens of UTF-8 in order of position. Never throws on any input; ill-formed bytes separate
  // words. Reuses `out`'s storage.
  void analyze(std::string_view text, std::vector<Token>& out) {
    analyze(text, out, FirstBytes().set());
  }
  // The same for one who looks for a few words: others, which begin with another byte, are left
  // without their stems, a third of the work.
  void analyze(std::string_view text, std::vector<Token>& out, const FirstBytes& stemmed);
  [[nodiscard]] std::vector<Token> analyze(std::string_view text);

  // The stem of a folded term (cached). Good until the next call of any member.
  [[nodiscard]] std::string_view stem(const std::string& term);

  // Words so common that a query does not insist on them: "the", "of", "for" …
  [[nodiscard]] static bool is_stop_word(std::string_view term);

 private:
  struct Impl;
  std::unique_ptr<Impl> impl_;
};

}  // namespace paperfind
