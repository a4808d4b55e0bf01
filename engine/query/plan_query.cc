#include "engine/query/plan_query.h"

#include <algorithm>
#include <cmath>
#include <string>
#include <utility>
#include <vector>

#include "engine/query/field_terms.h"
#include "engine/query/identifier_terms.h"

namespace paperfind {
namespace {

using Xapian::Query;

// What the exact form adds to a match of the stem: "pruning" before "pruned" for one who typed
// "pruning".
constexpr double kExactShare = 0.15;
// Common words rank, but little.
constexpr double kCommonShare = 0.1;
// What was put in the place of a typed word, or is read beside it.
constexpr double kCorrectedShare = 0.7;
// Another name of what was typed.
constexpr double kSynonymShare = 0.6;
constexpr double kRepetitionShare = 0.5;
// A whole title or an identifier, a whole name: above anything words can add up to.
constexpr double kDirectWeight = 1000;
constexpr double kNameKeyWeight = 200;

// Boolean terms weigh nothing by themselves; a constant source filtered by the term does, on any
// backend.
Query constant_weight(const std::string& term, double weight) {
  return {Query::OP_FILTER, Query((new Xapian::FixedWeightPostingSource(weight))->release()),
          Query(term)};
}

class Planner {
 public:
  Planner(bool weighted, const Planning& planning) : weighted_(weighted), planning_(planning) {}

  Query plan(const QueryNode& node, Joining joining) const {
    switch (node.kind) {
      case NodeKind::All:
        return Query::MatchAll;
      case NodeKind::Word:
        return with_synonyms(node, any_reading(node));
      case NodeKind::Compound:
        return with_synonyms(node, compound(node));
      case NodeKind::Phrase:
        return in_order(node);
      case NodeKind::Not:
        return Query(Query::OP_AND_NOT, Query::MatchAll, left_out(node.children.front()));
      case NodeKind::Or:
        return all_of(Query::OP_OR, node.children);
      case NodeKind::And:
        return with_conditions(node, joining);
      case NodeKind::Prefix:
        return any_of(node, node.field);
      case NodeKind::Near:
      case NodeKind::Adjacent:
        return close_together(node);
      case NodeKind::Range:
        return in_range(node);
      case NodeKind::Id:
        return identified(node.text);
    }
    return Query::MatchNothing;
  }

 private:
  Query all_of(Query::op op, const std::vector<QueryNode>& nodes) const {
    std::vector<Query> parts;
    for (const QueryNode& node : nodes) parts.push_back(plan(node, Joining::All));
    return {op, parts.begin(), parts.end()};
  }

  static Query term(const TextFieldSpec* field, const std::string& word) {
    return Query(exact_term(field, word));
  }

  // The word, and what it is read as too.
  Query any_reading(const QueryNode& node) const {
    Query query = below(node.corrected, word(node.tokens.front(), node.field, node.exact));
    for (const Token& token : node.also) {
      query = Query(Query::OP_OR, query, below(true, word(token, node.field, false)));
    }
    return query;
  }

  // One of its names counts, the typed one first: a paper that explains an acronym is not about it
  // twice. (OP_MAX, which would take the best, crashes Xapian 1.4.22 between terms below OP_OR.)
  // Words that stand for one thing share what its other name weighs, and a long name counts for
  // little more than a short one.
  Query with_synonyms(const QueryNode& node, const Query& query) const {
    if (node.synonyms.empty()) return query;
    std::vector<Query> names{query};
    QueryNode before = node;  // this name and those before it
    before.synonyms.clear();
    for (const Synonym& synonym : node.synonyms) {
      Query name = name_of(synonym);
      if (weighted_) {
        const double share =
            kSynonymShare / (synonym.words * std::sqrt(static_cast<double>(synonym.tokens.size())));
        name =
            Query(Query::OP_SCALE_WEIGHT, Query(Query::OP_AND_NOT, name, left_out(before)), share);
      }
      names.push_back(std::move(name));
      before.synonyms.push_back(synonym);
    }
    return {Query::OP_OR, names.begin(), names.end()};
  }

