#include "engine/text/stemmer.h"

#include <xapian.h>

#include <algorithm>
#include <unordered_map>

namespace paperfind {
namespace {

// Enough for the words of a large corpus that come back; some megabytes at most.
constexpr std::size_t kMaxCachedWords = 1 << 16;

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
  std::unordered_map<std::string, std::string> cache;
};

Stemmer::Stemmer(std::string_view language) : impl_(std::make_unique<Impl>(language)) {}
Stemmer::~Stemmer() = default;
Stemmer::Stemmer(Stemmer&&) noexcept = default;
Stemmer& Stemmer::operator=(Stemmer&&) noexcept = default;

std::string_view Stemmer::stem(const std::string& word) {
  if (!impl_->known) return word;
  const auto found = impl_->cache.find(word);
  if (found != impl_->cache.end()) return found->second;
  if (!is_letters(word, impl_->latin)) return word;
  if (impl_->cache.size() >= kMaxCachedWords) impl_->cache.clear();
  std::string stemmed;
  try {
    stemmed = impl_->stem(word);
  } catch (const Xapian::Error&) {
    return word;
  }
  if (stemmed.empty()) stemmed = word;
  return impl_->cache.emplace(word, std::move(stemmed)).first->second;
}

}  // namespace paperfind
