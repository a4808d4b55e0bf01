#include "engine/store/suggest_table.h"

#include <cstring>
#include <string>
#include <vector>

#include "engine/store/columns_builder.h"
#include "engine/store/suggest_builder.h"
#include "tests/catch.h"
#include "tests/support/temp_dir.h"

namespace paperfind {
namespace {

using testing::read_text;
using testing::TempDir;
using testing::write_text;

Paper paper(const std::string& title, const std::vector<std::string>& authors) {
  Paper paper;
  paper.id = title;
  paper.title = title;
  paper.event = "sym";
  for (const std::string& name : authors) {
    Author author;
    author.name = name;
    author.person = value_id(name);
    author.affiliations = {{"ETH Zürich", "eth"}};
    paper.authors.push_back(author);
  }
  return paper;
}

// What a table is made from, held together.
struct Sources {
  Resolver resolver = made_resolver();
  Columns columns;
  TitleList titles;

  explicit Sources(const std::vector<Paper>& papers) {
    ColumnsBuilder builder(resolver);
    for (const Paper& each : papers) {
      builder.add(each, facets_of(each, resolver));
      titles.add(each);
    }
    columns = builder.finish();
  }

  static Resolver made_resolver() {
    CorpusFrame frame;
    Event event;
    event.id = "sym";
    Institution eth;
    eth.id = "eth";
    eth.name = "ETH Zürich";
    eth.aliases = {"Swiss Federal Institute"};
    eth.acronyms = {"ETHZ"};
    frame.events = {event};
    frame.institutions = {eth};
    return std::move(Resolver::create(std::move(frame))).value();
  }

  [[nodiscard]] std::string bytes() const {
    return suggest_table_bytes({columns, resolver.frame(), titles});
  }
};

std::vector<Paper> three_papers() {
  return {paper("Pruning heads", {"Ana Díaz", "Bo Okafor"}), paper("On pruning", {"Ana Díaz"}),
          paper("Müller's k-NN", {})};
}

std::string words_of(const NameIndex& names, std::uint32_t bearer) {
  std::string out;
  for (const std::uint32_t word : names.words_of[bearer]) {
    out += (out.empty() ? "" : " ") + std::string(names.words[word]);
  }
  return out;
}

TEST_CASE("a table comes back from disk as it was built", "[suggest]") {
  const Sources sources(three_papers());
  const TempDir folder;
  REQUIRE(save_suggest_table(folder.path(), sources.bytes()).ok());
  CHECK(sources.bytes() == Sources(three_papers()).bytes());
  const Result<SuggestTable> table = SuggestTable::load(folder.path());
  REQUIRE(table.ok());
  CHECK(table->fits(sources.columns));
  const NameIndex& people = table->names(NamedKind::Person);
  REQUIRE(people.words_of.size() == 2);
  CHECK(words_of(people, 0) == "ana diaz");
  CHECK(std::vector(people.papers.begin(), people.papers.end()) ==
        std::vector<std::uint32_t>{2, 1});
  const NameIndex& institutions = table->names(NamedKind::Institution);
  CHECK(words_of(institutions, 0) == "eth ethz federal institute swiss zuerich zurich");
  const NameIndex& papers = table->names(NamedKind::Paper);
  CHECK(words_of(papers, 0).empty());
  CHECK(words_of(papers, 1) == "heads pruning");
  CHECK(words_of(papers, 3) == "k knn mueller muller mullers nn");
  const KeyRange pruning = papers.words.find("pruning", KeyMatch::Whole);
  const auto bearers = papers.bearers.of(pruning);
  CHECK(std::vector(bearers.begin(), bearers.end()) == std::vector<std::uint32_t>{1, 2});
  const PhraseIndex& phrases = table->phrases();
  REQUIRE(phrases.keys.size() == 1);
  CHECK(phrases.keys[0] == "pruning");
  CHECK(phrases.as_written[0] == "pruning");
  CHECK(phrases.papers[0].size() == 2);
}

TEST_CASE("a table of no papers is one", "[suggest]") {
  const Sources sources({});
  const TempDir folder;
  REQUIRE(save_suggest_table(folder.path(), sources.bytes()).ok());
  const Result<SuggestTable> table = SuggestTable::load(folder.path());
  REQUIRE(table.ok());
  CHECK(table->fits(sources.columns));
  CHECK_FALSE(table->fits(Sources(three_papers()).columns));
}

struct Damage {
  std::string what, bytes;
};

TEST_CASE("a damaged table of suggestions is refused", "[suggest]") {
  const std::string bytes = Sources(three_papers()).bytes();
  const auto with_number = [&bytes](std::size_t at, std::uint32_t number) {
    std::string changed = bytes;
    std::memcpy(changed.data() + at, &number, sizeof number);
    return changed;
  };
  const Damage damage = GENERATE_COPY(values<Damage>({
      {"nothing", ""},
      {"another magic", "PFSUG-9" + bytes.substr(7)},
      {"cut short", bytes.substr(0, bytes.size() - 4)},
      {"something behind the end", bytes + "xxxx"},
      {"more words than bytes", with_number(8, 0xffffffff)},
      {"a first word that begins later", with_number(12, 1)},
      {"words that end before they begin", with_number(16, 0x7fffffff)},
      {"a last paper past the end", with_number(bytes.size() - 4, 4)},
  }));
  CAPTURE(damage.what);
  const TempDir folder;
  write_text(folder.path() / kSuggestFileName, damage.bytes);
  const Result<SuggestTable> table = SuggestTable::load(folder.path());
  REQUIRE_FALSE(table.ok());
  CHECK(table.error().code == ErrorCode::InvalidData);
  CHECK(table.error().message == "the table of suggestions is damaged");
  CHECK(table.error().where == folder.path() / kSuggestFileName);
}

TEST_CASE("without its file there is no table", "[suggest]") {
  const TempDir folder;
  const Result<SuggestTable> table = SuggestTable::load(folder.path());
  REQUIRE_FALSE(table.ok());
  CHECK(table.error().code == ErrorCode::NotFound);
}

TEST_CASE("whatever a changed byte makes of a table, reading stays inside", "[suggest]") {
  const TempDir folder;
  const std::string bytes = Sources(three_papers()).bytes();
  std::size_t refused = 0, read = 0;
  for (std::size_t at = 0; at < bytes.size(); ++at) {
    std::string changed = bytes;
    changed[at] = static_cast<char>(changed[at] ^ 0x81);
    write_text(folder.path() / kSuggestFileName, changed);
    const Result<SuggestTable> table = SuggestTable::load(folder.path());
    if (!table.ok()) {
      ++refused;
      continue;
    }
    for (const NamedKind kind :
         {NamedKind::Person, NamedKind::Institution, NamedKind::Session, NamedKind::Paper}) {
      const NameIndex& names = table->names(kind);
      (void)names.words.find_slips("pruning", KeyMatch::Prefix);
      for (std::uint32_t word = 0; word < names.words.size(); ++word) {
        for (const std::uint32_t bearer : names.bearers[word])
          read += names.words_of[bearer].size();
      }
    }
    for (std::uint32_t phrase = 0; phrase < table->phrases().keys.size(); ++phrase) {
      read += table->phrases().as_written[phrase].size();
    }
  }
  CHECK(refused > bytes.size() / 2);
  CHECK(read > 0);
}

}  // namespace
}  // namespace paperfind
