#include "engine/store/forward_index.h"

#include <algorithm>
#include <random>
#include <set>
#include <string>
#include <vector>

#include "engine/store/forward_builder.h"
#include "tests/catch.h"
#include "tests/support/temp_dir.h"

namespace paperfind {
namespace {

using testing::TempDir;
using testing::write_text;

struct Text {
  TextField field;
  std::uint32_t position;
  std::string text;
};
using PaperTexts = std::vector<Text>;

// Words with other spellings, compounds, scripts whose words overlap, and noise.
PaperTexts random_paper(std::mt19937& random) {
  static const std::vector<std::string> kWords = {"the",
                                                  "pruned",
                                                  "pruning",
                                                  "low-precision",
                                                  "state-of-the-art",
                                                  "ResNet-56/110",
                                                  "k-NN",
                                                  "Müller",
                                                  "語彙の小",
                                                  "ภาษาไทย",
                                                  "C++",
                                                  "allow- ing",
                                                  "",
                                                  "\xff",
                                                  "$\\alpha$",
                                                  "a&b",
                                                  "Newton's",
                                                  "supercalifragilistic"};
  PaperTexts texts;
  std::uint32_t position = 0;
  for (std::size_t i = 0; i < random() % 4; ++i) {
    Text text{static_cast<TextField>(random() % kTextFieldCount), position, ""};
    for (std::size_t word = 0; word < random() % 9; ++word) {
      text.text += kWords[random() % kWords.size()];
      text.text += random() % 8 == 0 ? "          " : " ";
    }
    texts.push_back(text);
    position += 300;
  }
  return texts;
}

std::vector<PaperTexts> random_papers(std::size_t count) {
  std::mt19937 random(5);
  std::vector<PaperTexts> papers(count);
  for (PaperTexts& paper : papers) paper = random_paper(random);
  return papers;
}

void add(const PaperTexts& paper, ForwardBuilder& builder, Analyzer& analyzer) {
  builder.begin_paper();
  for (const Text& text : paper) {
    builder.add(text.field, text.position, analyzer.analyze(text.text));
  }
}

std::string bytes_of(const std::vector<PaperTexts>& papers, Analyzer& analyzer) {
  ForwardBuilder builder;
  for (const PaperTexts& paper : papers) add(paper, builder, analyzer);
  return builder.finish();
}

ForwardIndex loaded(const std::string& bytes) {
  const TempDir folder;
  REQUIRE(save_forward_index(folder.path(), bytes).ok());
  Result<ForwardIndex> index = ForwardIndex::load(folder.path());
  REQUIRE(index.ok());
  return std::move(index).value();
}

TEST_CASE("every word of every text stands where it was indexed", "[store][property]") {
  Analyzer analyzer;
  const std::vector<PaperTexts> papers = random_papers(300);
  const ForwardIndex index = loaded(bytes_of(papers, analyzer));
  REQUIRE(index.doc_count() == papers.size());
  for (DocId doc = 1; doc <= papers.size(); ++doc) {
    IndexedTexts texts = index.texts(doc);
    IndexedText text;
    for (const Text& expected : papers[doc - 1]) {
      CAPTURE(doc, expected.text);
      REQUIRE(texts.next(text));
      CHECK(text.field == expected.field);
      CHECK(text.position == expected.position);
      const std::vector<Token> tokens = analyzer.analyze(expected.text);
      REQUIRE(text.words == tokens.size());
      std::vector<std::string> spellings;
      for_each_number(text, [&](WordNumber number) { spellings.emplace_back(index.word(number)); });
      IndexedWords word(text);
      std::size_t spelling = 0;
      for (const Token& token : tokens) {
        REQUIRE(spelling + token.variants.size() < spellings.size());
        CHECK(spellings[spelling++] == token.term);
        for (const std::string& variant : token.variants) CHECK(spellings[spelling++] == variant);
        REQUIRE(word.next());
        CHECK(index.word(word.word) == token.term);
        CHECK(word.begin == token.begin);
        CHECK(word.end == token.end);
        CHECK(word.joined_to_next == token.joined_to_next);
        std::vector<std::string> variants;
        for (const WordNumber variant : word.variants) variants.emplace_back(index.word(variant));
        CHECK(variants == token.variants);
      }
      CHECK_FALSE(word.next());
      CHECK(spelling == spellings.size());
    }
    CHECK_FALSE(texts.next(text));
  }
}

TEST_CASE("words are found by their form and by their stem", "[store][property]") {
  Analyzer analyzer;
  const std::vector<PaperTexts> papers = random_papers(300);
  const ForwardIndex index = loaded(bytes_of(papers, analyzer));
  std::set<std::string> words;
  for (const PaperTexts& paper : papers) {
    for (const Text& text : paper) {
      for (const Token& token : analyzer.analyze(text.text)) {
        words.insert(token.term);
        words.insert(token.variants.begin(), token.variants.end());
      }
    }
  }
  for (const std::string& word : words) {
    CAPTURE(word);
    const std::optional<WordNumber> number = index.number(word);
    REQUIRE(number.has_value());
    CHECK(index.word(*number) == word);
    const std::string stem(analyzer.stem(word));
    const std::vector<WordNumber> alike = index.with_stem(stem);
    CHECK(std::find(alike.begin(), alike.end(), *number) != alike.end());
    for (const WordNumber other : alike) {
      const std::string form(index.word(other));
      CHECK((analyzer.stem(form) == stem || form == stem));
    }
  }
  CHECK_FALSE(index.number("absent").has_value());
  CHECK(index.with_stem("absent").empty());
  CHECK(index.word(static_cast<WordNumber>(words.size())).empty());
  // What stands everywhere has a small number, for those take the least room.
  CHECK(*index.number("the") < 20);
}

TEST_CASE("however the papers are parted, the bytes are the same", "[store]") {
  Analyzer analyzer;
  const std::vector<PaperTexts> papers = random_papers(60);
  const std::string whole = bytes_of(papers, analyzer);
  const std::size_t parts = GENERATE(1U, 2U, 7U, 60U);
  ForwardBuilder all;
  for (std::size_t part = 0; part < parts; ++part) {
    ForwardBuilder builder;
    for (std::size_t i = part * 60 / parts; i < (part + 1) * 60 / parts; ++i) {
      add(papers[i], builder, analyzer);
    }
    all.append(std::move(builder));
  }
  CHECK(all.finish() == whole);
  CHECK(loaded(bytes_of({}, analyzer)).doc_count() == 0);
}

TEST_CASE("a file that is not whole is refused, and one that lies is read inside its bounds",
          "[store]") {
  Analyzer analyzer;
  const std::string bytes = bytes_of(random_papers(6), analyzer);
  const TempDir folder;
  for (std::size_t size = 0; size < bytes.size(); size += 3) {
    write_text(folder.path() / kForwardFileName, bytes.substr(0, size));
    const Result<ForwardIndex> index = ForwardIndex::load(folder.path());
    REQUIRE_FALSE(index.ok());
    CHECK(index.error().message == "the words of the papers are damaged");
  }
  std::size_t read = 0;
  for (std::size_t at = 0; at < bytes.size(); ++at) {
    std::string changed = bytes;
    changed[at] = static_cast<char>(changed[at] ^ 0xff);
    write_text(folder.path() / kForwardFileName, changed);
    const Result<ForwardIndex> index = ForwardIndex::load(folder.path());
    if (!index.ok()) continue;
    ++read;
    for (DocId doc = 1; doc <= index->doc_count(); ++doc) {
      IndexedTexts texts = index->texts(doc);
      for (IndexedText text; texts.next(text);) {
        for (IndexedWords word(text); word.next();) (void)index->word(word.word);
      }
    }
  }
  CHECK(read > 0);
}

TEST_CASE("texts that need more than 4 GiB are refused with a reason", "[store]") {
  const TempDir folder;
  const Status saved = save_forward_index(folder.path(), "");
  REQUIRE_FALSE(saved.ok());
  CHECK(saved.error().code == ErrorCode::Unsupported);
}

}  // namespace
}  // namespace paperfind
