// How long an update takes to merge each table of an index with those of a few fresh papers.
//
//   merge_tables INDEX [ROUNDS]
//
// Takes 1, 1,000 and 5,000 papers, spread evenly over the index, as changed: they are gone from it
// and come back fresh. Prints milliseconds of processor time of one thread, the least of the rounds
// (5), without reading and writing the files, of each table; then those of all by the clock.
#include <fmt/format.h>
#include <unistd.h>
#include <xapian.h>

#include <algorithm>
#include <cstdint>
#include <cstdlib>
#include <ctime>
#include <filesystem>
#include <string>
#include <utility>
#include <vector>

#include "bench/opened_index.h"
#include "engine/schema/document.h"
#include "engine/schema/stored_paper.h"
#include "engine/store/columns_merge.h"
#include "engine/store/forward_merge.h"
#include "engine/store/generation.h"
#include "engine/store/suggest_builder.h"
#include "engine/store/suggest_merge.h"
#include "engine/store/vectors_merge.h"
#include "engine/store/word_list_builder.h"
#include "engine/store/words_merge.h"
#include "indexer/paper_tables.h"
#include "indexer/table_merge.h"

namespace {

using namespace paperfind;
namespace fs = std::filesystem;

double milliseconds(clockid_t clock) {
  timespec time{};
  clock_gettime(clock, &time);
  return static_cast<double>(time.tv_sec) * 1e3 + static_cast<double>(time.tv_nsec) * 1e-6;
}

// The least milliseconds of some rounds; the last one's result.
template <typename Make>
auto timed(const char* what, int rounds, const Make& make) {
  double least = 1e9;
  auto made = make();  // once more, to read the files into memory
  for (int round = 0; round < rounds; ++round) {
    const double begin = milliseconds(CLOCK_THREAD_CPUTIME_ID);
    made = make();
    least = std::min(least, milliseconds(CLOCK_THREAD_CPUTIME_ID) - begin);
  }
  fmt::print("  {:<14}{:7.1f} ms\n", what, least);
  return made;
}

// All papers of an index, as an update finds them.
struct Before {
  explicit Before(const char* folder)
      : snapshot(open_index(folder).snapshot),
        db(shard_paths(snapshot->path(), 1).front().string()),
        resolver(std::move(Resolver::create(snapshot->catalog().frame())).value()) {
    for (DocId doc = 1; doc <= snapshot->columns().doc_count(); ++doc) titles.add(paper(doc));
    forms = TitleForms::of(titles);
  }
  [[nodiscard]] Paper paper(DocId doc) const {
    return std::move(decode_paper(db.get_document(doc).get_data())).value();
  }

  std::shared_ptr<const Snapshot> snapshot;
  Xapian::Database db;
  Resolver resolver;
  TitleList titles;
  TitleForms forms;
};

// Papers that changed.
struct Fresh {
  Fresh(const Before& before, DocId count) : tables(before.resolver) {
    const DocId docs = before.snapshot->columns().doc_count();
    for (DocId doc = 1; doc <= docs; ++doc) map.of.push_back({false, doc});
    for (std::uint64_t i = 0; i < count; ++i) {
      const auto doc = static_cast<DocId>((2 * i + 1) * docs / (std::uint64_t{2} * count) + 1);
      papers.push_back(before.paper(doc));
      map.of[doc] = {true, static_cast<DocId>(papers.size())};
    }
    DocumentBuilder documents(before.resolver);
    for (const Paper& paper : papers) add(paper, documents, before.resolver);
  }
  void add(const Paper& paper, DocumentBuilder& documents, const Resolver& resolver) {
    const bool shown = paper.status != PaperStatus::Withdrawn;
    const PaperFacets facets = shown ? facets_of(paper, resolver) : PaperFacets();
    tables.forward.begin_paper();
    const Xapian::Document document = documents.build(
        paper, facets, 0,
        [&](TextField field, Xapian::termpos position, std::span<const Token> tokens) {
          tables.forward.add(field, position, tokens);
        });
    tables.add(paper, facets, document);
  }