  [[nodiscard]] Query name_of(const Synonym& synonym) const {
    const std::vector<Token>& tokens = synonym.tokens;
    return tokens.size() == 1 ? word(tokens.front(), nullptr, synonym.exact)
                              : name_in_order(tokens);
  }

  [[nodiscard]] Query placed(const Query& query) const {
    return planning_.placed ? planning_.placed(query) : query;
  }

  // Next to each other, the last one in any of its forms.
  [[nodiscard]] Query name_in_order(const std::vector<Token>& tokens) const {
    std::vector<Query> places;
    for (const Token& token : tokens) {
      std::vector<Query> forms{term(nullptr, token.term)};
      if (&token == &tokens.back()) {
        for (const std::string& variant : token.variants) forms.push_back(term(nullptr, variant));
      }
      places.emplace_back(Query::OP_OR, forms.begin(), forms.end());
    }
    return placed(Query(Query::OP_PHRASE, places.begin(), places.end(),
                        static_cast<Xapian::termcount>(places.size())));
  }

  Query below(bool corrected, const Query& query) const {
    if (!corrected || !weighted_) return query;
    return {Query::OP_SCALE_WEIGHT, query, kCorrectedShare};
  }

  // Any spelling of one word.
  Query word(const Token& token, const TextFieldSpec* field, bool exact) const {
    const Query form = term(field, token.term);
    std::vector<Query> forms;
    const bool stemmed = !exact && (field == nullptr || field->stemmed);
    if (stemmed) {
      const Query stem(stem_term(field, token.stem));
      forms.push_back(
          weighted_ && planning_.parts.exact_forms
              ? Query(Query::OP_AND_MAYBE, stem, Query(Query::OP_SCALE_WEIGHT, form, kExactShare))
              : stem);
    } else {
      forms.push_back(form);
    }
    for (const std::string& variant : token.variants) forms.push_back(term(field, variant));
    return forms.size() == 1 ? forms.front() : Query(Query::OP_OR, forms.begin(), forms.end());
  }

  // Positions exist in any field and in some fields alone; elsewhere a phrase is a phrase anywhere
  // whose words all stand in the field.
  Query in_order(const QueryNode& node) const {
    const bool own_positions = node.field == nullptr || node.field->positions;
    std::vector<Query> words;
    std::vector<Query> in_field;
    for (const Token& token : node.tokens) {
      words.push_back(term(own_positions ? node.field : nullptr, token.term));
      in_field.push_back(term(node.field, token.term));
    }
    const Query phrase = placed(Query(Query::OP_PHRASE, words.begin(), words.end(),
                                      static_cast<Xapian::termcount>(words.size())));
    if (own_positions) return phrase;
    return {Query::OP_FILTER, phrase, Query(Query::OP_AND, in_field.begin(), in_field.end())};
  }

  // The words a '*' stands for, as one word that occurs as often as all of them.
  Query any_of(const QueryNode& prefix, const TextFieldSpec* field) const {
    std::vector<Query> words;
    for (const std::string& word : prefix.expansions) words.push_back(term(field, word));
    return {weighted_ ? Query::OP_SYNONYM : Query::OP_OR, words.begin(), words.end()};
  }

  // What may stand at one place of a group for `word`, a Word or a Prefix.
  static Query forms_at(const QueryNode& word, const TextFieldSpec* field) {
    std::vector<Query> forms;
    for (const std::string& expansion : word.expansions) forms.push_back(term(field, expansion));
    if (word.kind != NodeKind::Prefix) {
      forms.push_back(term(field, word.tokens.front().term));
      for (const std::string& variant : word.tokens.front().variants) {
        forms.push_back(term(field, variant));
      }
    }
    return forms.size() == 1 ? forms.front() : Query(Query::OP_OR, forms.begin(), forms.end());
  }

