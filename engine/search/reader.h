// How a query is read against a corpus: as typed, then corrected, then with fewer words insisted
// on. Decided without the filters, so that ticking a box never changes the words.
#pragma once

#include "engine/query/parse_query.h"
#include "engine/query/plan_query.h"
#include "engine/search/result_page.h"
#include "engine/search/search_request.h"
#include "engine/store/doc_set.h"
#include "engine/store/paper_index.h"
#include "engine/store/snapshot.h"

namespace paperfind {

struct Reading {
  std::string text;  // what the offsets of `root` count in
  QueryNode root;
  Joining joining = Joining::All;
  DocSet matches;
  // No paper holds all the words: `matches` are those that hold some.
  bool partial = false;
  // Few papers hold all the words: these hold some, and are listed after `matches`.
  DocSet rest;
  // What papers with some of the words were found by: `root`, or the same with its phrases taken
  // apart.
  QueryNode partial_root;
  QueryReport report;
};

class QueryReader {
 public:
  // `hidden`: papers no search may show.
  QueryReader(const PaperIndex& index, Analyzer& analyzer, const Snapshot& snapshot,
              const DocSet& hidden, const RankingParts& parts = {})
      : index_(index),
        analyzer_(analyzer),
        words_(snapshot.words()),
        synonyms_(snapshot.synonyms()),
        postings_(snapshot.postings()),
        texts_(snapshot.forward()),
        hidden_(hidden),
        parts_(parts) {}

  // Throws Xapian::Error.
  [[nodiscard]] Reading read(const SearchRequest& request) const;
  // Only which papers match; the same ones, at less cost.
  [[nodiscard]] DocSet matches(const SearchRequest& request) const;

 private:
  // Of the whole query `typed`, or of a part of it (then `typed` is empty).
  [[nodiscard]] DocSet matches_of(const QueryNode& root, Joining joining,
                                  std::string_view typed = {}) const;
  // As typed and corrected, every word insisted on.
  [[nodiscard]] Reading read_in_full(const SearchRequest& request) const;
  void correct(const SearchRequest& request, Reading& reading) const;
  // Of a corrected query.
  void add_other_names(Reading& reading) const;
  // Adds what holds some of the words, where few papers hold all of them and the request lets it.
  void relax_where_few(const SearchRequest& request, Reading& reading) const;
  void relax(Reading& reading) const;
  static void report_relaxed(Reading& reading);
  void explain_nothing(Reading& reading) const;

  const PaperIndex& index_;
  Analyzer& analyzer_;
  const WordList& words_;
  const Synonyms& synonyms_;
  const PostingsCache& postings_;
  const ForwardIndex& texts_;
  const DocSet& hidden_;
  RankingParts parts_;
};

}  // namespace paperfind
