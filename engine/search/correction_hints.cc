// What is done for a query whose every word the corpus has: words joined, searched as another word
// too, or another one offered.
#include <algorithm>
#include <utility>

#include "engine/schema/fields.h"
#include "engine/search/correction.h"

namespace paperfind {
namespace {

// How much more frequent a word must be to be searched beside a rare one.
constexpr std::size_t kMuchMore = 200;
// How many times as many papers a change must find to be offered.
constexpr std::size_t kOfferFactor = 10;

bool is_blank(std::string_view text) {
  return text.find_first_not_of(" \t\r\n\f\v") == std::string_view::npos;
}

// Names are rare and near to other words; that does not make them misspelled.
bool is_name(const PaperIndex& index, const std::string& word) {
  return std::any_of(std::begin(kTextFields), std::end(kTextFields), [&](const auto& field) {
    return !field.stemmed && index.has_term(exact_term(field, word));
  });
}

// The leaf that stands there.
QueryNode* leaf_at(QueryNode& node, std::size_t begin) {
  if (node.kind == NodeKind::Not) return nullptr;
  if (!node.tokens.empty()) return node.begin == begin ? &node : nullptr;
  for (QueryNode& child : node.children) {
    if (QueryNode* leaf = leaf_at(child, begin)) return leaf;
  }
  return nullptr;
}

}  // namespace

// "micro controller" where the corpus has "microcontroller".
std::optional<CorrectedQuery> Corrector::join(const TypedQuery& typed,
                                              const std::vector<Word>& words) const {
  std::optional<CorrectedQuery> best;
  std::size_t lookups = 0;
  for (std::size_t at = 1; at < words.size(); ++at) {
    const Word& first = words[at - 1];
    const Word& second = words[at];
    if (!is_relaxable(*first.leaf) || !is_relaxable(*second.leaf) || first.leaf == second.leaf ||
        first.leaf->field != second.leaf->field || first.begin() > second.begin()) {
      continue;
    }
    const std::size_t end = second.begin() + second.typed().size();
    const std::size_t gap = first.begin() + first.typed().size();
    if (gap > second.begin() ||
        !is_blank(std::string_view(typed.text).substr(gap, second.begin() - gap))) {
      continue;
    }
    const auto joined = speller_.joined(*first.token, *second.token, first.leaf->field);
    if (!joined || ++lookups > kMaxLookups) continue;
    std::string text = typed.text;
    text.replace(first.begin(), end - first.begin(), joined->text);
    CorrectedQuery candidate = reread(std::move(text), {});
    candidate.matches = matches_of_(candidate.root, typed.joining, candidate.text);
    if (candidate.matches.count() <= (best ? best->matches.count() : 0)) continue;
    candidate.applied = !typed.only_offer;
    candidate.corrections = {{typed.text.substr(first.begin(), end - first.begin()), joined->text,
                              candidate.applied, false, candidate.text}};
    best = std::move(candidate);
  }
  return best;
}

// A word so rare that it may be a slip of the pen of an author, with one as near as can be that is
// very much more frequent, is read as that one too.
std::optional<CorrectedQuery> Corrector::search_also(const TypedQuery& typed,
                                                     const std::vector<Word>& words) const {
  CorrectedQuery wider;
  wider.text = typed.text;
  wider.root = typed.root;
  std::string offered = typed.text;
  std::size_t lookups = 0;
  for (auto word = words.rbegin(); word != words.rend(); ++word) {  // so that places stay right
    if (word->papers == 0 || word->papers > kFew || !word->correctable ||
        word->leaf->kind != NodeKind::Word || is_name(index_, word->token->term) ||
        ++lookups > kMaxLookups) {
      continue;
    }
    std::optional<Spelling> meant;
    std::size_t most = 0;
    std::optional<DocSet> around;
    for (Spelling& spelling : speller_.near(*word->token, word->leaf->field, 1)) {
      if (spelling.papers < kMuchMore * word->papers) continue;
      if (!around) around = others(typed, {&*word}, Joining::All);
      const std::size_t hits = holding(spelling, word->leaf->field, *around).count();
      if (hits <= most) continue;
      most = hits;
      meant = std::move(spelling);
    }
    if (!meant) continue;
    leaf_at(wider.root, word->leaf->begin)->also = meant->tokens;
    offered.replace(word->begin(), word->typed().size(), meant->text);
    wider.corrections.insert(wider.corrections.begin(),
                             {word->typed(), meant->text, !typed.only_offer, true, {}});
  }
  if (wider.corrections.empty()) return std::nullopt;
  for (Correction& correction : wider.corrections) correction.query = offered;
  wider.applied = !typed.only_offer;
  wider.matches = matches_of_(wider.root, typed.joining, typed.text);
  return wider;
}

// Where hardly anything is found, the one change of a word that finds very much more. The word is
// one the corpus has: only its nearest neighbours count, and those that are far more frequent.
std::optional<CorrectedQuery> Corrector::offer(const TypedQuery& typed,
                                               const std::vector<Word>& words) const {
  const std::size_t found = typed.matches.count();
  if (found > kFew) return std::nullopt;
  const std::size_t wanted = std::max<std::size_t>(kOfferFactor * found, kOfferFactor);
  struct {
    std::size_t hits = 0;
    const Word* word = nullptr;
    std::string to;
  } best;
  std::size_t lookups = 0;
  for (const Word& word : words) {
    if (!word.correctable || ++lookups > kMaxLookups) continue;
    const TextFieldSpec* field = word.leaf->field;
    const DocSet around = others(typed, {&word}, Joining::All);
    if (around.count() < wanted) continue;
    std::vector<Spelling> spellings = speller_.near(*word.token, field, 1);
    for (Spelling& split : speller_.splits(*word.token, field)) {
      spellings.push_back(std::move(split));
    }
    for (const Spelling& spelling : spellings) {
      if (spelling.papers < std::max(wanted, kOfferFactor * word.papers) ||
          Analyzer::is_stop_word(spelling.text)) {
        continue;
      }
      const std::size_t hits = holding(spelling, field, around).count();
      if (hits < wanted || hits <= best.hits) continue;
      best = {hits, &word, spelling.text};
    }
  }
  if (best.word == nullptr) return std::nullopt;
  CorrectedQuery offered;
  std::string text = typed.text;
  text.replace(best.word->begin(), best.word->typed().size(), best.to);
  offered.corrections = {{best.word->typed(), best.to, false, false, std::move(text)}};
  return offered;
}

}  // namespace paperfind
