#include "engine/store/doc_vectors.h"

#include <algorithm>
#include <cmath>
#include <cstring>
#include <map>
#include <random>

#include "engine/schema/fields.h"
#include "engine/store/forward_builder.h"
#include "tests/catch.h"
#include "tests/support/temp_dir.h"

namespace paperfind {
namespace {

using testing::read_text;
using testing::TempDir;
using testing::write_text;

constexpr const char* kFile = "vectors.bin";

// How often each stem stands in a paper's title, abstract and keywords.
struct Counts {
  std::map<std::string, unsigned> title = {}, abstract = {}, keyword = {};
};

Xapian::Document document(const Counts& counts) {
  Xapian::Document document;
  const auto add = [&](TextField field, const std::map<std::string, unsigned>& stems) {
    for (const auto& [stem, times] : stems) {
      document.add_term(stem_term(spec_of(field), stem), times);
      document.add_term(stem_term(stem), times);  // any field: counted once, not twice
    }
  };
  add(TextField::Title, counts.title);
  add(TextField::Abstract, counts.abstract);
  add(TextField::Keyword, counts.keyword);
  return document;
}

// Of no texts: the stems have numbers of their own.
ForwardIndex no_words() {
  return std::move(ForwardIndex::parse(ForwardBuilder().finish())).value();
}

DocVectors vectors_of(const std::vector<Counts>& papers) {
  DocVectorsBuilder builder;
  for (const Counts& counts : papers) builder.add(document(counts));
  return builder.finish(no_words());
}

std::vector<Counts> four_papers() {
  return {{.title = {{"prune", 1}, {"network", 1}}, .abstract = {{"prune", 2}, {"sparse", 1}}},
          {.title = {{"prune", 1}, {"network", 1}}, .abstract = {{"prune", 2}, {"sparse", 1}}},
          {.title = {{"prune", 1}}, .abstract = {{"speech", 3}}, .keyword = {{"audio", 1}}},
          {.title = {{"weather", 1}}, .abstract = {{"rain", 2}}}};
}

TEST_CASE("papers are as alike as their words are", "[store]") {
  const DocVectors vectors = vectors_of(four_papers());
  CHECK(vectors.doc_count() == 4);
  CHECK(vectors.likeness(1, 2) == Approx(1));  // the same words
  CHECK(vectors.likeness(1, 1) == Approx(1));
  CHECK(vectors.likeness(1, 4) == 0);  // no word in common
  CHECK(vectors.likeness(1, 3) > 0.05);
  CHECK(vectors.likeness(1, 3) < 0.8);
}

TEST_CASE("all pairs at once are as alike as one by one", "[store]") {
  const DocVectors vectors = vectors_of(four_papers());
  const std::vector<DocId> docs = {3, 1, 4, 2};
  const std::vector<double> all = vectors.likenesses(docs);
  REQUIRE(all.size() == 16);
  for (std::size_t i = 0; i < 4; ++i) {
    for (std::size_t j = 0; j < 4; ++j) {
      CHECK(all[i * 4 + j] == (i == j ? 0 : vectors.likeness(docs[i], docs[j])));
    }
  }
  CHECK(vectors.likenesses({}).empty());
}

TEST_CASE("a word in the title or among the keywords says more than one in the abstract",
          "[store]") {
  const Counts in_title{.title = {{"prune", 1}}, .abstract = {{"speech", 1}}};
  const Counts in_keywords{.abstract = {{"speech", 1}}, .keyword = {{"prune", 1}}};
  const Counts in_abstract{.abstract = {{"speech", 1}, {"prune", 1}}};
  const Counts other{.title = {{"prune", 1}}, .abstract = {{"weather", 1}}};
  const DocVectors vectors = vectors_of({in_title, in_keywords, in_abstract, other});
  CHECK(vectors.likeness(1, 4) > vectors.likeness(2, 4));
  CHECK(vectors.likeness(2, 4) > vectors.likeness(3, 4));
}

TEST_CASE("a rare word in common says more than one that many papers have", "[store]") {
  std::vector<Counts> papers = {{.abstract = {{"rare", 1}, {"often", 1}}},
                                {.abstract = {{"rare", 1}, {"one", 1}}},
                                {.abstract = {{"often", 1}, {"two", 1}}}};
  for (int i = 0; i < 10; ++i) papers.push_back({.abstract = {{"often", 1}}});
  const DocVectors vectors = vectors_of(papers);
  CHECK(vectors.likeness(1, 2) > vectors.likeness(1, 3));
}

TEST_CASE("authors and other names do not make papers alike", "[store]") {
  DocVectorsBuilder builder;
  for (int i = 0; i < 2; ++i) {
    Xapian::Document document;
    for (const TextFieldSpec& field : kTextFields) {
      const bool topic = field.field == TextField::Title || field.field == TextField::Abstract ||
                         field.field == TextField::Keyword;
      if (topic) continue;
      document.add_term(exact_term(field, "diaz"), 3);
      document.add_term(stem_term(field, "diaz"), 3);
    }
    document.add_term(exact_term("speech"));
    document.add_term(stem_term("speech"));
    document.add_term(exact_term(spec_of(TextField::Title), "speech"));
    builder.add(document);
  }
  CHECK(builder.finish(no_words()).likeness(1, 2) == 0);
}

TEST_CASE("a paper without words is like none", "[store]") {
  const DocVectors vectors = vectors_of({{}, {.title = {{"prune", 1}}}, {}});
  CHECK(vectors.doc_count() == 3);
  CHECK(vectors.likeness(1, 2) == 0);
  CHECK(vectors.likeness(2, 3) == 0);
  CHECK(vectors.likeness(1, 3) == 0);
  CHECK(vectors.likeness(1, 1) == 0);
  CHECK(vectors_of({}).doc_count() == 0);
  CHECK(vectors_of({{}, {}}).likeness(1, 2) == 0);
}

// "w00" … in order.
std::string name(unsigned number) {
  return std::string("w") + static_cast<char>('a' + number / 26) +
         static_cast<char>('a' + number % 26);
}

TEST_CASE("of a long paper the 48 heaviest stems are kept", "[store]") {
  Counts heavy, light, both;
  for (unsigned i = 0; i < 60; ++i) {
    (i < 48 ? heavy : light).abstract[name(i)] = 1;
    both.abstract[name(i)] = i < 48 ? 20 : 1;
  }
  const DocVectors vectors = vectors_of({both, light, heavy});
  CHECK(vectors.likeness(1, 2) == 0);
  CHECK(vectors.likeness(1, 3) > 0.9);
  const TempDir folder;
  REQUIRE(vectors.save(folder.path()).ok());
  const std::size_t stems = 48 + 12 + 48;
  CHECK(read_text(folder.path() / kFile).size() == 8 + (4 + 5 * 4) + (4 + stems * 4) + (4 + stems));
}

TEST_CASE("of stems that weigh the same the first mentioned are kept", "[store]") {
  Counts all, first, last;
  for (unsigned i = 0; i < 50; ++i) all.abstract[name(i)] = 1;
  for (unsigned i = 0; i < 2; ++i) first.abstract[name(i)] = 1;
  for (unsigned i = 48; i < 50; ++i) last.abstract[name(i)] = 1;
  // All fifty stand in two papers, so that none is rarer.
  Counts middle;
  for (unsigned i = 2; i < 48; ++i) middle.abstract[name(i)] = 1;
  const DocVectors vectors = vectors_of({all, first, last, middle});
  CHECK(vectors.likeness(1, 2) > 0);
  CHECK(vectors.likeness(1, 3) == 0);
}

// The cosine between all stems of two papers, in doubles and without shortcuts.
class SlowOracle {
 public:
  explicit SlowOracle(const std::vector<Counts>& papers) {
    double words = 0;
    std::map<std::string, double> papers_with;
    for (const Counts& paper : papers) {
      std::map<std::string, double>& count = weights_.emplace_back();
      double& length = lengths_.emplace_back(0);
      const auto add = [&](const std::map<std::string, unsigned>& stems, double worth) {
        for (const auto& [stem, times] : stems) {
          count[stem] += worth * times;
          length += times;
        }
      };
      add(paper.title, 5);
      add(paper.abstract, 1);
      add(paper.keyword, 3);
      words += length;
      for (const auto& [stem, times] : count) ++papers_with[stem];
    }
    const auto size = static_cast<double>(papers.size());
    for (std::size_t i = 0; i < papers.size(); ++i) {
      const double relative_length = lengths_[i] / (words / size);
      for (auto& [stem, weight] : weights_[i]) {
        weight = std::log((size + 1) / papers_with[stem]) * weight /
                 (weight + 1.2 * (0.25 + 0.75 * relative_length));
      }
    }
  }

