#include "engine/query/plan_query.h"

#include <algorithm>
#include <cmath>
#include <string>
#include <utility>
#include <vector>

#include "engine/base/trim.h"
#include "engine/query/field_terms.h"
#include "engine/query/identifier_terms.h"

namespace paperfind {
namespace {

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

class Planner {
 public:
  Planner(bool weighted, const RankingParts& parts) : weighted_(weighted), parts_(parts) {}

  Plan plan(const QueryNode& node, Joining joining) const {
    switch (node.kind) {
      case NodeKind::All:
        return Plan::all();
      case NodeKind::Word:
        return with_synonyms(node, any_reading(node));
      case NodeKind::Compound:
        return with_synonyms(node, compound(node));
      case NodeKind::Phrase:
        return in_order(node);
      case NodeKind::Not:
        return Plan::but_not(Plan::all(), left_out(node.children.front()));
      case NodeKind::Or:
        return Plan::any_of(plans(node.children));
      case NodeKind::And:
        return with_conditions(node, joining);
      case NodeKind::Prefix:
        return any_word(node, node.field);
      case NodeKind::Near:
      case NodeKind::Adjacent:
        return close_together(node);
      case NodeKind::Range:
        return in_range(node);
      case NodeKind::Id:
        return identified(node.text);
    }
    return {};
  }

 private:
  [[nodiscard]] std::vector<Plan> plans(const std::vector<QueryNode>& nodes) const {
    std::vector<Plan> parts;
    for (const QueryNode& node : nodes) parts.push_back(plan(node, Joining::All));
    return parts;
  }

  static Plan term(const TextFieldSpec* field, const std::string& word) {
    return Plan::of(exact_term(field, word));
  }

  // The word, and what it is read as too.
  Plan any_reading(const QueryNode& node) const {
    std::vector<Plan> readings{
        below(node.corrected, word(node.tokens.front(), node.field, node.exact))};
    for (const Token& token : node.also) {
      readings.push_back(below(true, word(token, node.field, false)));
    }
    return Plan::any_of(std::move(readings));
  }

  // One of its names counts, the typed one first: a paper that explains an acronym is not about it
  // twice. (OP_MAX, which would take the best, crashes Xapian 1.4.22 between terms below OP_OR.)
  // Words that stand for one thing share what its other name weighs, and a long name counts for
  // little more than a short one.
  Plan with_synonyms(const QueryNode& node, Plan typed) const {
    if (node.synonyms.empty()) return typed;
    std::vector<Plan> names{std::move(typed)};
    QueryNode before = node;  // this name and those before it
    before.synonyms.clear();
    for (const Synonym& synonym : node.synonyms) {
      Plan name = name_of(synonym);
      if (weighted_) {
        const double share =
            kSynonymShare / (synonym.words * std::sqrt(static_cast<double>(synonym.tokens.size())));
        name = Plan::scaled(Plan::but_not(std::move(name), left_out(before)), share);
      }
      names.push_back(std::move(name));
      before.synonyms.push_back(synonym);
    }
    return Plan::any_of(std::move(names));
  }

  [[nodiscard]] Plan name_of(const Synonym& synonym) const {
    const std::vector<Token>& tokens = synonym.tokens;
    return tokens.size() == 1 ? word(tokens.front(), nullptr, synonym.exact)
                              : name_in_order(tokens);
  }

  // Next to each other, the last one in any of its forms.
  static Plan name_in_order(const std::vector<Token>& tokens) {
    std::vector<Plan> places;
    for (const Token& token : tokens) {
      std::vector<Plan> forms{term(nullptr, token.term)};
      if (&token == &tokens.back()) {
        for (const std::string& variant : token.variants) forms.push_back(term(nullptr, variant));
      }
      places.push_back(Plan::any_of(std::move(forms)));
    }
    return side_by_side(std::move(places));
  }

  static Plan side_by_side(std::vector<Plan> places) {
    const auto window = static_cast<std::uint32_t>(places.size());
    return Plan::close(PlanOp::Phrase, std::move(places), window);
  }

