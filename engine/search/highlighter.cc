#include "engine/search/highlighter.h"

#include <algorithm>

#include "engine/query/plan_query.h"
#include "engine/text/grapheme.h"

namespace paperfind {
namespace {

bool is_common(const Token& token) { return Analyzer::is_stop_word(token.term); }

bool has_variant(const Token& token, const std::string& term) {
  return std::find(token.variants.begin(), token.variants.end(), term) != token.variants.end();
}

bool only_blanks_and_hyphens(std::string_view between) {
  return between.find_first_not_of(" -") == std::string_view::npos;
}

}  // namespace

Highlighter::Highlighter(const QueryNode& root, Analyzer& analyzer, const ForwardIndex* forward)
    : analyzer_(analyzer), forward_(forward) {
  for_each_leaf(root, [&](const QueryNode& leaf) {
    add_leaf(leaf);
    for (const Synonym& synonym : leaf.synonyms) accept(leaf, synonym.tokens);
  });
}

void Highlighter::note(Index& index, const std::string& word, std::uint32_t pattern) {
  index.emplace(word, pattern);
  if (!word.empty()) first_bytes_.set(static_cast<unsigned char>(word.front()));
}

void Highlighter::add_leaf(const QueryNode& leaf) {
  words_of_leaves_.emplace_back(&leaf, next_word_);
  const auto pattern = static_cast<std::uint32_t>(patterns_.size());
  switch (leaf.kind) {
    case NodeKind::Phrase:
      return add_run(leaf.tokens, leaf, Fit::Exact, next_word_++);
    case NodeKind::Compound:
      return add_compound(leaf);
    case NodeKind::Prefix:
      patterns_.push_back({leaf.field, next_word_++, {}, Fit::Exact});
      for (const std::string& word : leaf.expansions) note(by_term_, word, pattern);
      return;
    case NodeKind::Near:
    case NodeKind::Adjacent:
      patterns_.push_back({leaf.field, next_word_++, {}, Fit::Exact});
      groups_.emplace_back(word_group(leaf), pattern);
      has_runs_ = true;
      return;
    default:
      if (leaf.common) return;
      add_word(leaf.tokens.front(), leaf, next_word_);
      for (const Token& other : leaf.also) add_word(other, leaf, next_word_);
      ++next_word_;
  }
}

void Highlighter::add_compound(const QueryNode& leaf) {
  const bool whole = is_matched_whole(leaf);
  add_run(leaf.tokens, leaf, whole ? Fit::Exact : Fit::Tight, next_word_);
  for (const Token& token : leaf.tokens) {
    for (const std::string& variant : token.variants) {
      note(by_term_, variant, static_cast<std::uint32_t>(patterns_.size()));
    }
    patterns_.push_back({leaf.field, next_word_, {}, Fit::Exact});
    if (whole || is_common(token)) continue;
    Token alone = token;
    alone.variants.clear();
    add_word(alone, leaf, next_word_++);
  }
  ++next_word_;
}

void Highlighter::add_word(const Token& token, const QueryNode& leaf, std::uint32_t word) {
  const auto pattern = static_cast<std::uint32_t>(patterns_.size());
  patterns_.push_back({leaf.field, word, {}, Fit::Exact});
  note(by_term_, token.term, pattern);
  for (const std::string& variant : token.variants) note(by_term_, variant, pattern);
  if (!leaf.exact) note(by_stem_, token.stem, pattern);
}

void Highlighter::add_run(std::vector<Token> tokens, const QueryNode& leaf, Fit fit,
                          std::uint32_t word) {
  for (const Token& token : tokens) {
    if (!token.term.empty()) first_bytes_.set(static_cast<unsigned char>(token.term.front()));
  }
  patterns_.push_back({leaf.field, word, std::move(tokens), fit});
  has_runs_ = true;
}

void Highlighter::accept(const QueryNode& leaf, const std::vector<Token>& form) {
  indexed_.reset();
  const auto known = std::find_if(words_of_leaves_.begin(), words_of_leaves_.end(),
                                  [&](const auto& entry) { return entry.first == &leaf; });
  if (known == words_of_leaves_.end() || form.empty()) return;
  if (form.size() > 1) {
    add_run(form, leaf, Fit::Tight, known->second);
  } else {
    QueryNode word;
    word.field = leaf.field;
    add_word(form.front(), word, known->second);
  }
}

bool Highlighter::applies(std::uint32_t pattern, TextField field) const {
  const TextFieldSpec* wanted = patterns_[pattern].field;
  return wanted == nullptr || wanted->field == field;
}

const Highlighter::Pattern* Highlighter::lookup(const Index& index, const std::string& word,
                                                TextField field) const {
  if (word.empty() || !first_bytes_[static_cast<unsigned char>(word.front())]) return nullptr;
  const auto [first, last] = index.equal_range(word);
  for (auto it = first; it != last; ++it) {
    // A word asked for in any field matches by its stem even among names: the index holds such
    // stems too.
    const bool by_stem = &index == &by_stem_;
    const bool no_stems =
        by_stem && !spec_of(field).stemmed && patterns_[it->second].field != nullptr;
    if (applies(it->second, field) && !no_stems) return &patterns_[it->second];
  }
  return nullptr;
}

const Highlighter::Pattern* Highlighter::find_variant(const std::string& variant,
                                                      TextField field) const {
  // A stem begins as its word does.
  if (variant.empty() || !first_bytes_[static_cast<unsigned char>(variant.front())]) return nullptr;
  if (const Pattern* pattern = lookup(by_term_, variant, field)) return pattern;
  return lookup(by_stem_, std::string(analyzer_.stem(variant)), field);
}

// Where the spelling of a token ends: with the token, unless it is a join with those after it.
std::uint32_t Highlighter::end_of(std::size_t token, const std::string& variant) const {
  std::string joined = tokens_[token].term;
  for (std::size_t next = token + 1; next < tokens_.size(); ++next) {
    const std::string& term = tokens_[next].term;
    const bool from_base = variant.size() == tokens_[token].term.size() + term.size() &&
                           variant.starts_with(tokens_[token].term) && variant.ends_with(term);
    if (variant == joined + term || variant == joined + '&' + term || from_base) {
      return tokens_[next].end;
    }
    joined += term;
    if (!tokens_[next].joined_to_next || joined.size() >= variant.size()) break;
  }
  return tokens_[token].end;
}

void Highlighter::find_words(TextField field, std::vector<TextMatch>& matches) const {
  for (std::size_t at = 0; at < tokens_.size(); ++at) {
    const Token& token = tokens_[at];
    const Pattern* pattern = lookup(by_term_, token.term, field);
    if (pattern == nullptr) pattern = lookup(by_stem_, token.stem, field);
    if (pattern != nullptr) matches.push_back({token.begin, token.end, pattern->word});
    for (const std::string& variant : token.variants) {
      const Pattern* other = find_variant(variant, field);
      if (other != nullptr && other != pattern) {
        matches.push_back({token.begin, end_of(at, variant), other->word});
      }
    }
  }
}

bool Highlighter::stands_at(const Pattern& pattern, std::string_view text, std::size_t at) const {
  for (std::size_t i = 0; i < pattern.phrase.size(); ++i) {
    const Token& asked = pattern.phrase[i];
    const Token& token = tokens_[at + i];
    const bool same = token.term == asked.term || has_variant(token, asked.term) ||
                      (pattern.fit == Fit::Tight && token.stem == asked.stem);
    if (!same) return false;
    if (i == 0 || pattern.fit == Fit::Exact) continue;
    const std::uint32_t before = tokens_[at + i - 1].end;
    if (token.begin > before && !only_blanks_and_hyphens(text.substr(before, token.begin - before)))
      return false;
  }
  return true;
}

void Highlighter::find_runs(std::string_view text, TextField field,
                            std::vector<TextMatch>& matches) const {
  for (std::uint32_t number = 0; number < patterns_.size(); ++number) {
    const Pattern& pattern = patterns_[number];
    const std::size_t size = pattern.phrase.size();
    if (size == 0 || !applies(number, field)) continue;
    for (std::size_t at = 0; at + size <= tokens_.size(); ++at) {
      if (!stands_at(pattern, text, at)) continue;
      matches.push_back({tokens_[at].begin, tokens_[at + size - 1].end, pattern.word});
    }
  }
}

void Highlighter::find_groups(TextField field, std::vector<TextMatch>& matches) const {
  for (const auto& [group, pattern] : groups_) {
    if (!applies(pattern, field)) continue;
    for (const std::size_t word : close_words(group, tokens_)) {
      matches.push_back({tokens_[word].begin, tokens_[word].end, patterns_[pattern].word});
    }
  }
}

void Highlighter::want_all(IndexedTokens& indexed) const {
  for (const auto& [word, pattern] : by_term_) indexed.want(word);
  for (const auto& [stem, pattern] : by_stem_) indexed.want_stem(stem);
  for (const Pattern& pattern : patterns_) {
    for (const Token& token : pattern.phrase) {
      indexed.want(token.term);
      if (pattern.fit == Fit::Tight) indexed.want_stem(token.stem);
    }
  }
  for (const auto& [group, pattern] : groups_) {
    for (const std::vector<std::string>& forms : group.places) {
      for (const std::string& form : forms) indexed.want(form);
    }
  }
}

std::span<const Token> Highlighter::read(std::string_view text, const IndexedText* indexed) {
  if (indexed != nullptr && forward_ != nullptr) {
    if (!indexed_) want_all(indexed_.emplace(*forward_, analyzer_));
    tokens_ = indexed_->read(*indexed);
    // The text and what was indexed of it belong together, or else nothing does.
    if (tokens_.empty() || tokens_.back().end <= text.size()) return tokens_;
  }
  analyzer_.analyze(text, analyzed_, first_bytes_);
  tokens_ = analyzed_;
  return tokens_;
}

std::vector<TextMatch> Highlighter::find(std::string_view text, TextField field,
                                         const IndexedText* indexed) {
  std::vector<TextMatch> matches;
  tokens_ = {};
  if (idle()) return matches;
  read(text, indexed);
  find_words(field, matches);
  if (has_runs_) {
    find_runs(text, field, matches);
    find_groups(field, matches);
    std::stable_sort(matches.begin(), matches.end(),
                     [](const TextMatch& a, const TextMatch& b) { return a.begin < b.begin; });
  }
  return matches;
}

std::vector<std::pair<std::uint32_t, std::uint32_t>> Highlighter::ranges_of(
    std::string_view text, const std::vector<TextMatch>& matches) {
  std::vector<std::pair<std::uint32_t, std::uint32_t>> ranges;
  for (const TextMatch& match : matches) {
    const auto last = static_cast<std::uint32_t>(cluster_end(text, match.end));
    if (!ranges.empty()) {
      auto& [begin, end] = ranges.back();
      const bool overlap = match.begin <= end;
      const bool one_word = match.begin == end + 1 && (text[end] == '-' || text[end] == '/');
      if (overlap || one_word) {
        end = std::max(end, last);
        continue;
      }
    }
    ranges.emplace_back(match.begin, last);
  }
  return ranges;
}

MarkedText Highlighter::mark(std::string_view text, TextField field, const IndexedText* indexed) {
  const std::vector<TextMatch> matches = find(text, field, indexed);
  return {std::string(text), ranges_of(text, matches)};
}

}  // namespace paperfind
