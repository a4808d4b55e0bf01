#include "engine/store/word_list.h"

#include <algorithm>
#include <map>
#include <random>
#include <set>
#include <string>
#include <vector>

#include "tests/catch.h"
#include "tests/support/temp_dir.h"

namespace paperfind {
namespace {

WordList list_of(const std::vector<std::string>& words) {
  std::vector<WordList::Entry> entries;
  for (const std::string& word : words) entries.push_back({word, 1});
  return WordList(std::move(entries));
}

// Edits from one word to the only other, 0 where it is too far.
unsigned edits(const std::string& from, const std::string& to, unsigned most = 2) {
  const WordList list = list_of({to});
  const auto near = list.near(from, most);
  return near.empty() ? 0 : near.front().edits;
}

struct Pair {
  std::string from, to;
  unsigned edits;
};

TEST_CASE("an edit inserts or drops or changes a character or swaps two", "[words]") {
  const Pair c = GENERATE(values<Pair>({
      {"atention", "attention", 1},
      {"attenttion", "attention", 1},
      {"attemtion", "attention", 1},
      {"atetntion", "attention", 1},
      {"attentoin", "attention", 1},
      {"atentoin", "attention", 2},
      {"attentionss", "attention", 2},
      {"attention", "attention", 0},  // the word itself is not near itself
      {"atenson", "attention", 0},
      {"contrlo", "control", 1},
      // Swapped, then edited in between: three edits, not two.
      {"xxca", "xxabc", 0},
      // The first character counts two, dropped, doubled, changed or swapped.
      {"ttention", "attention", 2},
      {"xattention", "attention", 2},
      {"bttention", "attention", 2},
      {"tatention", "attention", 2},
      {"aattention", "attention", 1},
      {"bttenton", "attention", 0},
      // Characters, not bytes.
      {"слоо", "слово", 1},
      {"слвоо", "слово", 1},
      {"лово", "слово", 2},
      {"λεξη", "λεξεη", 1},
      {"한국어사", "한국어사전", 1},
      {"ab\xCC\x83"
       "cd",
       "abcd", 1},  // a combining mark the folding left is a character
  }));
  CAPTURE(c.from, c.to);
  CHECK(edits(c.from, c.to) == c.edits);
  CHECK(edits(c.from, c.to, 1) == (c.edits == 1 ? 1 : 0));
  CHECK(edits(c.from, c.to, 0) == 0);
}

TEST_CASE("near words come by edits and then by papers and then by spelling", "[words]") {
  const WordList list(std::vector<WordList::Entry>{
      {"causal", 9}, {"casual", 4}, {"casuals", 50}, {"cashual", 9}, {"basual", 99}});
  std::string found;
  for (const WordList::Near& near : list.near("casuall", 2)) found += std::string(near.word) + ' ';
  CHECK(found == "casuals casual cashual causal ");
  CHECK(list.near("casuall", 1).size() == 2);
}

TEST_CASE("words of letters are listed and nothing else", "[words]") {
  for (const char* word : {"abc", "слово", "ethz", "日本語"}) CHECK(is_listed_word(word));
  for (const std::string& word :
       {std::string(), std::string("ab"), std::string("bert4"), std::string("c++"),
        std::string("Zprun"), std::string("at&t"), std::string("日本"), std::string(65, 'a')}) {
    CAPTURE(word);
    CHECK_FALSE(is_listed_word(word));
  }
}

TEST_CASE("hostile words are near nothing", "[words]") {
  const WordList list = list_of({"attention", "слово"});
  for (const std::string& word : {std::string(), std::string("a"), std::string(100'000, 'a'),
                                  std::string("\xff\xfe\x80\x80"), std::string("attentio\xe2")}) {
    CHECK_NOTHROW(list.near(word, 2));
  }
  CHECK(WordList().near("attention", 2).empty());
  CHECK(list_of({}).near("attention", 2).empty());
}

// The definition written down as it is spoken: slow, and obviously right.
class Oracle {
 public:
  Oracle(std::string a, std::string b) : a_(std::move(a)), b_(std::move(b)) {}
  unsigned edits(std::size_t i, std::size_t j) {
    if (i == a_.size() && j == b_.size()) return 0;
    const auto [known, added] = known_.try_emplace({i, j}, 0);
    if (!added) return known->second;
    unsigned best = 1000;
    const unsigned either = i == 0 || j == 0 ? 2 : 1;
    if (i < a_.size()) best = std::min(best, (i == 0 ? 2 : 1) + edits(i + 1, j));
    if (j < b_.size()) best = std::min(best, (j == 0 ? 2 : 1) + edits(i, j + 1));
    if (i < a_.size() && j < b_.size()) {
      best = std::min(best, (a_[i] == b_[j] ? 0 : either) + edits(i + 1, j + 1));
    }
    if (i + 1 < a_.size() && j + 1 < b_.size() && a_[i] == b_[j + 1] && a_[i + 1] == b_[j]) {
      best = std::min(best, either + edits(i + 2, j + 2));
    }
    return known_[{i, j}] = best;
  }

 private:
  std::string a_, b_;
  std::map<std::pair<std::size_t, std::size_t>, unsigned> known_;
};

TEST_CASE("near words are those and only those the definition names", "[words]") {
  std::mt19937 random(GENERATE(1, 2, 3, 4));
  // Few letters, so that many words are near each other.
  const auto letter = [&] { return static_cast<char>('a' + random() % 3); };
  std::set<std::string> words;
  while (words.size() < 300) {
    std::string word;
    for (std::size_t left = 3 + random() % 7; left > 0; --left) word += letter();
    words.insert(word);
  }
  const WordList list = list_of({words.begin(), words.end()});
  REQUIRE(list.size() == words.size());
  for (int round = 0; round < 60; ++round) {
    std::string typed;
    for (std::size_t left = 2 + random() % 9; left > 0; --left) typed += letter();
    const unsigned most = 1 + random() % 2;
    std::map<std::string, unsigned> expected, found;
    for (const std::string& word : words) {
      const unsigned edits = Oracle(typed, word).edits(0, 0);
      if (edits > 0 && edits <= most) expected[word] = edits;
    }
    for (const WordList::Near& near : list.near(typed, most)) {
      CHECK(found.emplace(near.word, near.edits).second);
    }
    CAPTURE(typed, most);
    CHECK(found == expected);
  }
}

TEST_CASE("a list of words comes back from disk as it was", "[words]") {
  const testing::TempDir folder;
  const WordList list(std::vector<WordList::Entry>{{"pruning", 7}, {"слово", 1}, {"net", 3}});
  REQUIRE(list.save(folder.path()).ok());
  const Result<WordList> loaded = WordList::load(folder.path());
  REQUIRE(loaded.ok());
  REQUIRE(loaded->size() == 3);
  CHECK(loaded->word(0) == "net");
  CHECK(loaded->word(2) == "pruning");
  const auto near = loaded->near("prunning", 2);
  REQUIRE(near.size() == 1);
  CHECK(near.front().papers == 7);
}

TEST_CASE("a damaged list of words is refused", "[words]") {
  const testing::TempDir folder;
  const std::filesystem::path path = folder.path() / "words.bin";
  const WordList list = list_of({"pruning", "net"});
  REQUIRE(list.save(folder.path()).ok());
  const std::string good = testing::read_text(path);
  const auto refused = [&](const std::string& bytes) {
    testing::write_text(path, bytes);
    const Result<WordList> loaded = WordList::load(folder.path());
    return !loaded.ok() && loaded.error().code == ErrorCode::InvalidData &&
           loaded.error().message == "the list of words is damaged";
  };
  for (std::size_t size = 0; size < good.size(); ++size) CHECK(refused(good.substr(0, size)));
  CHECK(refused(good + "x"));
  std::string other = good;
  other[0] = 'X';
  CHECK(refused(other));
  for (const char byte : {'N', '\xff', '7'}) {
    other = good;
    other[other.find("net")] = byte;
    CHECK(refused(other));
  }
  std::filesystem::remove(path);
  CHECK_FALSE(WordList::load(folder.path()).ok());
}

}  // namespace
}  // namespace paperfind
