#include "engine/search/correction.h"

#include <algorithm>
#include <functional>
#include <set>
#include <tuple>
#include <utility>

#include "engine/query/expand.h"
#include "engine/query/field_terms.h"
#include "engine/query/parse_query.h"

namespace paperfind {

struct Corrector::Choice {
  const Word* word;
  std::vector<Spelling> spellings;             // fewest edits first
  std::vector<std::optional<DocSet>> holding;  // papers with each of them and the other words
  std::size_t picked = 0;

  [[nodiscard]] const Spelling& spelling() const { return spellings[picked]; }
};

// One spelling for each word so far, and the papers that hold them all.
struct Corrector::Way {
  DocSet docs;
  std::size_t hits = 0;
  unsigned edits = 0;
  std::uint64_t papers = 0;
  std::vector<std::size_t> picked;  // a spelling of each word
  std::size_t from = 0;             // the way it goes on from

  friend bool operator<(const Way& a, const Way& b) {
    return std::tie(a.edits, b.hits, b.papers, a.picked) <
           std::tie(b.edits, a.hits, a.papers, b.picked);
  }
};

namespace {

// Ways to replace several words that are followed at a time.
constexpr std::size_t kMaxWays = 32;

bool has_alternatives(const QueryNode& node) {
  return node.kind == NodeKind::Or ||
         std::any_of(node.children.begin(), node.children.end(), has_alternatives);
}

using Tokens = std::set<const Token*>;

// A leaf without some of its words; of a compound the others are left.
QueryNode leaf_without(const QueryNode& leaf, const Tokens& left_out) {
  QueryNode rest = leaf;
  rest.tokens.clear();
  for (const Token& token : leaf.tokens) {
    if (!left_out.contains(&token)) rest.tokens.push_back(token);
  }
  if (rest.tokens.size() == leaf.tokens.size()) return rest;
  if (rest.tokens.empty()) return {};
  for (Token& token : rest.tokens) token.variants.clear();  // those of the whole
  if (rest.tokens.size() == 1) rest.kind = NodeKind::Word;
  return rest;
}

// The tree without some words. Alternatives of which one is left out ask for nothing any more.
QueryNode without(const QueryNode& node, const Tokens& left_out) {
  if (!node.tokens.empty()) return leaf_without(node, left_out);
  if (node.kind != NodeKind::And && node.kind != NodeKind::Or) return node;
  QueryNode rest = node;
  rest.children.clear();
  for (const QueryNode& child : node.children) {
    QueryNode part = without(child, left_out);
    if (part.kind != NodeKind::All) {
      rest.children.push_back(std::move(part));
    } else if (node.kind == NodeKind::Or) {
      return {};
    }
  }
  if (rest.children.empty()) return {};
  return rest;
}

void for_each_word(QueryNode& node, const std::function<void(QueryNode&)>& visit) {
  if (node.kind == NodeKind::Word) visit(node);
  if (node.kind != NodeKind::And && node.kind != NodeKind::Or) return;
  for (QueryNode& child : node.children) for_each_word(child, visit);
}

}  // namespace

std::optional<CorrectedQuery> Corrector::correct(const TypedQuery& typed) const {
  if (is_settled(typed)) return std::nullopt;
  const std::vector<Word> words = words_of(typed.root);
  if (typed.matches.empty()) {
    if (auto joined = join(typed, words)) return joined;
  }
  const bool lacking = std::any_of(words.begin(), words.end(), [](const Word& word) {
    return word.papers == 0 && word.correctable;
  });
  if (lacking) return replace(typed, words);
  if (auto wider = search_also(typed, words)) return wider;
  return offer(typed, words);
}

// Where many papers hold every word, none can be lacking or rare. And a whole title, an identifier
// or a person's whole name was meant as typed.
bool Corrector::is_settled(const TypedQuery& typed) const {
  if (typed.joining == Joining::All && !has_alternatives(typed.root) &&
      typed.matches.count() > kFew) {
    return true;
  }
  QueryNode nothing;
  nothing.kind = NodeKind::Or;
  if (!matches_of_(nothing, Joining::All, typed.text).empty()) return true;
  const std::string name = name_key_term(typed.text);
  return !name.empty() && index_.has_term(name);
}

std::vector<Corrector::Word> Corrector::words_of(const QueryNode& root) const {
  std::vector<Word> words;
  for_each_leaf(root, [&](const QueryNode& leaf) {
    if (leaf.kind != NodeKind::Word && leaf.kind != NodeKind::Compound) return;
    // A compound found as one word has no part that is lacking.
    std::uint32_t whole = 0;
    for (const Token& token : leaf.tokens) {
      for (const std::string& variant : token.variants) {
        if (leaf.kind == NodeKind::Word) break;
        whole += index_.doc_frequency(exact_term(leaf.field, variant));
      }
    }
    for (const Token& token : leaf.tokens) {
      const std::uint32_t papers = speller_.papers(token, leaf.field);
      words.push_back({&leaf, &token, std::max(papers, whole),
                       leaf.synonyms.empty() && is_correctable(leaf, token)});
    }
  });
  return words;
}

DocSet Corrector::holding(const Spelling& spelling, const TextFieldSpec* field,
                          const DocSet& within) const {
  DocSet docs(within.docs());
  if (spelling.tokens.size() > 1) {  // of a split: next to each other
    QueryNode phrase;
    phrase.kind = NodeKind::Phrase;
    phrase.exact = true;
    phrase.field = field;
    phrase.tokens = spelling.tokens;
    docs = matches_of_(phrase, Joining::All, {});
    docs.retain(within);
    return docs;
  }
  // This very form: that its relatives are frequent says nothing for "phasing" against "parsing".
  const std::string& word = spelling.tokens.front().term;
  const std::string term = exact_term(field, word);
  constexpr std::size_t kSkipCost = 8;  // of one step over postings
  PaperCursor papers = index_.papers_with(term);
  if (within.count() * kSkipCost > spelling.papers) {
    for (; !papers.at_end(); papers.next()) docs.add(papers.doc());
    docs.retain(within);
    return docs;
  }
  within.for_each([&](DocId doc) {
    if (papers.at_end()) return;
    papers.skip_to(doc);
    if (!papers.at_end() && papers.doc() == doc) docs.add(doc);
  });
  return docs;
}

DocSet Corrector::others(const TypedQuery& typed, const std::vector<const Word*>& left_out,
                         Joining joining) const {
  Tokens tokens;
  for (const Word* word : left_out) tokens.insert(word->token);
  return matches_of_(without(typed.root, tokens), joining, {});
}

CorrectedQuery Corrector::reread(std::string text, const Replacements& replacements) const {
  constexpr int kRounds = 8;  // a word typed twice is seen once a round
  std::set<std::string, std::less<>> new_words;
  for (const auto& [place, word] : replacements) {
    for (const Token& token : analyzer_.analyze(word)) new_words.insert(token.term);
  }
  CorrectedQuery out;
  for (int round = 0; round < kRounds; ++round) {
    ParsedQuery parsed = parse_query(text, analyzer_);
    expand_query(index_, parsed);
    std::map<std::size_t, std::pair<std::size_t, std::string>> edits;  // begin → length, word
    for (const Word& word : words_of(parsed.root)) {
      const auto found = replacements.find({word.leaf->field, word.token->term});
      if (found == replacements.end() || !word.correctable) continue;
      edits[word.begin()] = {word.token->end - word.token->begin, found->second};
    }
    out.text = std::move(parsed.text);
    out.root = std::move(parsed.root);
    if (edits.empty()) break;
    text = out.text;
    for (auto edit = edits.rbegin(); edit != edits.rend(); ++edit) {
      text.replace(edit->first, edit->second.first, edit->second.second);
    }
  }
  for_each_word(out.root, [&](QueryNode& word) {
    word.corrected = new_words.contains(word.tokens.front().term);
  });
  return out;
}

std::optional<CorrectedQuery> Corrector::replace(const TypedQuery& typed,
                                                 const std::vector<Word>& words) const {
  std::vector<const Word*> absent;
  for (const Word& word : words) {
    if (word.papers == 0 && is_relaxable(*word.leaf)) absent.push_back(&word);
  }
  const std::vector<Choice> chosen = choose(typed, absent);
  if (chosen.empty()) return std::nullopt;
  Replacements replacements;
  for (const Choice& choice : chosen) {
    replacements[{choice.word->leaf->field, choice.word->token->term}] = choice.spelling().text;
  }
  CorrectedQuery corrected = reread(typed.text, replacements);
  corrected.matches = matches_of_(corrected.root, typed.joining, corrected.text);
  // A correction that finds nothing more helps nobody, unless papers with some of the words do.
  const bool some_words = typed.may_relax && corrected.matches.empty() &&
                          !matches_of_(corrected.root, Joining::Any, {}).empty();
  const bool more =
      typed.joining == Joining::Any || corrected.matches.count() > typed.matches.count();
  if (!some_words && !more) return std::nullopt;
  corrected.applied = !typed.only_offer;
  for (const Choice& choice : chosen) {
    corrected.corrections.push_back(
        {choice.word->typed(), choice.spelling().text, corrected.applied, false, corrected.text});
  }
  return corrected;
}

// What to put for the words that find nothing: in papers with all the other words, else, where some
// of the words are enough, each in papers with some of them.
std::vector<Corrector::Choice> Corrector::choose(const TypedQuery& typed,
                                                 const std::vector<const Word*>& absent) const {
  std::vector<Choice> open;
  std::size_t lookups = 0;
  for (const Word* word : absent) {
    if (!word->correctable || ++lookups > kMaxLookups) continue;
    Choice choice{
        word, speller_.near(*word->token, word->leaf->field, allowed_edits(*word->token)), {}};
    for (Spelling& split : speller_.splits(*word->token, word->leaf->field)) {
      choice.spellings.push_back(std::move(split));
    }
    if (!choice.spellings.empty()) open.push_back(std::move(choice));
  }
  if (open.empty() || (open.size() < absent.size() && !typed.may_relax)) return {};
  std::vector<Choice> chosen = choose_jointly(open, others(typed, absent, Joining::All));
  if (!chosen.empty() || !typed.may_relax) return chosen;
  const DocSet some = others(typed, absent, Joining::Any);
  for (const Choice& choice : open) {
    for (Choice& alone : choose_jointly({choice}, some)) chosen.push_back(std::move(alone));
  }
  return chosen;
}

// The spellings of fewest edits that some paper of `base` holds together, of those the ones that
// most do, then the most frequent ones. Empty where no paper holds one for each.
std::vector<Corrector::Choice> Corrector::choose_jointly(std::vector<Choice> open,
                                                         const DocSet& base) const {
  if (base.empty()) return {};
  for (Choice& choice : open) choice.holding.assign(choice.spellings.size(), std::nullopt);
  for (unsigned edits = 1; edits <= 2; ++edits) {  // of each word at most
    std::vector<Way> ways(1);
    ways.front().docs = base;
    for (Choice& choice : open) ways = extended(ways, choice, base, edits);
    if (ways.empty()) continue;
    for (std::size_t i = 0; i < open.size(); ++i) open[i].picked = ways.front().picked[i];
    return open;
  }
  return {};
}

// The ways with one more word, best first.
std::vector<Corrector::Way> Corrector::extended(const std::vector<Way>& ways, Choice& choice,
                                                const DocSet& base, unsigned edits) const {
  std::vector<Way> longer;
  for (std::size_t from = 0; from < ways.size(); ++from) {
    for (std::size_t i = 0; i < choice.spellings.size(); ++i) {
      const Spelling& spelling = choice.spellings[i];
      if (spelling.edits > edits) continue;
      std::optional<DocSet>& held = choice.holding[i];
      if (!held) held = holding(spelling, choice.word->leaf->field, base);
      Way next;
      next.hits = ways[from].docs.count_shared(*held);
      if (next.hits == 0) continue;
      next.edits = ways[from].edits + spelling.edits;
      next.papers = ways[from].papers + spelling.papers;
      next.picked = ways[from].picked;
      next.picked.push_back(i);
      next.from = from;
      longer.push_back(std::move(next));
    }
  }
  std::sort(longer.begin(), longer.end());
  if (longer.size() > kMaxWays) longer.resize(kMaxWays);
  for (Way& way : longer) {
    way.docs = ways[way.from].docs;
    way.docs.retain(*choice.holding[way.picked.back()]);
  }
  return longer;
}

}  // namespace paperfind
