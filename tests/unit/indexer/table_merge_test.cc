// The tables an update writes, against those of a full build of the same corpus.
#include "indexer/table_merge.h"

#include <fmt/format.h>

#include <filesystem>
#include <span>
#include <string>
#include <vector>

#include "engine/schema/document.h"
#include "engine/schema/stored_paper.h"
#include "engine/store/forward_index.h"
#include "indexer/writer.h"
#include "tests/catch.h"
#include "tests/support/temp_dir.h"

namespace paperfind {
namespace {

namespace fs = std::filesystem;
using testing::read_text;
using testing::TempDir;
using testing::write_text;

// Papers by number; the titles of some change with the edition.
CorpusPass corpus_of(const fs::path& folder, const std::vector<int>& papers, int edition) {
  std::string lines = R"({"kind":"event","id":"e","name":"E","year":2022,"tz":"UTC"})"
                      "\n";
  for (const int paper : papers) {
    lines += fmt::format(
        R"({{"kind":"paper","id":"p{:03}","title":"Deep nets for word{} {}","event":"e",)"
        R"("authors":[{{"name":"Ann B{}"}}],"abstract":"On nets and word{}"}})"
        "\n",
        paper, paper % 7, paper % 10 == 3 ? edition : 0, paper % 30, paper % 11);
  }
  write_text(folder / "corpus" / "papers.jsonl", lines);
  Result<CorpusPass> corpus = read_corpus(folder / "corpus", {}, folder, true);
  REQUIRE(corpus.ok());
  return std::move(corpus).value();
}

fs::path built(const CorpusPass& corpus, const fs::path& folder) {
  fs::create_directories(folder / "columns");
  REQUIRE(write_generation(corpus, folder, {1, true}).ok());
  return folder / "columns";
}

struct Update {
  explicit Update(const CorpusPass& before, const CorpusPass& after) : tables(after.resolver) {
    DocumentBuilder documents(after.resolver);
    std::size_t next = 0;  // in `before`, whose papers stay in order
    for (std::size_t place = 0; place < after.papers.size(); ++place) {
      const std::string bytes = after.papers.bytes(place).value();
      std::size_t same = next;
      while (same < before.papers.size() && before.papers.bytes(same).value() != bytes) ++same;
      if (same < before.papers.size()) {
        next = same + 1;
        map.of.push_back({false, static_cast<DocId>(same + 1)});
        continue;
      }
      fresh.push_back(decode_paper(bytes).value());
      map.of.push_back({true, static_cast<DocId>(fresh.size())});
      const PaperFacets facets = facets_of(fresh.back(), after.resolver);
      tables.forward.begin_paper();
      const Xapian::Document document = documents.build(
          fresh.back(), facets, static_cast<std::uint32_t>(place),
          [&](TextField field, Xapian::termpos position, std::span<const Token> tokens) {
            tables.forward.add(field, position, tokens);
          });
      tables.add(fresh.back(), facets, document);
    }
  }
  PaperTables tables;
  std::vector<Paper> fresh;
  DocMerge map;
};

TEST_CASE("an update writes the tables of a full build", "[indexer]") {
  const std::size_t jobs = GENERATE(1, 2);
  const TempDir folder;
  std::vector<int> papers;
  for (int paper = 0; paper < 80; ++paper) papers.push_back(paper);
  const CorpusPass before = corpus_of(folder / "1", papers, 1);
  papers.erase(papers.begin() + 20, papers.begin() + 25);
  papers.push_back(200);
  const CorpusPass after = corpus_of(folder / "2", papers, 2);
  const fs::path old_columns = built(before, folder.path() / "before");
  const fs::path whole = built(after, folder.path() / "whole");

  Update update(before, after);
  REQUIRE(update.fresh.size() == 8);  // seven titles changed, and one paper is new
  const fs::path merged = folder.path() / "merged";
  fs::create_directories(merged);
  const Result<MergedCounts> counts = merge_tables(
      {old_columns, before.papers.size(), update.tables, update.map, after.resolver,
       before.papers.size()},
      [&](DocMerge::Source source) -> Result<Paper> {
        if (source.fresh) return update.fresh[source.doc - 1];
        return decode_paper(before.papers.bytes(source.doc - 1).value());
      },
      merged, jobs);
  REQUIRE(counts.ok());
  CHECK(counts->people == 30);
  for (const char* file : {"columns.bin", "suggest.bin", "title_forms.bin", "words.bin"}) {
    CAPTURE(file);
    CHECK(read_text(merged / file) == read_text(whole / file));
  }
  const Result<ForwardIndex> forward = ForwardIndex::load(merged);
  REQUIRE(forward.ok());
  CHECK(forward->doc_count() == after.papers.size());
  const Result<DocVectors> vectors = DocVectors::load(merged);
  REQUIRE(vectors.ok());
  CHECK(vectors->doc_count() == after.papers.size());
}

TEST_CASE("a generation without a table to merge is named", "[indexer]") {
  const TempDir folder;
  const CorpusPass corpus = corpus_of(folder.path(), {1, 2, 3}, 1);
  const fs::path before = built(corpus, folder.path() / "before");
  fs::remove(before / "title_forms.bin");
  Update update(corpus, corpus);
  fs::create_directories(folder.path() / "merged");
  const Result<MergedCounts> refused = merge_tables(
      {before, 3, update.tables, update.map, corpus.resolver, 3},
      [](DocMerge::Source) -> Result<Paper> { return Paper(); }, folder.path() / "merged", 1);
  REQUIRE_FALSE(refused.ok());
  CHECK(refused.error().code == ErrorCode::NotFound);
  CHECK(refused.error().where == (before / "title_forms.bin").string());
}

TEST_CASE("tables of another generation are not merged", "[indexer]") {
  const TempDir folder;
  const CorpusPass corpus = corpus_of(folder / "1", {1, 2, 3}, 1);
  const CorpusPass other = corpus_of(folder / "2", {1, 2, 3, 4}, 1);
  const fs::path before = built(corpus, folder.path() / "before");
  const fs::path after = built(other, folder.path() / "after");
  struct Case {
    std::string file, message;
  };
  const std::string papers = "tables are not about the same papers";
  const Case c = GENERATE_COPY(
      values<Case>({{"columns.bin", papers},
                    {"forward.bin", papers},
                    {"vectors.bin", papers},
                    {"title_forms.bin", papers},
                    {"suggest.bin", "the suggestions are not about the values of the columns"}}));
  CAPTURE(c.file);
  fs::copy_file(after / c.file, before / c.file, fs::copy_options::overwrite_existing);
  Update update(corpus, corpus);
  fs::create_directories(folder.path() / "merged");
  const Result<MergedCounts> refused = merge_tables(
      {before, 3, update.tables, update.map, corpus.resolver, 3},
      [](DocMerge::Source) -> Result<Paper> { return Paper(); }, folder.path() / "merged", 2);
  REQUIRE_FALSE(refused.ok());
  CHECK(refused.error().code == ErrorCode::InvalidData);
  CHECK(refused.error().message == c.message);
}

}  // namespace
}  // namespace paperfind
