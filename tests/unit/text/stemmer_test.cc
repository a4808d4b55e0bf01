#include "engine/text/stemmer.h"

#include <xapian.h>

#include <random>
#include <string>
#include <vector>

#include "tests/catch.h"

namespace paperfind {
namespace {

std::string random_word(std::mt19937& random) {
  static const std::vector<std::string> ends = {"", "s", "ing", "ed", "ational", "ies", "ness"};
  std::string word(1 + random() % 34, 'a');
  for (char& c : word) c = static_cast<char>('a' + random() % 26);
  return word + ends[random() % ends.size()];
}

TEST_CASE("what is remembered is what Snowball says, however many words there were",
          "[stem][property]") {
  std::mt19937 random(7);
  std::vector<std::string> words;
  for (int i = 0; i < 30'000; ++i) words.push_back(random_word(random));
  Stemmer stemmer("en");
  const Xapian::Stem oracle("en");
  // The first ones often, as in texts.
  for (std::size_t i = 0; i < 3 * words.size(); ++i) {
    const std::string& word = words[random() % (1 + random() % words.size())];
    const std::string stem(stemmer.stem(word));
    if (stem == oracle(word)) continue;
    CAPTURE(i, word);
    REQUIRE(stem == oracle(word));
  }
}

TEST_CASE("what Snowball has no rules for stays", "[stem]") {
  Stemmer english("en"), none("tlh");
  for (const std::string word : {"1990s", "c++", "\xC3\xA9tudes", "x86"}) {
    CHECK(english.stem(word) == word);
    CHECK(english.stem(word) == word);
  }
  CHECK(none.stem("networks") == "networks");
  CHECK(english.stem("networks") == "network");
  CHECK(english.stem("").empty());
}

}  // namespace
}  // namespace paperfind
