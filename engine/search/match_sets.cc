#include "engine/search/match_sets.h"

#include <optional>
#include <vector>

#include "engine/search/doc_list_source.h"

namespace paperfind {
namespace {

using Xapian::Query;

// Sees every match when the enquiry checks all of them.
class DocCollector : public Xapian::MatchSpy {
 public:
  explicit DocCollector(DocSet& docs) : docs_(docs) {}
  void operator()(const Xapian::Document& document, double) override {
    docs_.add(document.get_docid());
  }

 private:
  DocSet& docs_;
};

bool is_positional(const Query& query) {
  return query.get_type() == Query::OP_PHRASE || query.get_type() == Query::OP_NEAR;
}

DocSet found_by_matcher(const Xapian::Database& db, const Query& query, DocId docs) {
  DocSet found(docs);
  Xapian::Enquire enquire(db);
  enquire.set_query(query);
  enquire.set_weighting_scheme(Xapian::BoolWeight());
  enquire.set_docid_order(Xapian::Enquire::DONT_CARE);
  DocCollector collector(found);
  enquire.add_matchspy(&collector);
  enquire.get_mset(0, 1, docs);
  return found;
}

}  // namespace

DocSet MatchSets::of(const Query& query) const {
  switch (query.get_type()) {
    case Query::LEAF_MATCH_ALL:
      return DocSet::all(terms_.docs());
    case Query::OP_AND:
    case Query::OP_FILTER:
      return all_of(query);
    case Query::OP_AND_NOT: {
      DocSet found = of(query.get_subquery(0));
      for (std::size_t i = 1; i < query.get_num_subqueries(); ++i) {
        found.remove(of(query.get_subquery(i)));
      }
      return found;
    }
    case Query::OP_AND_MAYBE:
    case Query::OP_SCALE_WEIGHT:
      return of(query.get_subquery(0));
    case Query::OP_PHRASE:
    case Query::OP_NEAR: {
      const DocSet holders = all_of(query);
      return positioned(query, holders);
    }
    case Query::LEAF_TERM:
    case Query::LEAF_MATCH_NOTHING:
    case Query::OP_OR:
    case Query::OP_SYNONYM:
    case Query::OP_MAX: {
      DocSet found = none();
      add_to(found, query);
      return found;
    }
    default:
      return found_by_matcher(db_, query, terms_.docs());
  }
}

void MatchSets::add_to(DocSet& set, const Query& query) const {
  switch (query.get_type()) {
    case Query::LEAF_TERM:
      return terms_.add_to(set, db_, *query.get_terms_begin());
    case Query::LEAF_MATCH_NOTHING:
      return;
    case Query::OP_OR:
    case Query::OP_SYNONYM:
    case Query::OP_MAX:
      for (std::size_t i = 0; i < query.get_num_subqueries(); ++i) {
        add_to(set, query.get_subquery(i));
      }
      return;
    default:
      return set.add(of(query));
  }
}

// Positions last: the fewer papers are left, the fewer lists of positions are read.
DocSet MatchSets::all_of(const Query& query) const {
  std::optional<DocSet> found;
  std::vector<Query> positional;
  for (std::size_t i = 0; i < query.get_num_subqueries(); ++i) {
    const Query part = query.get_subquery(i);
    DocSet holders = is_positional(part) ? all_of(part) : of(part);
    if (is_positional(part)) positional.push_back(part);
    if (found) {
      found->retain(holders);
    } else {
      found = std::move(holders);
    }
    if (found->empty()) return none();
  }
  if (!found) return none();
  for (const Query& part : positional) found = positioned(part, *found);
  return std::move(*found);
}

DocSet MatchSets::positioned(const Query& query, const DocSet& among) const {
  std::vector<DocId> docs;
  among.for_each([&](DocId doc) { docs.push_back(doc); });
  if (docs.empty()) return none();
  DocListSource source(docs);
  return found_by_matcher(db_, Query(Query::OP_FILTER, query, Query(&source)), terms_.docs());
}

}  // namespace paperfind