  [[nodiscard]] Plan below(bool corrected, Plan plan) const {
    return corrected && weighted_ ? Plan::scaled(std::move(plan), kCorrectedShare)
                                  : std::move(plan);
  }

  // Any spelling of one word.
  Plan word(const Token& token, const TextFieldSpec* field, bool exact) const {
    Plan form = term(field, token.term);
    std::vector<Plan> forms;
    const bool stemmed = !exact && (field == nullptr || field->stemmed);
    if (stemmed) {
      Plan stem = Plan::of(stem_term(field, token.stem));
      forms.push_back(
          weighted_ && parts_.exact_forms
              ? Plan::and_maybe(std::move(stem), Plan::scaled(std::move(form), kExactShare))
              : std::move(stem));
    } else {
      forms.push_back(std::move(form));
    }
    for (const std::string& variant : token.variants) forms.push_back(term(field, variant));
    return Plan::any_of(std::move(forms));
  }

  // Positions exist in any field and in some fields alone; elsewhere a phrase is a phrase anywhere
  // whose words all stand in the field.
  static Plan in_order(const QueryNode& node) {
    const bool own_positions = node.field == nullptr || node.field->positions;
    std::vector<Plan> words;
    std::vector<Plan> in_field;
    for (const Token& token : node.tokens) {
      words.push_back(term(own_positions ? node.field : nullptr, token.term));
      in_field.push_back(term(node.field, token.term));
    }
    Plan phrase = side_by_side(std::move(words));
    if (own_positions) return phrase;
    return Plan::filtered(std::move(phrase), Plan::all_of(std::move(in_field)));
  }

  // The words a '*' stands for, as one word that occurs as often as all of them.
  Plan any_word(const QueryNode& prefix, const TextFieldSpec* field) const {
    std::vector<Plan> words;
    for (const std::string& word : prefix.expansions) words.push_back(term(field, word));
    return weighted_ ? Plan::as_one(std::move(words)) : Plan::any_of(std::move(words));
  }

  // What may stand at one place of a group for `word`, a Word or a Prefix.
  static Plan forms_at(const QueryNode& word, const TextFieldSpec* field) {
    std::vector<Plan> forms;
    for (const std::string& expansion : word.expansions) forms.push_back(term(field, expansion));
    if (word.kind != NodeKind::Prefix) {
      forms.push_back(term(field, word.tokens.front().term));
      for (const std::string& variant : word.tokens.front().variants) {
        forms.push_back(term(field, variant));
      }
    }
    return Plan::any_of(std::move(forms));
  }

  // Xapian looks for terms near each other, not for phrases: the words of a phrase are places of
  // the group like others, and the phrase a condition besides. Fields as for a phrase.
  static Plan close_together(const QueryNode& node) {
    const bool own_positions = node.field == nullptr || node.field->positions;
    const TextFieldSpec* places_in = own_positions ? node.field : nullptr;
    std::vector<Plan> places, besides;
    for (const QueryNode& child : node.children) {
      if (child.tokens.size() == 1) {
        places.push_back(forms_at(child, places_in));
        if (!own_positions) besides.push_back(forms_at(child, node.field));
        continue;
      }
      for (const Token& token : child.tokens) places.push_back(term(places_in, token.term));
      besides.push_back(in_order(child));
    }
    const auto window = static_cast<std::uint32_t>(places.size() + node.distance - 1);
    Plan group = Plan::close(node.kind == NodeKind::Near ? PlanOp::Near : PlanOp::Phrase,
                             std::move(places), window);
    if (besides.empty()) return group;
    return Plan::filtered(std::move(group), Plan::all_of(std::move(besides)));
  }

  static Plan in_range(const QueryNode& node) {
    std::vector<Plan> values;
    for (const std::string& id : node.expansions) {
      values.push_back(Plan::of(filter_term(node.facet, id)));
    }
    return Plan::scaled(Plan::any_of(std::move(values)), 0);
  }

  [[nodiscard]] Plan identified(std::string_view text) const {
    std::vector<Plan> papers;
    for (const std::string& term : identifier_terms(text)) {
      papers.push_back(weighted_ ? Plan::constant(term, kDirectWeight) : Plan::of(term));
    }
    return Plan::any_of(std::move(papers));
  }

