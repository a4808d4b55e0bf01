#include <unicode/translit.h>
#include <unicode/unistr.h>

#include <algorithm>
#include <memory>

#include "engine/text/normalize.h"

namespace paperfind {
namespace {

// Making one takes milliseconds, and one must not be used by two threads at once.
const icu::Transliterator* transliterator() {
  thread_local const std::unique_ptr<icu::Transliterator> instance = [] {
    UErrorCode status = U_ZERO_ERROR;
    return std::unique_ptr<icu::Transliterator>(
        icu::Transliterator::createInstance(u"Any-Latin; Latin-ASCII", UTRANS_FORWARD, status));
  }();
  return instance.get();
}

std::string to_ascii(const std::string& key) {
  const bool ascii = std::all_of(key.begin(), key.end(),
                                 [](char c) { return static_cast<unsigned char>(c) < 0x80; });
  if (ascii || transliterator() == nullptr) return key;
  icu::UnicodeString wide = icu::UnicodeString::fromUTF8(key);
  transliterator()->transliterate(wide);
  std::string out;
  wide.toUTF8String(out);
  return fold_key(out);
}

bool is_slug_char(char c) { return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9'); }

}  // namespace

std::string slug(std::string_view text, std::size_t max_bytes) {
  std::string out;
  std::string word;
  const auto end_word = [&] {
    const std::size_t needed = out.size() + word.size() + (out.empty() ? 0 : 1);
    if (word.empty()) return true;
    if (needed > max_bytes) {
      if (out.empty()) out = word.substr(0, max_bytes);
      return false;
    }
    if (!out.empty()) out += '-';
    out += word;
    word.clear();
    return true;
  };
  for (const char c : to_ascii(fold_key(text))) {
    if (is_slug_char(c)) {
      word += c;
    } else if (!end_word()) {
      return out;
    }
  }
  end_word();
  return out;
}

}  // namespace paperfind
