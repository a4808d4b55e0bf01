#include "engine/store/sorted_keys.h"

#include <algorithm>
#include <random>
#include <set>
#include <string>
#include <vector>

#include "tests/catch.h"

namespace paperfind {
namespace {

// Keys with what they point into.
struct OwnKeys {
  std::vector<std::uint32_t> begins{0};
  std::string text;
  SortedKeys keys;

  explicit OwnKeys(const std::set<std::string>& words) {
    for (const std::string& word : words) {
      text += word;
      begins.push_back(static_cast<std::uint32_t>(text.size()));
    }
    keys = SortedKeys(begins, text);
  }
  OwnKeys(const OwnKeys&) = delete;

  [[nodiscard]] std::set<std::string> in(const std::vector<KeyRange>& ranges) const {
    std::set<std::string> out;
    for (const KeyRange range : ranges) {
      for (std::uint32_t key = range.first; key < range.last; ++key) out.emplace(keys[key]);
    }
    return out;
  }
};

using Words = std::set<std::string>;

TEST_CASE("keys are found by their beginning or as a whole", "[suggest]") {
  const OwnKeys own({"learn", "learned", "learning", "lens", "zürich", "学习"});
  CHECK(own.in({own.keys.find("learn", KeyMatch::Prefix)}) ==
        Words{"learn", "learned", "learning"});
  CHECK(own.in({own.keys.find("learn", KeyMatch::Whole)}) == Words{"learn"});
  CHECK(own.keys.find("lear", KeyMatch::Whole).empty());
  CHECK(own.in({own.keys.find("学", KeyMatch::Prefix)}) == Words{"学习"});
  CHECK(own.keys.find("", KeyMatch::Prefix) == KeyRange{0, 6});
  CHECK(own.keys.find("zz", KeyMatch::Prefix).empty());
  CHECK(SortedKeys().find("a", KeyMatch::Prefix).empty());
}

struct Slip {
  std::string typed, key;
  KeyMatch match;
  bool found;
};

TEST_CASE("a slip inserts, drops or changes a character or swaps two", "[suggest]") {
  const Slip c = GENERATE(values<Slip>({
      {"atention", "attention", KeyMatch::Whole, true},
      {"attenttion", "attention", KeyMatch::Whole, true},
      {"attemtion", "attention", KeyMatch::Whole, true},
      {"atetntion", "attention", KeyMatch::Whole, true},
      {"attentio", "attention", KeyMatch::Whole, true},
      {"attentionn", "attention", KeyMatch::Whole, true},
      {"atenton", "attention", KeyMatch::Whole, false},
      {"attention", "attention", KeyMatch::Whole, false},
      // The first character is as typed.
      {"ttention", "attention", KeyMatch::Whole, false},
      {"tatention", "attention", KeyMatch::Whole, false},
      {"bttention", "attention", KeyMatch::Whole, false},
      // Of a beginning, one edit away too.
      {"aten", "attention", KeyMatch::Prefix, true},
      {"attem", "attention", KeyMatch::Prefix, true},
      {"atetn", "attention", KeyMatch::Prefix, true},
      {"aten", "attention", KeyMatch::Whole, false},
      {"deeple", "deep learning", KeyMatch::Prefix, true},
      // Characters, not bytes.
      {"слоо", "слово", KeyMatch::Whole, true},
      {"слвоо", "слово", KeyMatch::Whole, true},
      {"славо", "слово", KeyMatch::Whole, true},
  }));
  CAPTURE(c.typed, c.key);
  const OwnKeys own({c.key, "another", "слон"});
  CHECK(own.in(own.keys.find_slips(c.typed, c.match)).contains(c.key) == c.found);
}

// The restricted Damerau-Levenshtein distance, by its definition.
std::size_t distance(const std::string& a, const std::string& b) {
  std::vector<std::vector<std::size_t>> d(a.size() + 1, std::vector<std::size_t>(b.size() + 1));
  for (std::size_t i = 0; i <= a.size(); ++i) {
    for (std::size_t j = 0; j <= b.size(); ++j) {
      if (i == 0 || j == 0) {
        d[i][j] = i + j;
        continue;
      }
      d[i][j] =
          std::min({d[i - 1][j] + 1, d[i][j - 1] + 1, d[i - 1][j - 1] + (a[i - 1] != b[j - 1])});
      if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1]) {
        d[i][j] = std::min(d[i][j], d[i - 2][j - 2] + 1);
      }
    }
  }
  return d[a.size()][b.size()];
}

bool is_slip(const std::string& typed, const std::string& key) {
  return !typed.empty() && !key.empty() && typed[0] == key[0] &&
         distance(typed.substr(1), key.substr(1)) == 1;
}

TEST_CASE("slips are those that comparing with every key finds", "[suggest][property]") {
  std::mt19937 random(7);
  const auto word = [&random] {
    std::string out;
    for (std::size_t length = 1 + random() % 6; length > 0; --length) out += "abc "[random() % 4];
    return out;
  };
  for (int round = 0; round < 300; ++round) {
    Words words;
    for (int i = 0; i < 40; ++i) words.insert(word());
    const OwnKeys own(words);
    const std::string typed = word();
    Words whole, begin;
    for (const std::string& key : words) {
      if (is_slip(typed, key)) whole.insert(key);
      for (std::size_t size = 1; size <= key.size(); ++size) {
        if (is_slip(typed, key.substr(0, size)) && !key.starts_with(typed)) begin.insert(key);
      }
    }
    CAPTURE(typed, words);
    CHECK(own.in(own.keys.find_slips(typed, KeyMatch::Whole)) == whole);
    Words found = own.in(own.keys.find_slips(typed, KeyMatch::Prefix));
    std::erase_if(found, [&](const std::string& key) { return key.starts_with(typed); });
    CHECK(found == begin);
  }
}

}  // namespace
}  // namespace paperfind
