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

 private:
  [[nodiscard]] DocSet none() const { return DocSet(terms_.docs()); }
  void add_to(DocSet& set, const Xapian::Query& query) const;
  [[nodiscard]] DocSet all_of(const Xapian::Query& query) const;
  // Of `among` those where the words stand as asked.
  [[nodiscard]] DocSet positioned(const Xapian::Query& query, const DocSet& among) const;

  const Xapian::Database& db_;
  const TermSets& terms_;
};

}  // namespace paperfind