  [[nodiscard]] double likeness(DocId a, DocId b) const {
    const double lengths = std::sqrt(product(a, a) * product(b, b));
    return lengths == 0 ? 0 : product(a, b) / lengths;
  }

 private:
  [[nodiscard]] double product(DocId a, DocId b) const {
    double sum = 0;
    for (const auto& [stem, weight] : weights_[a - 1]) {
      const auto other = weights_[b - 1].find(stem);
      if (other != weights_[b - 1].end()) sum += weight * other->second;
    }
    return sum;
  }

  std::vector<std::map<std::string, double>> weights_;
  std::vector<double> lengths_;
};

std::vector<Counts> random_papers(unsigned seed) {
  std::mt19937 random(seed);
  std::vector<Counts> papers(2 + random() % 12);
  const unsigned vocabulary = 5 + random() % 60;
  for (Counts& paper : papers) {
    // Three draws more than 48 stems could come of would need the oracle to cut too.
    for (unsigned left = random() % 45; left > 0; --left) {
      auto& field = random() % 6 == 0   ? paper.title
                    : random() % 6 == 0 ? paper.keyword
                                        : paper.abstract;
      field[name(random() % vocabulary)] += 1 + random() % 3;
    }
  }
  return papers;
}

TEST_CASE("likeness agrees with a slow cosine whatever the papers", "[store]") {
  for (unsigned seed = 1; seed <= 300; ++seed) {
    CAPTURE(seed);
    const std::vector<Counts> papers = random_papers(seed);
    const SlowOracle oracle(papers);
    const DocVectors vectors = vectors_of(papers);
    REQUIRE(vectors.doc_count() == papers.size());
    for (DocId a = 1; a <= vectors.doc_count(); ++a) {
      for (DocId b = 1; b <= vectors.doc_count(); ++b) {
        CAPTURE(a, b);
        const double likeness = vectors.likeness(a, b);
        REQUIRE(std::abs(likeness - oracle.likeness(a, b)) < 0.01);  // of weights in 255 steps
        REQUIRE(likeness == vectors.likeness(b, a));
        REQUIRE(likeness >= 0);
        REQUIRE(likeness <= 1);
      }
    }
  }
}

TEST_CASE("vectors come back from disk as they were built", "[store]") {
  const DocVectors built = vectors_of(four_papers());
  const TempDir folder;
  REQUIRE(built.save(folder.path()).ok());
  const Result<DocVectors> loaded = DocVectors::load(folder.path());
  REQUIRE(loaded.ok());
  REQUIRE(loaded->doc_count() == built.doc_count());
  for (DocId a = 1; a <= 4; ++a) {
    for (DocId b = 1; b <= 4; ++b) CHECK(loaded->likeness(a, b) == built.likeness(a, b));
  }
  // The same papers give the same bytes.
  const TempDir again;
  REQUIRE(vectors_of(four_papers()).save(again.path()).ok());
  CHECK(read_text(folder.path() / kFile) == read_text(again.path() / kFile));
  // And none of them none.
  REQUIRE(DocVectors().save(folder.path()).ok());
  const Result<DocVectors> none = DocVectors::load(folder.path());
  REQUIRE(none.ok());
  CHECK(none->doc_count() == 0);
}

std::string with_number(std::string bytes, std::size_t at, std::uint32_t number) {
  std::memcpy(bytes.data() + at, &number, sizeof number);
  return bytes;
}

TEST_CASE("damaged vectors are refused, whatever is wrong with them", "[store]") {
  const TempDir folder;
  REQUIRE(vectors_of(four_papers()).save(folder.path()).ok());
  const std::string bytes = read_text(folder.path() / kFile);
  // "PFVEC-1\n", 6 offsets (0 0 3 6 9 11) behind their count, 11 stems, 11 weights.
  const std::size_t offsets = 8 + 4, stems = offsets + 6 * 4, weights = stems + 4 + 11 * 4;
  REQUIRE(bytes.size() == weights + 4 + 11);
  struct Damage {
    std::string what, bytes;
  };
  const Damage damage = GENERATE_COPY(values<Damage>({
      {"empty", ""},
      {"another version", "PFVEC-9" + bytes.substr(7)},
      {"cut within the magic", bytes.substr(0, 5)},
      {"cut within a count", bytes.substr(0, 10)},
      {"cut within the offsets", bytes.substr(0, offsets + 9)},
      {"cut within the stems", bytes.substr(0, stems + 9)},
      {"cut before the weights", bytes.substr(0, weights)},
      {"cut within the weights", bytes.substr(0, bytes.size() - 1)},
      {"something behind the weights", bytes + "x"},
      {"no offsets", "PFVEC-1\n" + std::string(12, '\0')},
      {"one offset", "PFVEC-1\n" + with_number(std::string(16, '\0'), 0, 1)},
      {"a first offset that is not 0", with_number(bytes, offsets, 1)},
      {"offsets that go back", with_number(bytes, offsets + 3 * 4, 2)},
      {"an offset behind the stems", with_number(bytes, offsets + 4 * 4, 4'000'000'000)},
      {"a last offset before the end of the stems", with_number(bytes, offsets + 5 * 4, 10)},
      {"a last offset behind the end of the stems", with_number(bytes, offsets + 5 * 4, 12)},
      {"more offsets than there are bytes", with_number(bytes, 8, 0xffffffff)},
      {"more stems than there are bytes", with_number(bytes, stems, 0x40000000)},
      {"fewer weights than stems", with_number(bytes, weights, 10).substr(0, bytes.size() - 1)},
      {"more weights than stems", with_number(bytes, weights, 12) + "x"},
  }));
  CAPTURE(damage.what);
  write_text(folder.path() / kFile, damage.bytes);
  const Result<DocVectors> loaded = DocVectors::load(folder.path());
  REQUIRE_FALSE(loaded.ok());
  CHECK(loaded.error().code == ErrorCode::InvalidData);
  CHECK(loaded.error().message == "the vectors of the papers are damaged");
  CHECK(loaded.error().where == folder / kFile);
  CHECK(loaded.error().hint == "rebuild the index or roll back");
}

TEST_CASE("a missing file of vectors is named", "[store]") {
  const TempDir folder;
  const Result<DocVectors> loaded = DocVectors::load(folder.path());
  REQUIRE_FALSE(loaded.ok());
  CHECK(loaded.error().code == ErrorCode::NotFound);
  CHECK(loaded.error().where == folder / kFile);
}

// The manifest's hashes find such bytes first; what gets past them must not read out of bounds.
TEST_CASE("whatever a changed byte makes of vectors, likeness stays one", "[store]") {
  const TempDir folder;
  REQUIRE(vectors_of(four_papers()).save(folder.path()).ok());
  const std::string bytes = read_text(folder.path() / kFile);
  for (std::size_t at = 0; at < bytes.size(); ++at) {
    for (const int change : {0x01, 0x80, 0xff}) {
      CAPTURE(at, change);
      std::string changed = bytes;
      changed[at] = static_cast<char>(changed[at] ^ change);
      write_text(folder.path() / kFile, changed);
      const Result<DocVectors> loaded = DocVectors::load(folder.path());
      if (!loaded.ok()) {
        CHECK(loaded.error().message == "the vectors of the papers are damaged");
        continue;
      }
      for (DocId a = 1; a <= loaded->doc_count(); ++a) {
        for (DocId b = 1; b <= loaded->doc_count(); ++b) {
          const double likeness = loaded->likeness(a, b);
          REQUIRE(likeness >= 0);
          REQUIRE(likeness <= 1);
          REQUIRE(likeness == loaded->likeness(b, a));
        }
      }
    }
  }
}

}  // namespace
}  // namespace paperfind