  std::vector<Paper> papers;
  DocMerge map;
  PaperTables tables;
};

// All of it as an update does it: read, merged on two threads and written.
void measure_whole(const Before& before, DocId count) {
  Fresh fresh(before, count);
  const fs::path folder = fs::temp_directory_path() / fmt::format("merge_tables-{}", getpid());
  fs::create_directories(folder / "before");
  for (const char* file :
       {"columns.bin", "forward.bin", "words.bin", "vectors.bin", "suggest.bin"}) {
    fs::copy_file(before.snapshot->path() / "columns" / file, folder / "before" / file);
  }
  bool good = before.forms.save(folder / "before").ok();
  const StoredPaper paper = [&](DocMerge::Source source) -> Result<Paper> {
    return source.fresh ? fresh.papers[source.doc - 1] : before.paper(source.doc);
  };
  const double clock = milliseconds(CLOCK_MONOTONIC);
  const double processor = milliseconds(CLOCK_PROCESS_CPUTIME_ID);
  good =
      good && merge_tables({folder / "before", before.snapshot->columns().doc_count(), fresh.tables,
                            fresh.map, before.resolver, before.snapshot->columns().doc_count()},
                           paper, folder, 2)
                  .ok();
  fmt::print(
      "  {:<14}{:7.1f} ms on two threads, {:.1f} of processor time, files read and written\n",
      good ? "all" : "all (failed)", milliseconds(CLOCK_MONOTONIC) - clock,
      milliseconds(CLOCK_PROCESS_CPUTIME_ID) - processor);
  fs::remove_all(folder);
}

void measure(const Before& before, DocId count, int rounds) {
  Fresh fresh(before, count);
  const Snapshot& a = *before.snapshot;
  const DocMerge& map = fresh.map;
  fmt::print("{} papers, {} changed\n", a.columns().doc_count(), fresh.papers.size());
  std::size_t read = 0;
  const StoredPaper paper = [&](DocMerge::Source source) -> Result<Paper> {
    if (source.fresh) return fresh.papers[source.doc - 1];
    ++read;
    return before.paper(source.doc);
  };
  const Columns columns = fresh.tables.columns.finish();
  const ForwardIndex forward =
      std::move(ForwardIndex::parse(fresh.tables.forward.finish())).value();
  const WordList words = words_of(forward);
  const TitleForms forms = TitleForms::of(fresh.tables.titles);

  const MergedColumns merged_columns = timed("columns", rounds, [&] {
    read = 0;
    return std::move(merge_columns({a.columns(), columns, map, before.resolver}, paper)).value();
  });
  fmt::print("  (stored papers read: {})\n", read);
  timed("words", rounds, [&] { return merge_words(a.words(), words, map, a.forward()); });
  const ForwardIndex merged_forward = std::move(ForwardIndex::parse(timed("forward", rounds, [&] {
                                        return merge_forward(a.forward(), forward, map);
                                      }))).value();
  timed("vectors", rounds, [&] {
    return merge_vectors(a.vectors(), fresh.tables.vectors.finish_among(merged_forward), map);
  });
  const TitleForms merged_forms =
      timed("title forms", rounds, [&] { return merge_title_forms(before.forms, forms, map); });
  timed("suggest", rounds, [&] {
    read = 0;
    return std::move(merge_suggest({a.suggestions(), before.forms, a.forward(), map, merged_columns,
                                    merged_forms, merged_forward, before.resolver.frame(),
                                    fresh.tables.titles, least_titles(map.doc_count())},
                                   paper))
        .value();
  });
  fmt::print("  (stored papers read: {})\n", read);
}

}  // namespace

int main(int argc, char** argv) {
  if (argc < 2) {
    fmt::print(stderr, "usage: merge_tables INDEX [ROUNDS]\n");
    return 64;
  }
  const int rounds = argc > 2 ? std::max(1, std::atoi(argv[2])) : 5;
  const Before before(argv[1]);
  fmt::print("built anew\n");
  timed("title forms", 1, [&] { return TitleForms::of(before.titles); });
  timed("suggest", 1, [&] {
    return suggest_table_bytes(
        {before.snapshot->columns(), before.resolver.frame(), before.titles});
  });
  for (const DocId count : {1U, 1'000U, 5'000U}) {
    measure(before, count, rounds);
    measure_whole(before, count);
  }
  return 0;
}
