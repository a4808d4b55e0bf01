#include "engine/text/stemmer.h"

#include <xapian.h>

#include <algorithm>
#include <cstdint>
#include <cstring>
#include <functional>

namespace paperfind {
namespace {

// One cache line: a word and its stem, the newest of the words that fall into that line. A table of
// strings, with its three misses a lookup, takes longer than all the rest of the analysis.
constexpr std::size_t kMaxCachedBytes = 31;
struct alignas(64) Remembered {
  std::uint8_t word_size = 0;
  std::uint8_t stem_size = 0;
  char word[kMaxCachedBytes] = {};
  char stem[kMaxCachedBytes] = {};
};
static_assert(sizeof(Remembered) == 64);

// A mebibyte: 19 of 20 words of English abstracts are found here.
constexpr std::size_t kLines = std::size_t{1} << 14;

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
  std::unique_ptr<Remembered[]> cache = std::make_unique<Remembered[]>(kLines);
  std::string uncached;
};

Stemmer::Stemmer(std::string_view language) : impl_(std::make_unique<Impl>(language)) {}
Stemmer::~Stemmer() = default;
Stemmer::Stemmer(Stemmer&&) noexcept = default;
Stemmer& Stemmer::operator=(Stemmer&&) noexcept = default;

std::string_view Stemmer::stem(const std::string& word) {
  if (!impl_->known) return word;
  Remembered& line = impl_->cache[std::hash<std::string>{}(word) % kLines];
  const bool found =
      line.word_size == word.size() && std::memcmp(line.word, word.data(), word.size()) == 0;
  if (found && line.word_size != 0) return {line.stem, line.stem_size};
  if (!is_letters(word, impl_->latin)) return word;
  std::string& stemmed = impl_->uncached;
  try {
    stemmed = impl_->stem(word);
  } catch (const Xapian::Error&) {
    return word;
  }
  if (stemmed.empty()) stemmed = word;
  if (word.size() <= kMaxCachedBytes && stemmed.size() <= kMaxCachedBytes) {
    line.word_size = static_cast<std::uint8_t>(word.size());
    line.stem_size = static_cast<std::uint8_t>(stemmed.size());
    std::memcpy(line.word, word.data(), word.size());
    std::memcpy(line.stem, stemmed.data(), stemmed.size());
  }
  return stemmed;
}

}  // namespace paperfind
