// An update gives what a build would have given.
#include "indexer/update.h"

#include <memory>
#include <stdexcept>
#include <string>
#include <utility>
#include <vector>

#include "engine/query/ranking_parts.h"
#include "engine/render/export.h"
#include "engine/render/json.h"
#include "engine/search/request_params.h"
#include "engine/search/searcher.h"
#include "engine/store/generation.h"
#include "indexer/verify.h"
#include "tests/catch.h"
#include "tests/support/temp_dir.h"
#include "tests/unit/indexer/edited_corpus.h"

namespace paperfind {
namespace {

using testing::EditedCorpus;
using testing::MadePaper;
using testing::TempDir;
namespace fs = std::filesystem;

BuildOptions options_of(const fs::path& corpus, const fs::path& index) {
  BuildOptions options;
  options.corpus = corpus;
  options.index = index;
  options.quiet = true;
  options.force = true;
  return options;
}

template <typename T>
T good(Result<T> result) {
  if (!result.ok()) throw std::runtime_error(result.error().to_string());
  return std::move(result).value();
}

void build(const fs::path& corpus, const fs::path& index) {
  const BuildReport report = good(build_index(options_of(corpus, index)));
  for (const Finding& finding : report.findings) FAIL(finding.to_string());
}

// Answers of the generation that serves, without its name.
class Answers {
 public:
  explicit Answers(const fs::path& index)
      : searcher_(good(Searcher::open(good(Snapshot::open_current(index)), kParts))) {}

  std::string search(const std::string& query) {
    return named(search_json(
        good(searcher_->search(good(search_request_from(decode_query(query), kReject))))));
  }
  std::string facet(const std::string& name, const std::string& query) {
    return named(facet_json(good(
        searcher_->facet_values(good(facet_request_from(name, decode_query(query), kReject))))));
  }
  std::string suggest(const std::string& query) {
    return named(suggest_json(
        good(searcher_->suggest(good(suggest_request_from(decode_query(query), kReject))))));
  }
  std::string paper(const std::string& id) {
    const Result<PaperView> view = searcher_->paper(id);
    return view.ok() ? named(paper_json(*view)) : view.error().to_string();
  }
  std::string session(const std::string& id) {
    const Result<SessionView> view = searcher_->session(id);
    return view.ok() ? named(session_json(*view)) : view.error().to_string();
  }
  std::string person(const std::string& id) {
    const Result<PersonView> view = searcher_->person(id);
    return view.ok() ? named(person_json(*view)) : view.error().to_string();
  }
  std::string institution(const std::string& id) {
    const Result<InstitutionView> view = searcher_->institution(id);
    return view.ok() ? named(institution_json(*view)) : view.error().to_string();
  }
  std::string event(const std::string& id) {
    const Result<EventView> view = searcher_->event(id);
    return view.ok() ? named(event_json(*view)) : view.error().to_string();
  }
  // All papers in programme order.
  std::string exported() {
    const ExportFormat& format = *find_export_format("bib");
    Export whole(format, search_source(format, SearchRequest(), ""));
    const PaperList list = good(searcher_->find_all(SearchRequest()));
    std::string text = whole.head();
    for (const PaperView& view : good(searcher_->papers(list.docs))) text += whole.entry(view);
    return text + whole.tail();
  }
  const Snapshot& snapshot() { return searcher_->snapshot(); }

 private:
  static constexpr UnknownParams kReject = UnknownParams::Reject;
  // Who is whose neighbour is told by how rare words were at the last full build.
  static constexpr RankingParts kParts = {.neighbours = false};

  std::string named(std::string text) {
    const std::string& name = searcher_->snapshot().name();
    for (std::size_t at = text.find(name); at != std::string::npos; at = text.find(name, at)) {
      text.replace(at, name.size(), "GENERATION");
    }
    return text;
  }

