// What holds for every text, tried on random ones. Seeds are fixed: a failure repeats.
#include <unicode/brkiter.h>
#include <unicode/locid.h>
#include <unicode/uchar.h>
#include <unicode/unistr.h>

#include <cstdint>
#include <memory>
#include <random>
#include <string>
#include <vector>

#include "engine/text/analyzer.h"
#include "engine/text/markup.h"
#include "engine/text/normalize.h"
#include "tests/catch.h"

namespace paperfind {
namespace {

using Random = std::mt19937;

std::size_t below(Random& random, std::size_t limit) { return random() % limit; }

// Letters, every sign the analyzer knows, and markup, much denser than in any real text.
std::string random_ascii(Random& random) {
  static const std::string kAlphabet = "aBcdsNET019  \t.,-_^+#&/@'`\"()[]:;!?*~=%|";
  std::string text;
  for (std::size_t i = below(random, 40); i > 0; --i)
    text += kAlphabet[below(random, kAlphabet.size())];
  return text;
}

std::string random_unicode(Random& random) {
  icu::UnicodeString text;
  for (std::size_t i = below(random, 30); i > 0; --i) {
    switch (below(random, 6)) {
      case 0:
        text.append(static_cast<UChar32>(random() % 0x110000));
        break;
      case 1:
        text.append(static_cast<UChar32>(random() % 0x600));
        break;
      case 2:
        text.append(static_cast<UChar32>(0x0E00 + random() % 0x100));  // Thai, Lao
        break;
      case 3:
        text.append(static_cast<UChar32>(0x3000 + random() % 0x200));  // kana
        break;
      default:
        text.append(static_cast<UChar32>("ab1 -'$\\{}&<.;c"[below(random, 15)]));
    }
  }
  std::string out;
  text.toUTF8String(out);
  return out;
}

std::string random_bytes(Random& random) {
  std::string text;
  for (std::size_t i = below(random, 40); i > 0; --i) text += static_cast<char>(random());
  return text;
}

bool is_boundary(const std::string& text, std::size_t at) {
  return at == text.size() || (static_cast<unsigned char>(text[at]) & 0xC0) != 0x80;
}

void check_tokens(const std::string& text, const std::vector<Token>& tokens, bool well_formed) {
  std::uint32_t position = 0;
  std::uint32_t begin = 0;
  for (const Token& token : tokens) {
    REQUIRE(token.position == ++position);
    REQUIRE_FALSE(token.term.empty());
    REQUIRE(token.term.size() <= kMaxTermBytes);
    REQUIRE(is_clean_utf8(token.term));
    REQUIRE(token.term.find_first_of(" \t\n") == std::string::npos);
    REQUIRE_FALSE(token.stem.empty());
    REQUIRE(token.begin >= begin);
    REQUIRE(token.begin < token.end);
    REQUIRE(token.end <= text.size());
    if (well_formed) {
      REQUIRE(is_boundary(text, token.begin));
      REQUIRE(is_boundary(text, token.end));
    }
    for (const std::string& variant : token.variants) {
      REQUIRE_FALSE(variant.empty());
      REQUIRE(variant.size() <= kMaxTermBytes);
      REQUIRE(variant != token.term);
    }
    begin = token.begin;
  }
  if (!tokens.empty()) REQUIRE_FALSE(tokens.back().joined_to_next);
}

TEST_CASE("any bytes give good tokens", "[analyzer][property]") {
  Random random(1);
  Analyzer analyzer;
  std::vector<Token> tokens;
  for (int i = 0; i < 20000; ++i) {
    const std::string unicode = random_unicode(random);
    CAPTURE(i, unicode);
    analyzer.analyze(unicode, tokens);
    check_tokens(unicode, tokens, is_clean_utf8(unicode));
    const std::string bytes = random_bytes(random);
    CAPTURE(bytes);
    analyzer.analyze(bytes, tokens);
    check_tokens(bytes, tokens, false);
  }
}

// A word joiner in front of every word makes the analyzer read it character by character, by
// Unicode's properties; it vanishes then, and the tokens must be those of the fast way, offsets
// apart.
TEST_CASE("the fast way through ASCII finds what the long way finds", "[analyzer][property]") {
  Random random(2);
  Analyzer analyzer;
  for (int i = 0; i < 30000; ++i) {
    const std::string plain = random_ascii(random);
    std::string marked;
    std::vector<std::uint32_t> source;  // offset in `plain` of each byte of `marked`
    for (std::size_t at = 0; at < plain.size(); ++at) {
      const bool word_begins = at == 0 || is_ascii_blank(static_cast<unsigned char>(plain[at - 1]));
      if (word_begins && plain[at] != ' ' && plain[at] != '\t') {
        marked += "\u2060";
        source.resize(marked.size(), static_cast<std::uint32_t>(at));
      }
      marked += plain[at];
      source.push_back(static_cast<std::uint32_t>(at));
    }
    source.push_back(static_cast<std::uint32_t>(plain.size()));
    const std::vector<Token> fast = analyzer.analyze(plain);
    const std::vector<Token> slow = analyzer.analyze(marked);
    CAPTURE(plain);
    REQUIRE(fast.size() == slow.size());
    for (std::size_t t = 0; t < fast.size(); ++t) {
      REQUIRE(fast[t].term == slow[t].term);
      REQUIRE(fast[t].stem == slow[t].stem);
      // "allow- ing" is told by bytes that the joiner sets apart.
      if (plain.find("- ") == std::string::npos && plain.find("-\t") == std::string::npos) {
        REQUIRE(fast[t].variants == slow[t].variants);
      }
      REQUIRE(fast[t].joined_to_next == slow[t].joined_to_next);
      REQUIRE(fast[t].begin == source[slow[t].begin]);
      REQUIRE(fast[t].end == source[slow[t].end - 1] + 1);
    }
  }
}

// ICU's word boundaries (UAX 29) are the judge over scripts written with blanks.
TEST_CASE("words of letters and digits are ICU's words", "[analyzer][property]") {
  Random random(3);
  Analyzer analyzer;
  UErrorCode status = U_ZERO_ERROR;
  const std::unique_ptr<icu::BreakIterator> words(
      icu::BreakIterator::createWordInstance(icu::Locale::getRoot(), status));
  REQUIRE(U_SUCCESS(status));
  static const std::u32string kLetters = U"abcXYZ019äßéłŠıøþñжЯёίσΩאבעربकख한국어հայ";
  static const std::u32string kBetween = U"   ,;()!?…“”\u3000";
  for (int i = 0; i < 5000; ++i) {
    icu::UnicodeString text;
    for (std::size_t n = below(random, 20); n > 0; --n) {
      const std::u32string& set = below(random, 4) == 0 ? kBetween : kLetters;
      text.append(static_cast<UChar32>(set[below(random, set.size())]));
    }
    std::string utf8;
    text.toUTF8String(utf8);
    std::vector<std::string> expected;
    words->setText(text);
    for (int32_t begin = words->first(), end = words->next(); end != icu::BreakIterator::DONE;
         begin = end, end = words->next()) {
      if (words->getRuleStatus() == UBRK_WORD_NONE) continue;
      std::string word;
      text.tempSubStringBetween(begin, end).toUTF8String(word);
      if (!fold(word).empty()) expected.push_back(fold(word));
    }
    std::vector<std::string> found;
    for (const Token& token : analyzer.analyze(utf8)) found.push_back(token.term);
    CAPTURE(utf8);
    // "1,2" is one number to ICU and two to us; "1,023" is one to both.
    if (utf8.find_first_of(",;") == std::string::npos) REQUIRE(found == expected);
  }
}

TEST_CASE("folding what is folded changes nothing", "[normalize][property]") {
  Random random(4);
  for (int i = 0; i < 20000; ++i) {
    const std::string text = random_unicode(random);
    const std::string once = fold(text);
    CAPTURE(text, once);
    REQUIRE(is_clean_utf8(once));
    REQUIRE(fold(once) == once);
  }
  for (UChar32 c = 1; c < 0x30000; ++c) {
    if (U_IS_SURROGATE(c)) continue;
    std::string text;
    icu::UnicodeString(c).toUTF8String(text);
    const std::string once = fold(text);
    if (fold(once) != once) {
      CAPTURE(c);
      REQUIRE(fold(once) == once);
    }
  }
}

TEST_CASE("keys and slugs of anything are what they promise", "[normalize][property]") {
  Random random(5);
  for (int i = 0; i < 10000; ++i) {
    const std::string text = i % 2 == 0 ? random_unicode(random) : random_bytes(random);
    const std::string key = fold_key(text);
    CAPTURE(text, key);
    REQUIRE((key.empty() || (key.front() != ' ' && key.back() != ' ')));
    REQUIRE(key.find("  ") == std::string::npos);
    const std::string short_slug = slug(text, 12);
    REQUIRE(short_slug.size() <= 12);
    REQUIRE(short_slug.find_first_not_of("abcdefghijklmnopqrstuvwxyz0123456789-") ==
            std::string::npos);
    REQUIRE((short_slug.empty() || (short_slug.front() != '-' && short_slug.back() != '-')));
    REQUIRE(is_clean_utf8(repair_utf8(text)));
    REQUIRE(is_clean_utf8(plain_text(repair_utf8(text))));
  }
}

}  // namespace
}  // namespace paperfind
