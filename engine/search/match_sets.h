// Which papers match a query, without a weight for any of them: sets of papers, united and
// intersected. Words near each other are left to Xapian's matcher, among the papers that hold them.
#pragma once

#include <xapian.h>

#include "engine/store/doc_set.h"
#include "engine/store/term_sets.h"

namespace paperfind {

class MatchSets {
 public:
  MatchSets(const Xapian::Database& db, const TermSets& terms) : db_(db), terms_(terms) {}

  // What an enquiry of the query finds. Throws Xapian::Error.
  [[nodiscard]] DocSet of(const Xapian::Query& query) const;
  // What it finds among these papers.
  [[nodiscard]] DocSet among(DocSet papers, const Xapian::Query& query) const;

  // The words of a phrase or a group as a query for those of the papers where they stand as asked,
  // with the same weights: nobody looks at positions again. `query` is a phrase or a group.
  [[nodiscard]] Xapian::Query placed(const Xapian::Query& query, const DocSet& papers) const;

 private:
  [[nodiscard]] DocSet none() const { return DocSet(terms_.docs()); }
  void add_to(DocSet& set, const Xapian::Query& query) const;
  // Words anywhere; positions are not looked at.
  [[nodiscard]] DocSet holders(const Xapian::Query& query) const;
  // A phrase or a group, among these papers.
  [[nodiscard]] DocSet positioned(const Xapian::Query& query, DocSet among) const;

  const Xapian::Database& db_;
  const TermSets& terms_;
};

}  // namespace paperfind