  // Conditions hold however the words beside them are joined.
  Plan with_conditions(const QueryNode& node, Joining joining) const {
    QueryNode rest = node;
    std::vector<Plan> conditions;
    std::erase_if(rest.children, [&](const QueryNode& child) {
      if (is_condition(child)) conditions.push_back(plan(child, Joining::All));
      return is_condition(child);
    });
    if (conditions.empty()) return conjunction(node, joining);
    Plan all = Plan::all_of(std::move(conditions));
    return rest.children.empty() ? all : Plan::filtered(conjunction(rest, joining), std::move(all));
  }

  Plan compound(const QueryNode& node) const {
    std::vector<Plan> forms;
    if (is_matched_whole(node)) {
      forms.push_back(in_order(node));
    } else {
      std::vector<Plan> parts;
      for (const Token& token : node.tokens) {
        Token alone = token;
        alone.variants.clear();  // the joined form is added once, below
        parts.push_back(word(alone, node.field, false));
      }
      forms.push_back(Plan::all_of(std::move(parts)));
    }
    for (const Token& token : node.tokens) {
      for (const std::string& variant : token.variants) forms.push_back(term(node.field, variant));
    }
    return Plan::any_of(std::move(forms));
  }

  // For the right of AND_NOT. Without weights, for there Xapian 1.4.22 takes optional parts for
  // asked ones.
  static Plan left_out(const QueryNode& node) {
    static const RankingParts kAnyParts;
    return Planner(false, kAnyParts).plan(node, Joining::All);
  }

  // What was typed again counts half as much again each time.
  Plan repeated(const QueryNode& node) const {
    Plan once = plan(node, Joining::All);
    if (!weighted_ || node.times < 2) return once;
    return Plan::scaled(std::move(once), 1 + kRepetitionShare * (node.times - 1));
  }

  Plan conjunction(const QueryNode& node, Joining joining) const {
    std::vector<Plan> wanted, common, required, unwanted;
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
    Plan query = joined(std::move(wanted), std::move(required), joining);
    if (weighted_) {
      query = Plan::and_maybe(std::move(query),
                              Plan::scaled(Plan::any_of(std::move(common)), kCommonShare));
    }
    return Plan::but_not(std::move(query), Plan::any_of(std::move(unwanted)));
  }

  static Plan joined(std::vector<Plan> wanted, std::vector<Plan> required, Joining joining) {
    if (joining == Joining::All) {
      if (wanted.empty() && required.empty()) return Plan::all();
      for (Plan& plan : wanted) required.push_back(std::move(plan));
      return Plan::all_of(std::move(required));
    }
    if (required.empty()) return wanted.empty() ? Plan::all() : Plan::any_of(std::move(wanted));
    return Plan::and_maybe(Plan::all_of(std::move(required)), Plan::any_of(std::move(wanted)));
  }

  bool weighted_;
  const RankingParts& parts_;
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

}  // namespace

bool is_matched_whole(const QueryNode& compound) {
  constexpr std::size_t kShortPart = 2;
  return std::any_of(compound.tokens.begin(), compound.tokens.end(),
                     [](const Token& token) { return token.term.size() <= kShortPart; });
}

Plan plan_query(const QueryNode& root, Joining joining, std::string_view typed,
                const RankingParts& parts) {
  std::vector<Plan> ways{Planner(true, parts).plan(root, joining)};
  for (const std::string& term : direct_terms(root, trimmed(typed, kWhiteSpace))) {
    ways.push_back(Plan::constant(term, kDirectWeight));
  }
  Plan query = Plan::any_of(std::move(ways));
  const std::string name = name_key_term(typed);
  return name.empty() ? query
                      : Plan::and_maybe(std::move(query), Plan::constant(name, kNameKeyWeight));
}

Plan plan_matches(const QueryNode& root, Joining joining, std::string_view typed) {
  std::vector<Plan> ways{Planner(false, {}).plan(root, joining)};
  for (const std::string& term : direct_terms(root, trimmed(typed, kWhiteSpace)))
    ways.push_back(Plan::of(term));
  return Plan::any_of(std::move(ways));
}

}  // namespace paperfind
