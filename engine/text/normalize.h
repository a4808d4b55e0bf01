// What two spellings of one word have in common. Both the index and the query go through here.
#pragma once

#include <cstddef>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace paperfind {

// True for well-formed UTF-8 without NUL.
bool is_clean_utf8(std::string_view text);
// Ill-formed bytes become U+FFFD, NUL is dropped.
std::string repair_utf8(std::string_view text);

// Letters and the marks behind them as one character each where Unicode has it (NFC).
std::string compose(std::string_view text);

// NFKC case fold (Unicode), then letter folding: accents dropped and the letters decomposition
// leaves alone (ł ø đ ı ŧ ħ æ œ þ ð …) spelled out, by one table. "Jelčicoová" → "jelcicoova",
// "Straße" → "strasse". Greek stays Greek, but a micro sign or mu before a Latin letter becomes
// 'u': "μW" → "uw". Soft hyphens, zero-width and bidirectional controls go; dashes, quotes and
// blanks become their ASCII forms. Folding what is folded changes nothing.
std::string fold(std::string_view text);

// Other spellings under which the folded word is found too: a source "Müller" folds to "muller" and
// also answers to "mueller", "α" to "alpha". Empty for a word without such letters. `text` is the
// unfolded word.
std::vector<std::string> fold_variants(std::string_view text);

// Folded words joined by single blanks, markup and punctuation dropped: the key for "equal after
// folding" of titles and names. Apostrophes vanish ("O'Connor" → "oconnor"), and so does '^'
// ("TinyM^2Net" → "tinym2net"); "C++" stays.
std::string fold_key(std::string_view text);

// Lower-case ASCII words joined by '-', transliterated (ICU Any-Latin), cut at `max_bytes` on a
// word. May be empty.
std::string slug(std::string_view text, std::size_t max_bytes = 64);

// Sort key of the root collation (or of `language`): bytes that compare as people expect names and
// titles to. Numbers compare by value: "Session 2" before "Session 10". May be shared between
// threads.
class Collator {
 public:
  explicit Collator(std::string_view language = "");
  ~Collator();
  Collator(const Collator&) = delete;
  Collator& operator=(const Collator&) = delete;
  [[nodiscard]] std::string key(std::string_view text) const;

 private:
  struct Impl;
  std::unique_ptr<Impl> impl_;
};

}  // namespace paperfind