  std::unique_ptr<Searcher> searcher_;
};

void check_searches(EditedCorpus& corpus, Answers& updated, Answers& built) {
  std::vector<std::string> queries = {"",           "q=rare*",  "sort=title", "sort=author",
                                      "sort=-year", "sort=year"};
  for (int i = 0; i < 6; ++i) queries.push_back("q=" + corpus.words(1 + i % 3));
  queries.push_back("explain=1&q=" + corpus.words(2));
  queries.push_back("q=\"" + corpus.words(2) + "\"");
  queries.push_back("q=" + corpus.words(1) + " OR author:müller -speech");
  queries.push_back("q=" + corpus.words(2) + "&session=s1");
  queries.push_back("q=lerning netwrk");
  queries.push_back("q=year:2021..2022 " + corpus.words(1));
  queries.push_back("institution=mit&per_page=100");
  for (std::string& query : queries) {
    for (std::size_t at; (at = query.find(' ')) != std::string::npos;) query[at] = '+';
    CAPTURE(query);
    CHECK(updated.search(query) == built.search(query));
  }
}

void check_records(const EditedCorpus& corpus, Answers& updated, Answers& built) {
  for (const MadePaper& paper : corpus.papers()) {
    CAPTURE(paper.id);
    CHECK(updated.paper(paper.id) == built.paper(paper.id));
    if (!paper.alias.empty()) CHECK(updated.paper(paper.alias) == built.paper(paper.alias));
  }
  for (const char* id : {"s1", "s2", "s3"}) CHECK(updated.session(id) == built.session(id));
  for (const char* id : {"ana-diaz", "zoe-newman", "bo-okafor", "nobody"}) {
    CHECK(updated.person(id) == built.person(id));
  }
  for (const char* id : {"acme-labs", "universitat-ulm"}) {
    CHECK(updated.institution(id) == built.institution(id));
  }
  CHECK(updated.event("sym22") == built.event("sym22"));
  CHECK(updated.exported() == built.exported());
}

void check_same(EditedCorpus& corpus, const fs::path& updated_index, const fs::path& built_index) {
  Answers updated(updated_index), built(built_index);
  CHECK(updated.snapshot().manifest().fingerprint == built.snapshot().manifest().fingerprint);
  CHECK(updated.snapshot().manifest().people == built.snapshot().manifest().people);
  CHECK(updated.snapshot().manifest().institutions == built.snapshot().manifest().institutions);
  check_searches(corpus, updated, built);
  for (const char* facet : {"session", "author", "institution", "keyword", "year", "track"}) {
    CAPTURE(facet);
    CHECK(updated.facet(facet, "per_page=100") == built.facet(facet, "per_page=100"));
  }
  for (const char* typed : {"q=s", "q=spa", "q=mül", "q=robot+c", "q=eth", "q=lerning", "q=new"}) {
    CAPTURE(typed);
    CHECK(updated.suggest(typed) == built.suggest(typed));
  }
  check_records(corpus, updated, built);
}

TEST_CASE("after any edits an update answers as a build of the same corpus", "[indexer]") {
  const unsigned seed = GENERATE(1U, 2U);
  CAPTURE(seed);
  const TempDir folder;
  const fs::path papers = folder.path() / "corpus", index = folder.path() / "index";
  EditedCorpus corpus(seed, 150);
  corpus.write(papers);
  build(papers, index);
  std::string done;
  for (int step = 0; step < 6; ++step) {
    for (std::size_t i = 0, edits = 1 + corpus.below(6); i < edits; ++i) {
      done += corpus.edit() + "; ";
    }
    CAPTURE(done);
    corpus.write(papers);
    const BuildReport report = good(update_index(options_of(papers, index)));
    for (const Finding& finding : report.findings) FAIL(finding.to_string());
    CHECK(report.full.empty());
    // Some edits change nothing.
    if (!report.unchanged) CHECK(report.papers == corpus.papers().size());
    CHECK(verify_generation(index / report.generation).ok());
    const TempDir fresh;
    build(papers, fresh.path());
    check_same(corpus, index, fresh.path());
  }
}

BuildOptions sharded(const fs::path& corpus, const fs::path& index, std::size_t shards) {
  BuildOptions options = options_of(corpus, index);
  options.shards = shards;
  return options;
}

TEST_CASE("an index of several shards answers as one of one shard, and so after updates",
          "[indexer]") {
  const std::size_t shards = GENERATE(std::size_t{2}, std::size_t{5});
  CAPTURE(shards);
  const TempDir folder;
  const fs::path papers = folder.path() / "corpus", index = folder.path() / "index";
  EditedCorpus corpus(3, 150);
  corpus.write(papers);
  const BuildReport built = good(build_index(sharded(papers, index, shards)));
  REQUIRE(built.findings.empty());
  {
    const TempDir one;
    build(papers, one.path());
    check_same(corpus, index, one.path());
  }
  // As many again where nobody says how many.
  CHECK(good(update_index(options_of(papers, index))).unchanged);
  for (int step = 0; step < 3; ++step) {
    for (int i = 0; i < 4; ++i) corpus.edit();
    corpus.write(papers);
    const BuildReport report = good(update_index(options_of(papers, index)));
    CHECK(report.full.empty());
    CHECK(verify_generation(index / report.generation).ok());
    const TempDir one;
    build(papers, one.path());
    check_same(corpus, index, one.path());
  }
  const auto snapshot = good(Snapshot::open_current(index));
  CHECK(snapshot->manifest().built_shards == static_cast<int>(shards));
  CHECK(snapshot->manifest().shards > static_cast<int>(shards));
  const BuildReport again = good(update_index(sharded(papers, index, shards + 1)));
  CHECK_FALSE(again.full.empty());
  const auto other = good(Snapshot::open_current(index));
  CHECK(other->manifest().shards == static_cast<int>(shards + 1));
  CHECK(other->manifest().shard_uuids.size() == shards + 1);
}

TEST_CASE("there may be more shards than papers", "[indexer]") {
  const TempDir folder;
  const fs::path papers = folder.path() / "corpus", index = folder.path() / "index";
  EditedCorpus corpus(5, 3);
  corpus.write(papers);
  REQUIRE(good(build_index(sharded(papers, index, 7))).papers == 3);
  const TempDir one;
  build(papers, one.path());
  check_same(corpus, index, one.path());
}

}  // namespace
}  // namespace paperfind
