// Many small databases merged must be what one database filled paper by paper is.
#include "indexer/shard_writer.h"

#include <fmt/format.h>
#include <xapian.h>

#include <cstdint>
#include <filesystem>
#include <map>
#include <random>
#include <span>
#include <stdexcept>

#include "engine/base/parallel.h"
#include "engine/schema/document.h"
#include "engine/schema/stored_paper.h"
#include "engine/store/forward_index.h"
#include "engine/store/suggest_builder.h"
#include "indexer/writer.h"
#include "tests/catch.h"
#include "tests/support/temp_dir.h"

namespace paperfind {
namespace {

namespace fs = std::filesystem;
using testing::read_text;
using testing::TempDir;
using testing::write_text;

const std::vector<std::string> kFiles = {"catalog.json", "columns.bin",  "forward.bin",
                                         "suggest.bin",  "synonyms.bin", "title_forms.bin",
                                         "vectors.bin",  "words.bin"};

// Words as uneven as those of a language, people and keywords that come back, some withdrawn.
std::string corpus_of(std::size_t papers) {
  std::string lines = R"({"kind":"event","id":"e","name":"E","year":2022,"tz":"UTC"})"
                      "\n";
  std::mt19937 random(7);
  const auto words = [&](int count) {
    std::string text = "Deep nets (DN)";
    for (int i = 0; i < count; ++i)
      text += fmt::format(" word{}s", random() % (1 + random() % 900));
    return text;
  };
  for (std::size_t i = 0; i < papers; ++i) {
    lines += fmt::format(
        R"({{"kind":"paper","id":"p{}","title":"{}","event":"e","authors":[{{"name":"Ann B{}"}}],)"
        R"("keywords":["key {}"],"abstract":"{}"{}}})"
        "\n",
        papers - i, words(4), random() % 300, random() % 50, words(20),
        i % 97 == 0 ? R"(,"status":"withdrawn")" : "");
  }
  return lines;
}

CorpusPass read(const TempDir& folder, std::size_t papers) {
  write_text(folder.path() / "corpus" / "papers.jsonl", corpus_of(papers));
  Result<CorpusPass> corpus = read_corpus(folder / "corpus", {}, folder.path(), true);
  REQUIRE(corpus.ok());
  REQUIRE(corpus->findings.empty());
  REQUIRE(corpus->papers.size() == papers);
  return std::move(corpus).value();
}

// The folder of a generation of that corpus, not yet sealed.
fs::path written(const CorpusPass& corpus, const fs::path& folder, std::size_t jobs) {
  fs::create_directories(folder / "columns");
  const Result<Manifest> manifest = write_generation(corpus, folder, {jobs, true});
  REQUIRE(manifest.ok());
  CHECK(manifest->papers == corpus.papers.size());
  const Result<std::string> fingerprint = fingerprint_of(corpus);
  REQUIRE(fingerprint.ok());
  CHECK(manifest->fingerprint == *fingerprint);
  CHECK_FALSE(fs::exists(folder / "blocks"));
  return folder;
}

// All of a database that a search can see, a line for each thing.
std::string dump(const Xapian::Database& db) {
  std::string out = fmt::format("{} papers, lengths {} to {}\n", db.get_doccount(),
                                db.get_doclength_lower_bound(), db.get_doclength_upper_bound());
  for (Xapian::docid doc = 1; doc <= db.get_lastdocid(); ++doc) {
    const Xapian::Document document = db.get_document(doc);
    out += fmt::format("{} {} {}\n", doc, db.get_doclength(doc), document.get_data());
    for (auto value = document.values_begin(); value != document.values_end(); ++value)
      out += fmt::format("slot {} {}\n", value.get_valueno(), *value);
    for (auto term = db.termlist_begin(doc); term != db.termlist_end(doc); ++term) {
      out += fmt::format("{} {}:", *term, term.get_wdf());
      for (auto at = term.positionlist_begin(); at != term.positionlist_end(); ++at)
        out += fmt::format(" {}", *at);
      out += '\n';
    }
  }
  for (auto term = db.allterms_begin(); term != db.allterms_end(); ++term) {
    out += fmt::format("{} {} {} {}:", *term, term.get_termfreq(), db.get_collection_freq(*term),
                       db.get_wdf_upper_bound(*term));
    for (auto doc = db.postlist_begin(*term); doc != db.postlist_end(*term); ++doc)
      out += fmt::format(" {}x{}/{}", *doc, doc.get_wdf(), doc.get_doclength());
    out += '\n';
  }
  for (Xapian::valueno slot = 0; slot < 20; ++slot) {
    out += fmt::format("slot {} {} {} {}\n", slot, db.get_value_freq(slot),
                       db.get_value_lower_bound(slot), db.get_value_upper_bound(slot));
  }
  return out;
}

// Without blocks, threads or merging.
Xapian::Database paper_by_paper(const CorpusPass& corpus, const fs::path& path) {
  Xapian::WritableDatabase db(path.string(), Xapian::DB_CREATE | Xapian::DB_NO_SYNC);
  DocumentBuilder documents(corpus.resolver);
  for (std::size_t place = 0; place < corpus.papers.size(); ++place) {
    const Result<std::string> bytes = corpus.papers.bytes(place);
    REQUIRE(bytes.ok());
    const Result<Paper> paper = decode_paper(*bytes);
    REQUIRE(paper.ok());
    const bool shown = paper->status != PaperStatus::Withdrawn;
    db.add_document(documents.build(*paper,
                                    shown ? facets_of(*paper, corpus.resolver) : PaperFacets(),
                                    static_cast<std::uint32_t>(place)));
  }
  db.commit();
  return db;
}

TEST_CASE("the index is the same however many threads write it", "[indexer]") {
  const TempDir folder;
  const CorpusPass corpus = read(folder, 1'100);  // several blocks, the last not full
  const std::string expected = dump(paper_by_paper(corpus, folder.path() / "plain"));
  const fs::path one = written(corpus, folder.path() / "one", 1);
  for (const std::size_t jobs : {1U, 3U}) {
    CAPTURE(jobs);
    const fs::path many = written(corpus, folder / fmt::format("jobs-{}", jobs), jobs);
    CHECK(dump(Xapian::Database((many / "shard-000").string())) == expected);
    for (const std::string& file : kFiles) {
      CHECK(read_text(many / "columns" / file) == read_text(one / "columns" / file));
    }
  }
}

TEST_CASE("the forward index has the words where the database has them", "[indexer]") {
  const TempDir folder;
  const CorpusPass corpus = read(folder, 300);
  const fs::path index = written(corpus, folder.path() / "index", 2);
  const Xapian::Database db((index / "shard-000").string());
  const Result<ForwardIndex> forward = ForwardIndex::load(index / "columns");
  REQUIRE(forward.ok());
  REQUIRE(forward->doc_count() == db.get_doccount());
  for (Xapian::docid doc = 1; doc <= db.get_lastdocid(); ++doc) {
    CAPTURE(doc);
    std::map<std::string, std::vector<Xapian::termpos>> expected, positions;
    for (auto term = db.termlist_begin(doc); term != db.termlist_end(doc); ++term) {
      const bool any_field = exact_term(*term) == *term && term.positionlist_count() > 0;
      if (!any_field || ((*term)[0] >= 'A' && (*term)[0] <= 'Z')) continue;
      expected[*term].assign(term.positionlist_begin(), term.positionlist_end());
    }
    IndexedTexts texts = forward->texts(doc);
    for (IndexedText text; texts.next(text);) {
      Xapian::termpos at = text.position;
      for (IndexedWords word(text); word.next();) {
        ++at;
        positions[exact_term(forward->word(word.word))].push_back(at);
        for (const WordNumber variant : word.variants) {
          positions[exact_term(forward->word(variant))].push_back(at);
        }
      }
    }
    CHECK(positions == expected);
  }
}

TEST_CASE("tables put together from blocks are those of papers added one by one", "[indexer]") {
  const TempDir folder;
  const CorpusPass corpus = read(folder, 900);
  PaperTables whole(corpus.resolver);
  TablesInOrder in_order(corpus.resolver);
  std::vector<PaperTables> blocks;
  DocumentBuilder documents(corpus.resolver);
  for (std::size_t place = 0; place < corpus.papers.size(); ++place) {
    if (place % 70 == 0) blocks.emplace_back(corpus.resolver);
    const std::string bytes = corpus.papers.bytes(place).value();
    const Paper paper = decode_paper(bytes).value();
    const PaperFacets facets = facets_of(paper, corpus.resolver);
    for (PaperTables* tables : {&whole, &blocks.back()}) tables->forward.begin_paper();
    const Xapian::Document document = documents.build(
        paper, facets, static_cast<std::uint32_t>(place),
        [&](TextField field, Xapian::termpos position, std::span<const Token> tokens) {
          for (PaperTables* tables : {&whole, &blocks.back()}) {
            tables->forward.add(field, position, tokens);
          }
        });
    for (PaperTables* tables : {&whole, &blocks.back()}) {
      tables->digests.add(corpus.papers.digest(place), bytes, paper);
      tables->add(paper, facets, document);
    }
  }
  for (std::size_t block = blocks.size(); block-- > 0;)  // the wrong way round
    in_order.add(block, std::move(blocks[block]));
  PaperTables& parts = in_order.all();
  CHECK(parts.digests.fingerprint() == whole.digests.fingerprint());
  paper_by_paper(corpus, folder.path() / "plain");
  const WordList words({{"words", 9}});
  const auto save = [&](PaperTables& tables, const fs::path& to) {
    fs::create_directories(to);
    const Columns columns = tables.columns.finish();
    REQUIRE(columns.save(to).ok());
    const std::string suggestions =
        suggest_table_bytes({columns, corpus.resolver.frame(), tables.titles});
    REQUIRE(save_suggest_table(to, suggestions).ok());
    REQUIRE(save_forward_index(to, tables.forward.finish()).ok());
    const Result<ForwardIndex> papers = ForwardIndex::load(to);
    REQUIRE(papers.ok());
    REQUIRE(tables.vectors.finish(*papers).save(to).ok());
    const std::vector<JoinedWord> joined = tables.synonyms.joined_words(*papers, words);
    const Xapian::Database plain((folder.path() / "plain").string());
    REQUIRE(tables.synonyms.finish(plain, {}, joined).save(to).ok());
  };
  save(whole, folder.path() / "whole");
  save(parts, folder.path() / "parts");
  for (const char* file :
       {"columns.bin", "forward.bin", "suggest.bin", "vectors.bin", "synonyms.bin"})
    CHECK(read_text(folder.path() / "parts" / file) == read_text(folder.path() / "whole" / file));
}

TEST_CASE("a corpus without papers makes an empty index", "[indexer]") {
  const TempDir folder;
  const CorpusPass corpus = read(folder, 0);
  const fs::path index = written(corpus, folder.path() / "index", 2);
  CHECK(Xapian::Database((index / "shard-000").string()).get_doccount() == 0);
}

TEST_CASE("a shard that cannot be written is an error and leaves no blocks", "[indexer]") {
  const TempDir folder;
  const CorpusPass corpus = read(folder, 600);
  write_text(folder.path() / "taken", "a file where a folder should be");
  TablesInOrder tables(corpus.resolver);
  ShardWriter nowhere(corpus, folder.path() / "taken" / "blocks", {2, true});
  const Status refused = nowhere.write_blocks(tables);
  REQUIRE_FALSE(refused.ok());
  CHECK(refused.error().code == ErrorCode::Io);
  CHECK(refused.error().message.find("cannot create a folder") == 0);
  {
    TablesInOrder others(corpus.resolver);
    ShardWriter writer(corpus, folder.path() / "blocks", {2, true});
    REQUIRE(writer.write_blocks(others).ok());
    const Status merged = writer.merge_into({folder.path() / "taken" / "shard"});
    REQUIRE_FALSE(merged.ok());
    CHECK(merged.error().code == ErrorCode::Io);
  }
  CHECK_FALSE(fs::exists(folder.path() / "blocks"));
}

TEST_CASE("of failures on several threads the first by number is given", "[indexer]") {
  for (const std::size_t jobs : {1U, 4U}) {
    const Status done = for_each_item(100, jobs, [] {
      return [](std::size_t item) -> Status {
        if (item < 3) return {};
        return Error{ErrorCode::Io, fmt::format("item {}", item)};
      };
    });
    REQUIRE_FALSE(done.ok());
    CHECK(done.error().message == "item 3");
    const auto throwing = [] {
      return [](std::size_t) -> Status { throw std::runtime_error("thrown"); };
    };
    CHECK_THROWS_AS(for_each_item(5, jobs, throwing), std::runtime_error);
    CHECK(for_each_item(0, jobs, throwing).ok());
  }
}

}  // namespace
}  // namespace paperfind
