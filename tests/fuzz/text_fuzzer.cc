// Any bytes as text: told from good UTF-8 and repaired as ICU does, folded once and for all, and
// parted into words that stand inside it.
#include <unicode/ustring.h>

#include <string>
#include <string_view>
#include <vector>

#include "engine/base/utf8.h"
#include "engine/text/acronyms.h"
#include "engine/text/affiliation.h"
#include "engine/text/analyzer.h"
#include "engine/text/grapheme.h"
#include "engine/text/markup.h"
#include "engine/text/normalize.h"
#include "engine/text/person_name.h"
#include "tests/fuzz/fuzz_input.h"
#include "tests/fuzz/fuzz_targets.h"

namespace paperfind::testing {
namespace {

// By ICU's C interface; ill-formed bytes become `substitute`, or make it give nothing where that
// is negative.
std::u16string utf16_of(std::string_view text, UChar32 substitute) {
  std::u16string out(text.size() + 1, u'\0');
  UErrorCode status = U_ZERO_ERROR;
  int32_t length = 0;
  u_strFromUTF8WithSub(out.data(), static_cast<int32_t>(out.size()), &length, text.data(),
                       static_cast<int32_t>(text.size()), substitute, nullptr, &status);
  out.resize(U_SUCCESS(status) ? static_cast<std::size_t>(length) : 0);
  return out;
}

void check_utf8(std::string_view text) {
  const bool good = text.empty() || !utf16_of(text, -1).empty();
  const bool clean = good && text.find('\0') == std::string_view::npos;
  expect(is_clean_utf8(text) == clean, "clean UTF-8 is what ICU takes, without NUL", text);
  const std::string repaired = repair_utf8(text);
  std::u16string wanted = utf16_of(text, 0xFFFD);
  std::erase(wanted, u'\0');
  expect(utf16_of(repaired, -1) == wanted, "repaired as ICU does", text);
  expect(is_clean_utf8(repaired), "what was repaired is clean", text);
  expect(!clean || repaired == text, "what is clean stays as it is", text);
}

void check_forms(std::string_view text) {
  const std::string folded = fold(text);
  expect(is_clean_utf8(folded), "a folded text is clean", text);
  expect(fold(folded) == folded, "folding what is folded changes nothing", text);
  const std::string composed = compose(text);
  expect(compose(composed) == composed, "composing what is composed changes nothing", text);
  const std::string key = fold_key(text);
  expect(key.find("  ") == std::string::npos && !key.starts_with(' ') && !key.ends_with(' '),
         "a key has single blanks between its words", text);
  const std::string name = slug(text, 12);
  expect(name.size() <= 12 &&
             name.find_first_not_of("abcdefghijklmnopqrstuvwxyz0123456789-") == std::string::npos,
         "a slug is short and plain", text);
  for (const std::string& variant : fold_variants(text)) {
    expect(is_clean_utf8(variant), "a variant is clean", text);
  }
  static const Collator collator;
  expect(collator.key(text) == collator.key(std::string(text)), "one text has one key", text);
}

void check_tokens(std::string_view text, const std::vector<Token>& tokens) {
  std::uint32_t position = 0, begin = 0;
  for (const Token& token : tokens) {
    expect(token.position == ++position, "words are counted from 1", text);
    expect(!token.term.empty() && token.term.size() <= kMaxTermBytes && !token.stem.empty(),
           "a word has a term and a stem", text);
    expect(is_clean_utf8(token.term) && is_clean_utf8(token.stem), "a term is clean", text);
    expect(token.term.find_first_of(" \t\n") == std::string::npos, "a term has no blank", text);
    expect(begin <= token.begin && token.begin < token.end && token.end <= text.size(),
           "words stand inside the text, in order", text);
    expect(is_boundary(text, token.begin) && is_boundary(text, token.end),
           "words begin and end on characters", text);
    for (const std::string& variant : token.variants) {
      expect(!variant.empty() && variant.size() <= kMaxTermBytes && variant != token.term &&
                 is_clean_utf8(variant),
             "a variant is another term", text);
    }
    begin = token.begin;
  }
  expect(tokens.empty() || !tokens.back().joined_to_next, "the last word has no next one", text);
}

// Of good UTF-8.
void check_parts(const std::string& text) {
  expect(is_clean_utf8(plain_text(text)), "what a reader sees is clean", text);
  for (std::size_t at = 0; at < text.size(); ++at) {
    expect(is_boundary(text, head_of(text, at).size()), "a head ends on a character", text);
    if (!is_boundary(text, at)) continue;
    const std::size_t end = cluster_end(text, at);
    expect(end >= at && is_boundary(text, end), "a letter ends with its marks", text);
  }
  for (const AcronymPair& pair : find_acronyms(text)) {
    expect(is_acronym(pair.acronym) && !pair.words.empty(), "an acronym has its words", text);
  }
  const PersonName name = display_name(text);
  expect(is_clean_utf8(name.display) && is_clean_utf8(person_key(text)), "a name is clean", text);
  expect(affiliation_words(text).size() <= 512, "an affiliation has so many words at most", text);
  expect(is_clean_utf8(affiliation_key(text)) && is_clean_utf8(umlaut_spelling(text)),
         "a key of names is clean", text);
}

}  // namespace

int fuzz_text(const std::uint8_t* data, std::size_t size) {
  static Analyzer analyzer;
  const std::string text(reinterpret_cast<const char*>(data), size);
  check_utf8(text);
  check_forms(text);
  for (const Token& token : analyzer.analyze(text)) {
    expect(token.begin < token.end && token.end <= text.size(), "words stand inside any bytes");
  }
  const std::string repaired = repair_utf8(text);
  check_tokens(repaired, analyzer.analyze(repaired));
  check_parts(repaired);
  return 0;
}

}  // namespace paperfind::testing
