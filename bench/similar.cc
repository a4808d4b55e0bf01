// How good and how fast the similar papers of a paper page are.
//
//   similar INDEX FACET [SAMPLE]
//
// Papers of one FACET value (a session, a track) should be neighbours more often than chance has
// it. Prints the share of the first five neighbours that have a value in common with the paper, for
// ours and for the query Xapian's ESet makes of the paper, and how long a paper takes. The words of
// the facet itself should not be in the index: tracks are not, sessions are.
#include "engine/search/similar.h"

#include <fmt/format.h>
#include <xapian.h>

#include <algorithm>
#include <cstdlib>
#include <ctime>
#include <string>
#include <vector>

#include "engine/schema/stored_paper.h"
#include "engine/store/generation.h"

namespace {

using namespace paperfind;

// Of this thread: what else the machine does is not ours.
double milliseconds() {
  timespec time{};
  clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time);
  return static_cast<double>(time.tv_sec) * 1e3 + static_cast<double>(time.tv_nsec) / 1e6;
}

bool share_a_value(const FacetColumn& column, DocId a, DocId b) {
  const auto ours = column.values(a);
  const auto theirs = column.values(b);
  return std::any_of(ours.begin(), ours.end(), [&](Ordinal value) {
    return value != column.none() && std::find(theirs.begin(), theirs.end(), value) != theirs.end();
  });
}

// Stems of the words of any field; everything else in a termlist is no text.
struct StemsOnly : Xapian::ExpandDecider {
  bool operator()(const std::string& term) const override {
    return term.size() > 2 && term[0] == 'Z' && (term[1] < 'A' || term[1] > 'Z');
  }
};

std::vector<DocId> by_eset(const Xapian::Database& db, DocId doc) {
  Xapian::RSet itself;
  itself.add_document(doc);
  Xapian::Enquire enquire(db);
  const StemsOnly stems;
  const Xapian::ESet terms = enquire.get_eset(24, itself, &stems);
  enquire.set_query(Xapian::Query(Xapian::Query::OP_OR, terms.begin(), terms.end()));
  const Xapian::MSet found = enquire.get_mset(0, kSimilarPapers + 1);
  std::vector<DocId> docs;
  for (auto it = found.begin(); it != found.end(); ++it) {
    if (*it != doc && docs.size() < kSimilarPapers) docs.push_back(*it);
  }
  return docs;
}

struct Tally {
  std::size_t shown = 0, same = 0;
  std::vector<double> milliseconds;

  void print(const char* name) {
    std::sort(milliseconds.begin(), milliseconds.end());
    const auto at = [&](double share) {
      return milliseconds[static_cast<std::size_t>(share *
                                                   static_cast<double>(milliseconds.size() - 1))];
    };
    fmt::print(
        "{:8} {:.3f} of {:6} neighbours; p50 {:.3f} ms, p95 {:.3f} ms, p99 {:.3f} ms, max "
        "{:.3f} ms\n",
        name, shown == 0 ? 0 : static_cast<double>(same) / static_cast<double>(shown), shown,
        at(0.5), at(0.95), at(0.99), at(1));
  }
};

}  // namespace

int main(int argc, char** argv) {
  const FacetSpec* spec = argc < 3 ? nullptr : find_facet(argv[2]);
  if (spec == nullptr) {
    fmt::print(stderr, "usage: similar INDEX FACET [SAMPLE]\n");
    return 2;
  }
  const auto snapshot = Snapshot::open_current(argv[1]);
  if (!snapshot.ok()) {
    fmt::print(stderr, "{}\n", snapshot.error().to_string());
    return 1;
  }
  const Xapian::Database db(shard_paths((*snapshot)->path(), 1).front().string());
  const FacetColumn& column = (*snapshot)->columns().facet(spec->facet);
  const DocId docs = (*snapshot)->columns().doc_count();
  const DocId step = std::max<DocId>(
      1, docs / static_cast<DocId>(argc > 3 ? std::max(1, std::atoi(argv[3])) : 2000));
  Analyzer analyzer;
  const DocSet hidden(docs);
  const PaperIndex index(**snapshot);
  Scorer scorer(index, (*snapshot)->postings(), (*snapshot)->forward());
  Tally ours, eset, chance;
  const auto timed = [&](Tally& tally, DocId doc, const auto& neighbours) {
    const double start = milliseconds();
    const std::vector<DocId> found = neighbours();
    tally.milliseconds.push_back(milliseconds() - start);
    for (const DocId other : found) {
      ++tally.shown;
      tally.same += share_a_value(column, doc, other) ? 1 : 0;
    }
  };
  for (DocId doc = 1; doc <= docs; doc += step) {
    if (column.values(doc).front() == column.none()) continue;
    const auto paper = decode_paper(index.stored_paper(doc));
    if (!paper.ok()) continue;
    timed(ours, doc, [&] {
      std::vector<DocId> found;
      for (const RelatedPaper& related :
           similar_papers({index, **snapshot, analyzer, scorer, hidden}, doc, *paper)) {
        found.push_back(index.first_with(id_term(related.id)));
      }
      return found;
    });
    timed(eset, doc, [&] { return by_eset(db, doc); });
    timed(chance, doc, [&] {
      std::vector<DocId> found;
      for (DocId i = 1; i <= kSimilarPapers; ++i) found.push_back((doc + i * 7919) % docs + 1);
      return found;
    });
  }
  ours.print("similar");
  eset.print("ESet");
  chance.print("chance");
  return 0;
}
