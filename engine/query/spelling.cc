#include "engine/query/spelling.h"

#include <algorithm>
#include <array>
#include <cctype>
#include <tuple>

#include "engine/base/utf8.h"
#include "engine/query/field_terms.h"

namespace paperfind {
namespace {

constexpr std::size_t kSpellingsADistance = 12;
constexpr std::size_t kSplits = 3;
// Characters of either half of a split; of one that is a stop word: "in" ends many a word.
constexpr std::size_t kShortestPart = 2;
constexpr std::size_t kShortestStopWord = 3;
// Near words of one field are looked up one by one among those of all.
constexpr std::size_t kMaxTried = 200;

bool typed_in_capitals(std::string_view text) {
  constexpr std::size_t kLongestAcronym = 6;
  return text.size() <= kLongestAcronym &&
         std::all_of(text.begin(), text.end(),
                     [](unsigned char c) { return std::isupper(c) != 0; });
}

bool letters_only(std::string_view term) {
  return std::all_of(term.begin(), term.end(),
                     [](unsigned char c) { return c >= 0x80 || std::isalpha(c) != 0; });
}

bool may_be_part(const std::string& word) {
  return character_count(word) >=
         (Analyzer::is_stop_word(word) ? kShortestStopWord : kShortestPart);
}

bool is_stemmed(const TextFieldSpec* field) { return field == nullptr || field->stemmed; }

}  // namespace

unsigned max_edits(std::size_t characters) {
  if (characters <= 3) return 0;
  return characters <= 7 ? 1 : 2;
}

unsigned allowed_edits(const Token& token) { return max_edits(character_count(token.term)); }

bool is_correctable(const QueryNode& leaf, const Token& token) {
  if ((leaf.kind != NodeKind::Word && leaf.kind != NodeKind::Compound) || leaf.exact ||
      leaf.required || token.end > leaf.text.size()) {
    return false;
  }
  const std::string_view typed =
      std::string_view(leaf.text).substr(token.begin, token.end - token.begin);
  return letters_only(token.term) && allowed_edits(token) > 0 && !typed_in_capitals(typed) &&
         !Analyzer::is_stop_word(token.term);
}

std::vector<std::string> Speller::terms(const Token& token, const TextFieldSpec* field) {
  std::vector<std::string> terms;
  if (!is_stemmed(field)) {
    terms.push_back(exact_term(field, token.term));
  } else {
    terms.push_back(stem_term(field, token.stem));
  }
  for (const std::string& variant : token.variants) terms.push_back(exact_term(field, variant));
  return terms;
}

std::uint32_t Speller::papers(const Token& token, const TextFieldSpec* field) const {
  std::uint32_t papers = 0;
  for (const std::string& term : terms(token, field)) papers += index_.doc_frequency(term);
  return papers;
}

std::optional<Token> Speller::token_of(std::string_view word) const {
  std::vector<Token> tokens = analyzer_.analyze(word);
  if (tokens.size() != 1 || tokens.front().term != word) return std::nullopt;
  return std::move(tokens.front());
}

std::vector<Spelling> Speller::near(const Token& token, const TextFieldSpec* field,
                                    unsigned edits) const {
  std::vector<Spelling> found;
  std::array<std::size_t, 3> kept{};  // of each distance
  std::size_t tried = 0;
  for (const WordList::Near& near : words_.near(token.term, edits)) {
    if (kept[near.edits] == kSpellingsADistance) continue;
    if (++tried > kMaxTried) break;
    std::optional<Token> meant = token_of(near.word);
    if (!meant || (is_stemmed(field) && meant->stem == token.stem)) continue;
    const std::uint32_t papers =
        field == nullptr ? near.papers : index_.doc_frequency(exact_term(field, meant->term));
    if (papers == 0) continue;
    ++kept[near.edits];
    found.push_back({std::string(near.word), {std::move(*meant)}, near.edits, papers});
  }
  std::stable_sort(found.begin(), found.end(), [](const Spelling& a, const Spelling& b) {
    return std::tuple(a.edits, b.papers) < std::tuple(b.edits, a.papers);
  });
  return found;
}

std::vector<Spelling> Speller::splits(const Token& token, const TextFieldSpec* field) const {
  std::vector<Spelling> found;
  const std::string& word = token.term;
  for (std::size_t at = 1; at < word.size(); ++at) {
    if (!starts_character(word[at])) continue;
    const std::string first = word.substr(0, at);
    const std::string second = word.substr(at);
    if (!may_be_part(first) || !may_be_part(second)) continue;
    const std::uint32_t papers = std::min(index_.doc_frequency(exact_term(field, first)),
                                          index_.doc_frequency(exact_term(field, second)));
    if (papers == 0) continue;
    std::optional<Token> before = token_of(first);
    std::optional<Token> after = token_of(second);
    if (!before || !after) continue;
    found.push_back({first + ' ' + second, {std::move(*before), std::move(*after)}, 1, papers});
  }
  std::stable_sort(found.begin(), found.end(),
                   [](const Spelling& a, const Spelling& b) { return a.papers > b.papers; });
  if (found.size() > kSplits) found.resize(kSplits);
  return found;
}

std::optional<Spelling> Speller::joined(const Token& first, const Token& second,
                                        const TextFieldSpec* field) const {
  if (!letters_only(first.term) || !letters_only(second.term)) return std::nullopt;
  const std::string word = first.term + second.term;
  if (!is_listed_word(word)) return std::nullopt;
  std::optional<Token> token = token_of(word);
  const std::uint32_t papers = token ? this->papers(*token, field) : 0;
  if (papers == 0) return std::nullopt;
  return Spelling{word, {std::move(*token)}, 1, papers};
}

}  // namespace paperfind