  // Xapian looks for terms near each other, not for phrases: the words of a phrase are places of
  // the group like others, and the phrase a condition besides. Fields as for a phrase.
  Query close_together(const QueryNode& node) const {
    const bool own_positions = node.field == nullptr || node.field->positions;
    const TextFieldSpec* places_in = own_positions ? node.field : nullptr;
    std::vector<Query> places, besides;
    for (const QueryNode& child : node.children) {
      if (child.tokens.size() == 1) {
        places.push_back(forms_at(child, places_in));
        if (!own_positions) besides.push_back(forms_at(child, node.field));
        continue;
      }
      for (const Token& token : child.tokens) places.push_back(term(places_in, token.term));
      besides.push_back(in_order(child));
    }
    // A word the index lacks can be near nothing. (Xapian would drop it from the window.)
    for (const Query& place : places) {
      if (place.empty()) return Query::MatchNothing;
    }
    const Query group = placed(
        Query(node.kind == NodeKind::Near ? Query::OP_NEAR : Query::OP_PHRASE, places.begin(),
              places.end(), static_cast<Xapian::termcount>(places.size() + node.distance - 1)));
    if (besides.empty()) return group;
    return {Query::OP_FILTER, group, Query(Query::OP_AND, besides.begin(), besides.end())};
  }

  static Query in_range(const QueryNode& node) {
    std::vector<Query> values;
    for (const std::string& id : node.expansions) values.emplace_back(filter_term(node.facet, id));
    return {Query::OP_SCALE_WEIGHT, Query(Query::OP_OR, values.begin(), values.end()), 0.0};
  }

  Query identified(std::string_view text) const {
    std::vector<Query> papers;
    for (const std::string& term : identifier_terms(text)) {
      papers.push_back(weighted_ ? constant_weight(term, kDirectWeight) : Query(term));
    }
    return {Query::OP_OR, papers.begin(), papers.end()};
  }

  // Conditions hold however the words beside them are joined.
  Query with_conditions(const QueryNode& node, Joining joining) const {
    QueryNode rest = node;
    std::vector<Query> conditions;
    std::erase_if(rest.children, [&](const QueryNode& child) {
      if (is_condition(child)) conditions.push_back(plan(child, Joining::All));
      return is_condition(child);
    });
    if (conditions.empty()) return conjunction(node, joining);
    const Query all(Query::OP_AND, conditions.begin(), conditions.end());
    return rest.children.empty() ? all : Query(Query::OP_FILTER, conjunction(rest, joining), all);
  }

  Query compound(const QueryNode& node) const {
    std::vector<Query> forms;
    if (is_matched_whole(node)) {
      forms.push_back(in_order(node));
    } else {
      std::vector<Query> parts;
      for (const Token& token : node.tokens) {
        Token alone = token;
        alone.variants.clear();  // the joined form is added once, below
        parts.push_back(word(alone, node.field, false));
      }
      forms.emplace_back(Query::OP_AND, parts.begin(), parts.end());
    }
    for (const Token& token : node.tokens) {
      for (const std::string& variant : token.variants) forms.push_back(term(node.field, variant));
    }
    return forms.size() == 1 ? forms.front() : Query(Query::OP_OR, forms.begin(), forms.end());
  }

  // For the right of AND_NOT. Without weights, for there Xapian 1.4.22 takes optional parts for
  // asked ones; and in full, for who places phrases knows the papers that match, not those that
  // are left out.
  static Query left_out(const QueryNode& node) {
    static const Planning kPlain;
    return Planner(false, kPlain).plan(node, Joining::All);
  }

  // What was typed again counts half as much again each time.
  Query repeated(const QueryNode& node) const {
    const Query query = plan(node, Joining::All);
    if (!weighted_ || node.times < 2) return query;
    return {Query::OP_SCALE_WEIGHT, query, 1 + kRepetitionShare * (node.times - 1)};
  }

