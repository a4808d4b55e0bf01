#include "engine/text/analyzer.h"

#include <algorithm>
#include <array>
#include <limits>

#include "engine/text/markup.h"
#include "engine/text/segmenter.h"
#include "engine/text/stemmer.h"
#include "engine/text/token_sink.h"

namespace paperfind {
namespace {

// Sorted (checked below). Question words are here, negations are not: they carry meaning in a
// query.
constexpr std::array<std::string_view, 80> kStopWords = {
    "a",    "about", "all",   "also",  "am",      "an",    "and",   "any",   "are",   "as",
    "at",   "be",    "been",  "being", "between", "both",  "by",    "can",   "could", "did",
    "do",   "does",  "done",  "etc",   "for",     "from",  "had",   "has",   "have",  "how",
    "i",    "if",    "in",    "into",  "is",      "it",    "its",   "many",  "may",   "me",
    "more", "most",  "much",  "of",    "on",      "only",  "or",    "other", "our",   "should",
    "so",   "some",  "such",  "than",  "that",    "the",   "their", "there", "these", "they",
    "this", "those", "to",    "use",   "used",    "using", "very",  "was",   "we",    "were",
    "what", "when",  "where", "which", "who",     "why",   "will",  "with",  "would", "you"};
static_assert(std::is_sorted(kStopWords.begin(), kStopWords.end()));

}  // namespace

struct Analyzer::Impl {
  explicit Impl(std::string_view language) : stemmer(language) {}
  Stemmer stemmer;
  DictionaryWords words;
  std::vector<TextChar> chars;
  std::vector<Atom> atoms;
};

Analyzer::Analyzer(std::string_view language) : impl_(std::make_unique<Impl>(language)) {}
Analyzer::~Analyzer() = default;
Analyzer::Analyzer(Analyzer&&) noexcept = default;
Analyzer& Analyzer::operator=(Analyzer&&) noexcept = default;

void Analyzer::analyze(std::string_view text, std::vector<Token>& out, const FirstBytes& stemmed) {
  text = text.substr(0, std::numeric_limits<std::uint32_t>::max());
  TokenSink sink(text, {impl_->stemmer, stemmed}, impl_->words, out);
  std::size_t pos = 0;
  while (pos < text.size()) {
    if (is_ascii_blank(static_cast<unsigned char>(text[pos]))) {
      ++pos;
      continue;
    }
    impl_->atoms.clear();
    const std::string_view plain = plain_word(text, pos);
    if (!plain.empty()) {
      segment(plain, impl_->atoms);
      sink.add_ascii(plain, static_cast<std::uint32_t>(pos), impl_->atoms);
      pos += plain.size();
    } else {
      impl_->chars.clear();
      pos = read_word(text, pos, impl_->chars);
      segment(impl_->chars, impl_->atoms);
      sink.add_read(impl_->chars, impl_->atoms);
    }
  }
  sink.finish();
}

std::vector<Token> Analyzer::analyze(std::string_view text) {
  std::vector<Token> tokens;
  analyze(text, tokens);
  return tokens;
}

std::string_view Analyzer::stem(const std::string& term) { return impl_->stemmer.stem(term); }

bool Analyzer::is_stop_word(std::string_view term) {
  return std::binary_search(kStopWords.begin(), kStopWords.end(), term);
}

}  // namespace paperfind
