#include "engine/text/stemmer.h"

#include <xapian.h>

#include <algorithm>
#include <array>
#include <cstdint>
#include <cstring>
#include <functional>
#include <utility>
#include <vector>

namespace paperfind {
namespace {

// One cache line: a word and its stem. A table of strings, with its three misses a lookup, takes
// longer than all the rest of the analysis.
constexpr std::size_t kMaxCachedBytes = 31;
struct alignas(64) Remembered {
  std::uint8_t word_size = 0;
  std::uint8_t stem_size = 0;
  std::array<char, kMaxCachedBytes> word{};
  std::array<char, kMaxCachedBytes> stem{};

  [[nodiscard]] bool holds(const std::string& wanted) const {
    return word_size == wanted.size() && std::memcmp(word.data(), wanted.data(), word_size) == 0;
  }
  [[nodiscard]] std::string_view stem_text() const { return {stem.data(), stem_size}; }
  void remember(const std::string& new_word, const std::string& new_stem) {
    word_size = static_cast<std::uint8_t>(new_word.size());
    stem_size = static_cast<std::uint8_t>(new_stem.size());
    std::copy(new_word.begin(), new_word.end(), word.begin());
    std::copy(new_stem.begin(), new_stem.end(), stem.begin());
  }
};
static_assert(sizeof(Remembered) == 64);

// The two newest of the words whose hashes fall together; a mebibyte at most. 24 of 25 words of
// English abstracts are found here. Begins small, for many stem no more than a query.
class Memory {
 public:
  using Pair = std::array<Remembered, 2>;
  Pair& pair_of(const std::string& word) {
    return pairs_[std::hash<std::string>{}(word) & (pairs_.size() - 1)];
  }
  void remember(const std::string& word, const std::string& stem) {
    // What is forgotten then costs less than to look for its new places.
    if (++kept_ > pairs_.size() && pairs_.size() < kMostPairs) {
      pairs_.assign(4 * pairs_.size(), {});
      kept_ = 0;
    }
    Pair& pair = pair_of(word);
    pair[1] = pair[0];
    pair[0].remember(word, stem);
  }

 private:
  static constexpr std::size_t kMostPairs = std::size_t{1} << 13;
  std::vector<Pair> pairs_ = std::vector<Pair>(kMostPairs / 64);
  std::size_t kept_ = 0;
};

Xapian::Stem open_stem(std::string_view language, bool& known) {
  const std::string primary(language.substr(0, language.find_first_of("-_")));
  try {
    Xapian::Stem stem(primary);
    known = !primary.empty() && !stem.is_none();
    return stem;
  } catch (const Xapian::Error&) {
    known = false;
    return {};
  }
}

// Snowball's rules are for letters; its English and French ones for Latin letters, its Russian ones
// for Cyrillic.
bool is_letters(const std::string& word, bool latin) {
  return std::all_of(word.begin(), word.end(), [latin](char c) {
    return (c >= 'a' && c <= 'z') || (!latin && static_cast<unsigned char>(c) >= 0x80);
  });
}

bool is_latin_language(std::string_view language) {
  const std::string_view primary = language.substr(0, language.find_first_of("-_"));
  return primary != "ru" && primary != "ar" && primary != "hy" && primary != "ne" &&
         primary != "ta";
}

}  // namespace

struct Stemmer::Impl {
  explicit Impl(std::string_view language)
      : stem(open_stem(language, known)), latin(is_latin_language(language)) {}
  bool known = false;
  Xapian::Stem stem;
  bool latin = true;
  Memory memory;
  std::string uncached;
};

Stemmer::Stemmer(std::string_view language) : impl_(std::make_unique<Impl>(language)) {}
Stemmer::~Stemmer() = default;
Stemmer::Stemmer(Stemmer&&) noexcept = default;
Stemmer& Stemmer::operator=(Stemmer&&) noexcept = default;

std::string_view Stemmer::stem(const std::string& word) {
  if (!impl_->known || word.empty()) return word;
  Memory::Pair& pair = impl_->memory.pair_of(word);
  if (pair[0].holds(word)) return pair[0].stem_text();
  if (pair[1].holds(word)) {
    std::swap(pair[0], pair[1]);
    return pair[0].stem_text();
  }
  if (!is_letters(word, impl_->latin)) return word;
  std::string& stemmed = impl_->uncached;
  try {
    stemmed = impl_->stem(word);
  } catch (const Xapian::Error&) {
    return word;
  }
  if (stemmed.empty()) stemmed = word;
  if (word.size() <= kMaxCachedBytes && stemmed.size() <= kMaxCachedBytes) {
    impl_->memory.remember(word, stemmed);
  }
  return stemmed;
}

}  // namespace paperfind