  Query conjunction(const QueryNode& node, Joining joining) const {
    std::vector<Query> wanted, common, required, unwanted;
    for (const QueryNode& child : node.children) {
      if (child.kind == NodeKind::Not) {
        unwanted.push_back(left_out(child.children.front()));
      } else if (child.common) {
        common.push_back(plan(child, Joining::All));
      } else if (!is_relaxable(child)) {
        required.push_back(plan(child, Joining::All));
      } else {
        wanted.push_back(repeated(child));
      }
    }
    const Query::op op = joining == Joining::All ? Query::OP_AND : Query::OP_OR;
    Query query = wanted.empty() ? Query::MatchAll : Query(op, wanted.begin(), wanted.end());
    if (!required.empty()) {
      const Query must(Query::OP_AND, required.begin(), required.end());
      query = wanted.empty() ? must
                             : Query(joining == Joining::All ? Query::OP_AND : Query::OP_AND_MAYBE,
                                     must, query);
    }
    if (weighted_ && !common.empty()) {
      query = Query(Query::OP_AND_MAYBE, query,
                    Query(Query::OP_SCALE_WEIGHT, Query(Query::OP_OR, common.begin(), common.end()),
                          kCommonShare));
    }
    if (!unwanted.empty()) {
      query =
          Query(Query::OP_AND_NOT, query, Query(Query::OP_OR, unwanted.begin(), unwanted.end()));
    }
    return query;
  }

  bool weighted_;
  const Planning& planning_;
};

bool only_leaves_out(const QueryNode& root) {
  const auto is_not = [](const QueryNode& node) { return node.kind == NodeKind::Not; };
  return is_not(root) || (root.kind == NodeKind::And &&
                          std::all_of(root.children.begin(), root.children.end(), is_not));
}

// Terms that name one paper when they are all that was typed: its title, or what identifies it.
// Such a paper matches whatever else its title would mean as a query; but "-survey" does not mean
// the paper called "Survey".
std::vector<std::string> direct_terms(const QueryNode& root, std::string_view typed) {
  std::vector<std::string> terms = identifier_terms(typed);
  std::string title = only_leaves_out(root) ? "" : title_key_term(typed);
  if (!title.empty()) terms.push_back(std::move(title));
  return terms;
}

std::string_view trimmed(std::string_view text) {
  constexpr std::string_view kBlanks = " \t\r\n";
  const std::size_t begin = text.find_first_not_of(kBlanks);
  if (begin == std::string_view::npos) return {};
  return text.substr(begin, text.find_last_not_of(kBlanks) - begin + 1);
}

}  // namespace

bool is_matched_whole(const QueryNode& compound) {
  constexpr std::size_t kShortPart = 2;
  return std::any_of(compound.tokens.begin(), compound.tokens.end(),
                     [](const Token& token) { return token.term.size() <= kShortPart; });
}

Query plan_query(const QueryNode& root, Joining joining, std::string_view typed,
                 const Planning& planning) {
  std::vector<Query> ways{Planner(true, planning).plan(root, joining)};
  for (const std::string& term : direct_terms(root, trimmed(typed))) {
    ways.push_back(constant_weight(term, kDirectWeight));
  }
  const Query query(Query::OP_OR, ways.begin(), ways.end());
  const std::string name = name_key_term(typed);
  if (name.empty()) return query;
  return {Query::OP_AND_MAYBE, query, constant_weight(name, kNameKeyWeight)};
}

Query plan_matches(const QueryNode& root, Joining joining, std::string_view typed) {
  const Planning plain;
  std::vector<Query> ways{Planner(false, plain).plan(root, joining)};
  for (const std::string& term : direct_terms(root, trimmed(typed))) ways.emplace_back(term);
  return {Query::OP_OR, ways.begin(), ways.end()};
}

}  // namespace paperfind
