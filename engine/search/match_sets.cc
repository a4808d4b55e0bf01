#include "engine/search/match_sets.h"

#include <memory>
#include <string>
#include <utility>
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

bool has_positional(const Query& query) {
  if (is_positional(query)) return true;
  for (std::size_t i = 0; i < query.get_num_subqueries(); ++i) {
    if (has_positional(query.get_subquery(i))) return true;
  }
  return false;
}

bool is_any_of(const Query& query) {
  return query.get_type() == Query::OP_OR || query.get_type() == Query::OP_SYNONYM ||
         query.get_type() == Query::OP_MAX;
}

bool is_all_of(const Query& query) {
  return query.get_type() == Query::OP_AND || query.get_type() == Query::OP_FILTER;
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
  if (is_positional(query) || is_all_of(query)) return among(DocSet::all(terms_.docs()), query);
  if (is_any_of(query)) {
    DocSet found = none();
    add_to(found, query);
    return found;
  }
  switch (query.get_type()) {
    case Query::LEAF_MATCH_ALL:
      return DocSet::all(terms_.docs());
    case Query::LEAF_MATCH_NOTHING:
      return none();
    case Query::LEAF_TERM: {
      DocSet found = none();
      add_to(found, query);
      return found;
    }
    case Query::OP_AND_NOT: {
      DocSet found = of(query.get_subquery(0));
      for (std::size_t i = 1; i < query.get_num_subqueries(); ++i) {
        found.remove(among(found, query.get_subquery(i)));
      }
      return found;
    }
    case Query::OP_AND_MAYBE:
    case Query::OP_SCALE_WEIGHT:
      return of(query.get_subquery(0));
    default:
      return found_by_matcher(db_, query, terms_.docs());
  }
}

void MatchSets::add_to(DocSet& set, const Query& query) const {
  if (query.get_type() == Query::LEAF_TERM) {
    terms_.add_to(set, db_, *query.get_terms_begin());
  } else if (is_any_of(query)) {
    for (std::size_t i = 0; i < query.get_num_subqueries(); ++i) add_to(set, query.get_subquery(i));
  } else {
    set.add(of(query));
  }
}

// Positions last: the fewer papers are left, the fewer lists of positions are read.
DocSet MatchSets::among(DocSet papers, const Query& query) const {
  if (papers.empty()) return papers;
  if (is_positional(query)) return positioned(query, std::move(papers));
  if (is_all_of(query)) {
    for (const bool positional : {false, true}) {
      for (std::size_t i = 0; i < query.get_num_subqueries(); ++i) {
        const Query part = query.get_subquery(i);
        if (has_positional(part) == positional) papers = among(std::move(papers), part);
      }
    }
    return papers;
  }
  if (is_any_of(query) && has_positional(query)) {
    DocSet found = none();
    for (std::size_t i = 0; i < query.get_num_subqueries(); ++i) {
      found.add(among(papers, query.get_subquery(i)));
    }
    return found;
  }
  papers.retain(of(query));
  return papers;
}

Query MatchSets::placed(const Query& query, const DocSet& papers) const {
  std::vector<Query> words;
  for (std::size_t i = 0; i < query.get_num_subqueries(); ++i) {
    words.push_back(query.get_subquery(i));
  }
  auto* source = new DocSetSource(std::make_shared<DocSet>(among(papers, query)));
  return {Query::OP_FILTER, Query(Query::OP_AND, words.begin(), words.end()),
          Query(source->release())};
}

DocSet MatchSets::holders(const Query& query) const {
  DocSet found = of(query.get_subquery(0));
  for (std::size_t i = 1; i < query.get_num_subqueries(); ++i) {
    found.retain(of(query.get_subquery(i)));
  }
  return found;
}

DocSet MatchSets::positioned(const Query& query, DocSet among) const {
  // Few of them are looked at for this query alone.
  constexpr std::size_t kFew = 4;
  const std::string key = std::string(1, '\0') + query.serialise();
  if (const std::shared_ptr<const DocSet> known = terms_.find(key)) {
    among.retain(*known);
    return among;
  }
  const DocSet all_holders = holders(query);
  const bool all = among.count_shared(all_holders) * kFew >= all_holders.count();
  among.retain(all_holders);
  std::vector<DocId> docs;
  (all ? all_holders : among).for_each([&](DocId doc) { docs.push_back(doc); });
  if (docs.empty()) return none();
  DocListSource source(docs);
  DocSet found =
      found_by_matcher(db_, Query(Query::OP_FILTER, query, Query(&source)), terms_.docs());
  if (!all) return found;
  const auto kept = std::make_shared<DocSet>(std::move(found));
  terms_.keep(key, kept);
  among.retain(*kept);
  return among;
}

}  // namespace paperfind
